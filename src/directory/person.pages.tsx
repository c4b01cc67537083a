import type { ComponentChildren } from 'preact';
import { Current, type LocalizedText } from '../platform/current.js';
import { formatLanguages } from '../platform/i18n/format.js';
import { directionOf } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Day } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { RESTRICTED_FIELDS, REVEAL_REASONS, type RestrictedNotes } from './people.forms.js';
import { fullName, type MembershipRow } from './people.queries.js';
import type { Person } from './person.entity.js';

const nameOf = (person: Person) =>
  fullName({ honorific: person.honorific, given_name: person.givenName, family_name: person.familyName });
const pathOf = (person: Person) => `/${Current.institution.slug}/people/${person.id}`;

export interface PersonPageProps {
  person: Person;
  memberships: MembershipRow[];
  names: CountryNames;
  panels: Record<'main' | 'side', ComponentChildren[]>;
  mayWrite: boolean;
  mayReveal: boolean;
}

export function personPage({ person, memberships, names, panels, mayWrite, mayReveal }: PersonPageProps) {
  const today = memberships.find((one) => one.is_current);
  return (
    <>
      <PageHead
        eyebrow={t('directory.kind.person')}
        title={
          <>
            <bdi>{nameOf(person)}</bdi>{' '}
            {person.nativeName && (
              <span
                class="native"
                lang={person.nativeLanguage ?? 'und'}
                dir={directionOf(person.nativeLanguage ?? 'und')}
              >
                {person.nativeName}
              </span>
            )}
          </>
        }
        meta={
          <>
            {person.country && (
              <span class="nb">
                <Flag country={person.country} /> {names.of(person.country)}
              </span>
            )}
            {today && <span>{[localized(today.post), localized(today.organisation)].filter(Boolean).join(', ')}</span>}
          </>
        }
        actions={
          mayWrite && (
            <>
              <Button href={`${pathOf(person)}/edit`}>{t('directory.edit')}</Button>
              <Button href={`${pathOf(person)}/memberships/new`} primary icon="plus">
                {t('directory.membership.add')}
              </Button>
            </>
          )
        }
      />
      <div class="cols">
        <div class="stack">
          <Section title={t('directory.membership.title')}>
            {memberships.length === 0 && (
              <Empty title={t('directory.membership.none')}>{t('directory.membership.none-hint')}</Empty>
            )}
            <ul class="moves">
              {memberships.map((one) => (
                <MembershipLine key={one.id} one={one} person={person} mayWrite={mayWrite} />
              ))}
            </ul>
          </Section>
          {panels.main}
        </div>
        <div class="stack">
          <Section title={t('directory.people.contact')}>
            <Facts
              facts={[
                [t('directory.field.email'), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
                [t('directory.field.phone'), person.phone && <bdi>{person.phone}</bdi>],
                [t('directory.field.languages'), formatLanguages(person.languages)],
                [t('directory.field.address-form'), today?.address_form],
              ]}
            />
          </Section>
          {mayReveal && (
            <Section title={t('directory.restricted.title')}>
              <p class="small mute">{t('directory.restricted.hint')}</p>
              <RevealForm person={person} />
            </Section>
          )}
          {panels.side}
        </div>
      </div>
    </>
  );
}

function MembershipLine({ one, person, mayWrite }: { one: MembershipRow; person: Person; mayWrite: boolean }) {
  return (
    <li>
      <span class="t">{one.starts_on?.year ?? ''}</span>
      <div>
        <p>
          <b>
            <Text of={one.post} />
          </b>
          {one.post && ', '}
          <a href={`/${Current.institution.slug}/partners/${one.organisation_id}`}>
            <Text of={one.organisation} />
          </a>
        </p>
        <p>
          {one.starts_on && (
            <>
              {t('directory.membership.from')} <Day day={one.starts_on} />{' '}
            </>
          )}
          {one.ends_on && (
            <>
              {t('directory.membership.to')} <Day day={one.ends_on} />
            </>
          )}
          {mayWrite && !one.ends_on && (
            <a
              href={`${pathOf(person)}/memberships/${one.id}/end`}
              aria-label={t('directory.membership.end-of', { name: localized(one.organisation) })}
            >
              {t('directory.membership.end')}
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

function RevealForm({ person, form }: { person: Person; form?: FormState }) {
  return (
    <form method="post" action={`${pathOf(person)}/reveal`} class="form" data-turbo="false">
      <Checks
        name="reason"
        one
        label={t('directory.restricted.reason')}
        form={form}
        chosen={['menu']}
        options={REVEAL_REASONS.map((value) => ({ value, label: t(`directory.restricted.for.${value}`) }))}
      />
      <div class="form-end">
        <Button>{t('directory.restricted.reveal')}</Button>
      </div>
    </form>
  );
}

export interface RestrictedPageProps {
  person: Person;
  /** Null where no reason was given. */
  notes: RestrictedNotes | null;
  reason?: string | undefined;
  form: FormState;
  title: string;
}

export function restrictedPage({ person, notes, reason, form, title }: RestrictedPageProps) {
  return (
    <>
      <PageHead eyebrow={<a href={pathOf(person)}>{nameOf(person)}</a>} title={title} />
      {reason && (
        <p class="ochre">{t('directory.restricted.recorded', { reason: t(`directory.restricted.for.${reason}`) })}</p>
      )}
      {notes === null ? (
        <RevealForm person={person} form={form} />
      ) : (
        <form method="post" action={`${pathOf(person)}/restricted`} class="form" autocomplete="off">
          <FormErrors form={form} />
          {RESTRICTED_FIELDS.map((name) => (
            <TextArea
              key={name}
              name={name}
              rows={2}
              label={t(`directory.restricted.field.${name}`)}
              form={reason ? undefined : form}
              value={notes[name]}
            />
          ))}
          <div class="form-end">
            <Button primary>{t('directory.save')}</Button>
            <a href={pathOf(person)}>{t('directory.restricted.hide')}</a>
          </div>
        </form>
      )}
    </>
  );
}

export function personForm({
  person,
  form,
  names,
  title,
}: {
  person?: Person | undefined;
  form?: FormState | undefined;
  names: CountryNames;
  title: string;
}) {
  const field = (
    name: 'familyName' | 'givenName' | 'nativeName' | 'nativeLanguage' | 'honorific' | 'email' | 'phone',
  ) => ({
    name,
    form,
    label: t(`directory.field.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
    value: person?.[name],
  });
  const organisation = form?.values['organisationId'];
  return (
    <>
      <PageHead title={title} eyebrow={person && <a href={pathOf(person)}>{nameOf(person)}</a>} />
      <form
        method="post"
        class="form"
        action={person ? pathOf(person) : `/${Current.institution.slug}/people`}
        novalidate
      >
        <FormErrors form={form} />
        {person && <input type="hidden" name="version" value={String(person.version)} />}
        {organisation && <input type="hidden" name="organisationId" value={String(organisation)} />}
        <div class="form-row">
          <Field {...field('honorific')} hint={t('directory.hint.honorific')} />
          <Field {...field('givenName')} />
          <Field {...field('familyName')} required />
        </div>
        <div class="form-row">
          <Field {...field('nativeName')} hint={t('directory.hint.native-name')} />
          <Field {...field('nativeLanguage')} hint={t('directory.hint.native-language')} />
        </div>
        <div class="form-row">
          <Select
            name="country"
            form={form}
            label={t('directory.field.country')}
            value={person?.country}
            empty={t('directory.none')}
            options={names.list().map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Select
            name="gender"
            form={form}
            label={t('directory.field.gender')}
            value={person?.gender}
            empty={t('directory.none')}
            options={['female', 'male'].map((value) => ({ value, label: t(`directory.gender.${value}`) }))}
          />
        </div>
        <div class="form-row">
          <Field {...field('email')} type="email" />
          <Field {...field('phone')} type="tel" />
        </div>
        <Field
          name="languages"
          form={form}
          label={t('directory.field.languages')}
          value={person?.languages.join(', ')}
          hint={t('directory.hint.languages')}
        />
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={person ? pathOf(person) : `/${Current.institution.slug}/people`}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}

export interface AppointmentFormProps {
  person: Person;
  form: FormState;
  organisations: { id: string; name: LocalizedText }[];
  posts: { id: string; label: LocalizedText; organisation: LocalizedText }[];
  title: string;
}

export function appointmentForm({ person, form, organisations, posts, title }: AppointmentFormProps) {
  const language = Current.institution.locales[0] ?? 'en';
  return (
    <>
      <PageHead title={title} eyebrow={<a href={pathOf(person)}>{nameOf(person)}</a>} />
      <form method="post" class="form" action={`${pathOf(person)}/memberships`} novalidate>
        <FormErrors form={form} />
        <Select
          name="organisationId"
          required
          form={form}
          label={t('directory.field.organisation')}
          empty={t('directory.choose')}
          options={organisations.map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
        <Select
          name="postId"
          form={form}
          label={t('directory.field.post')}
          empty={t('directory.none')}
          options={posts.map((post) => ({
            value: post.id,
            label: localized(post.label),
            group: localized(post.organisation),
          }))}
        />
        <Field
          name={`role.${language}`}
          form={form}
          lang={language}
          label={t('directory.field.role')}
          hint={t('directory.hint.role')}
        />
        <div class="form-row">
          <Field name="startsOn" type="date" form={form} label={t('directory.field.starts-on')} />
          <Field name="endsOn" type="date" form={form} label={t('directory.field.ends-on')} />
        </div>
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={pathOf(person)}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}

export function endForm({
  person,
  membership,
  form,
  title,
}: {
  person: Person;
  membership: string;
  form?: FormState | undefined;
  title: string;
}) {
  return (
    <>
      <PageHead title={title} eyebrow={<a href={pathOf(person)}>{nameOf(person)}</a>} />
      <form method="post" class="form" action={`${pathOf(person)}/memberships/${membership}/end`} novalidate>
        <FormErrors form={form} />
        <Field name="endsOn" type="date" required form={form} label={t('directory.field.last-day')} />
        <div class="form-end">
          <Button primary>{t('directory.membership.end')}</Button>
          <a href={pathOf(person)}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}
