import { Current } from '../platform/current.js';
import { formatList } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { List } from '../platform/web/components/list.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { fullName } from './people.queries.js';
import type { Person } from './person.entity.js';
import type { ReadingRow } from './restricted.queries.js';
import { OPENS, REVEAL_REASONS, type RevealReason, type TravelProfile } from './travel.forms.js';
import { TravelFormFields } from './travel-form.pages.js';

export const nameOf = (person: Person) =>
  fullName({
    honorific: person.honorific,
    given_name: person.givenName,
    family_name: person.familyName,
    name_order: person.nameOrder,
  });
export const pathOf = (person: { id: string }) => `/${Current.institution.slug}/people/${person.id}`;

export function RevealForm({ person, form }: { person: Person; form?: FormState }) {
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
        <a href={`${pathOf(person)}/readings`}>{t('directory.restricted.readings')}</a>
      </div>
    </form>
  );
}

export interface RestrictedPageProps {
  person: Person;
  /** Null where no reason was given. */
  profile: TravelProfile | null;
  reason?: RevealReason | undefined;
  form?: FormState | undefined;
  names: CountryNames;
  title: string;
  /** The person's own page: nothing to go back to, and its own address. */
  own?: boolean;
}

export function restrictedPage({ person, profile, reason, form, names, title, own }: RestrictedPageProps) {
  const save = own ? `/${Current.institution.slug}/account/travel` : `${pathOf(person)}/restricted`;
  return (
    <>
      <PageHead
        eyebrow={own ? undefined : <a href={pathOf(person)}>{nameOf(person)}</a>}
        title={title}
        meta={own && <span>{nameOf(person)}</span>}
      />
      {reason && (
        <p class="ochre">{t('directory.restricted.recorded', { reason: t(`directory.restricted.for.${reason}`) })}</p>
      )}
      {profile === null || !reason ? (
        <RevealForm person={person} {...(form ? { form } : {})} />
      ) : (
        <form method="post" action={save} class="form" autocomplete="off" novalidate>
          <FormErrors form={form} />
          <input type="hidden" name="reason" value={reason} />
          <TravelFormFields fields={OPENS[reason]} profile={profile} form={form} names={names} />
          <div class="form-end">
            <Button primary>{t('directory.save')}</Button>
            <a href={own ? `/${Current.institution.slug}/account` : pathOf(person)}>{t('directory.restricted.hide')}</a>
          </div>
        </form>
      )}
    </>
  );
}

/** Who looked, when and what for. */
export function Readings({ rows, title }: { rows: ReadingRow[]; title: string }) {
  return (
    <List
      caption={title}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<p class="mute">{t('directory.restricted.never-read')}</p>}
      columns={[
        {
          label: t('directory.restricted.when'),
          class: 'nb',
          cell: (row) => <Stamp at={row.occurred_at} zone={Current.institution.timeZone} />,
        },
        {
          label: t('directory.restricted.who'),
          cell: (row) => row.actor_name ?? <span class="mute">{t('directory.restricted.by-clock')}</span>,
        },
        {
          label: t('directory.restricted.what'),
          cell: (row) => t(`directory.restricted.event.${row.type.slice('person.restricted_'.length)}`),
        },
        {
          label: t('directory.restricted.reason-short'),
          cell: (row) => row.data.reason && t(`directory.restricted.for.${row.data.reason}`),
        },
        {
          label: t('directory.restricted.fields'),
          cell: (row) => formatList((row.data.fields ?? []).map((name) => t(`directory.restricted.field.${name}`))),
        },
      ]}
    />
  );
}

export function readingsPage({ person, rows, title }: { person: Person; rows: ReadingRow[]; title: string }) {
  return (
    <>
      <PageHead eyebrow={<a href={pathOf(person)}>{nameOf(person)}</a>} title={title} />
      <Readings rows={rows} title={title} />
    </>
  );
}

/** What the house keeps of oneself, behind the same door and with the same record. */
export function ownTravelPage({ person, rows, title }: { person: Person | null; rows: ReadingRow[]; title: string }) {
  const path = `/${Current.institution.slug}/account/travel`;
  return (
    <>
      <PageHead title={title} meta={person && <span>{nameOf(person)}</span>} />
      {person === null ? (
        <p class="mute">{t('directory.restricted.no-person')}</p>
      ) : (
        <>
          <p class="lead">{t('directory.restricted.own-hint')}</p>
          <form method="post" action={`${path}/reveal`} data-turbo="false">
            <Button primary>{t('directory.restricted.reveal')}</Button>
          </form>
          <Section title={t('directory.restricted.readings')}>
            <Readings rows={rows} title={t('directory.restricted.readings')} />
          </Section>
        </>
      )}
    </>
  );
}
