import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { Alike } from './likeness.pages.js';
import type { LikeRow } from './likeness.queries.js';
import { languageLine } from './people.forms.js';
import type { Person } from './person.entity.js';
import { AddressForms, Contacts, Identifiers, OtherNames } from './person-form-lists.pages.js';
import { nameOf, pathOf } from './restricted.pages.js';

export interface PersonFormProps {
  person?: Person | undefined;
  form?: FormState | undefined;
  names: CountryNames;
  title: string;
  /** Who may be the same, where the form came back because of them. */
  alike?: LikeRow[] | undefined;
}

export function personForm({ person, form, names, title, alike = [] }: PersonFormProps) {
  const people = `/${Current.institution.slug}/people`;
  const back = person ? pathOf(person) : people;
  const organisation = form?.values['organisationId'];
  const lists = { person, form };
  return (
    <>
      <PageHead title={title} eyebrow={person && <a href={back}>{nameOf(person)}</a>} />
      <form
        method="post"
        class="form"
        action={back}
        novalidate
        {...(person ? {} : { 'data-controller': 'alike', 'data-alike-url-value': `${people}/alike` })}
      >
        <FormErrors form={form} />
        {person && <input type="hidden" name="version" value={String(person.version)} />}
        {organisation && <input type="hidden" name="organisationId" value={String(organisation)} />}
        <NameFields {...lists} />
        {!person && (
          <div data-alike-target="found" aria-live="polite">
            <Alike rows={alike} />
          </div>
        )}
        <Facts {...lists} names={names} />
        <Group name="other-names" open={touched(form, 'otherNames')} count={person?.otherNames.length}>
          <OtherNames {...lists} />
        </Group>
        <Group name="address-forms" open={touched(form, 'addressForms')}>
          <AddressForms {...lists} />
        </Group>
        <Group name="contacts" open={touched(form, 'contacts')} count={person?.contacts.length}>
          <Contacts {...lists} />
        </Group>
        <Group name="identifiers" open={touched(form, 'identifiers')} count={person?.identifiers.length}>
          <Identifiers {...lists} />
        </Group>
        <TextArea name="note" rows={2} form={form} label={t('directory.field.note')} value={person?.note} />
        <div class="form-end">
          {alike.length > 0 && (
            <Button name="another" value="yes">
              {t('directory.likeness.another')}
            </Button>
          )}
          <Button primary={alike.length === 0}>{t('directory.save')}</Button>
          <a href={back}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}

// Opened where something in it was refused.
const touched = (form: FormState | undefined, list: string): boolean =>
  Object.keys(form?.errors ?? {}).some((path) => path.startsWith(list));

interface GroupProps {
  name: string;
  open: boolean;
  count?: number | undefined;
  children: ComponentChildren;
}

function Group({ name, open, count, children }: GroupProps) {
  return (
    <details class="form-group" open={open}>
      <summary>
        {t(`directory.people.${name}`)}
        {count ? <span class="mute"> {count}</span> : null}
      </summary>
      {children}
    </details>
  );
}

interface Props {
  person: Person | undefined;
  form: FormState | undefined;
}

function NameFields({ person, form }: Props) {
  const field = (name: 'honorific' | 'givenName' | 'patronymic' | 'familyName' | 'nativeName' | 'nativeLanguage') => ({
    name,
    form,
    label: t(`directory.field.${kebab(name)}`),
    value: person?.[name],
  });
  return (
    <>
      <div class="form-row" data-action="input->alike#typed">
        <Field {...field('honorific')} hint={t('directory.hint.honorific')} />
        <Field {...field('givenName')} />
        <Field {...field('patronymic')} />
        <Field {...field('familyName')} required />
      </div>
      <div class="form-row">
        <Field {...field('nativeName')} hint={t('directory.hint.native-name')} />
        <Field {...field('nativeLanguage')} hint={t('directory.hint.native-language')} />
        <Select
          name="nameOrder"
          form={form}
          label={t('directory.field.name-order')}
          value={person?.nameOrder === 'family-first' ? 'family-first' : ''}
          empty={t('directory.name-order.given-first')}
          options={[{ value: 'family-first', label: t('directory.name-order.family-first') }]}
        />
      </div>
    </>
  );
}

function Facts({ person, form, names }: Props & { names: CountryNames }) {
  const field = (name: 'email' | 'phone' | 'pronunciation' | 'sortAs') => ({
    name,
    form,
    label: t(`directory.field.${kebab(name)}`),
    value: person?.[name],
  });
  const date = (name: 'birthDate' | 'deathDate' | 'photoConsentOn') => ({
    name,
    form,
    type: 'date' as const,
    label: t(`directory.field.${kebab(name)}`),
    value: person?.[name]?.toString(),
  });
  return (
    <>
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
        <Field {...date('birthDate')} />
        {person && <Field {...date('deathDate')} />}
      </div>
      <div class="form-row" data-action="input->alike#typed">
        <Field {...field('email')} type="email" />
        <Field {...field('phone')} type="tel" />
      </div>
      <Field
        name="languages"
        form={form}
        label={t('directory.field.languages')}
        value={person && languageLine(person)}
        hint={t('directory.hint.languages')}
      />
      <div class="form-row">
        <Field {...field('pronunciation')} hint={t('directory.hint.pronunciation')} />
        <Field {...field('sortAs')} hint={t('directory.hint.sort-as')} />
        {person && <Field {...date('photoConsentOn')} />}
      </div>
    </>
  );
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
