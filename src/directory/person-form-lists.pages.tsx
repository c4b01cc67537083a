import { Current } from '../platform/current.js';
import { displayNames } from '../platform/i18n/intl.js';
import { currentLanguage, t } from '../platform/i18n/translate.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import { CONTACT_KINDS, type Contact, type Identifier, NAME_KINDS, type Person } from './person.entity.js';

interface Props {
  person: Person | undefined;
  form: FormState | undefined;
}

interface SpanProps {
  row: string;
  form: FormState | undefined;
  value: { from?: string | undefined; until?: string | undefined } | undefined;
}

/** From a day to a day, both open at will. */
export function Span({ row, form, value }: SpanProps) {
  return (
    <>
      <Field name={`${row}.from`} type="date" form={form} label={t('directory.field.starts-on')} value={value?.from} />
      <Field name={`${row}.until`} type="date" form={form} label={t('directory.field.ends-on')} value={value?.until} />
    </>
  );
}

export function OtherNames({ person, form }: Props) {
  return (
    <Rows
      name="otherNames"
      legend={t('directory.people.other-names')}
      rows={person?.otherNames ?? []}
      form={form}
      add={t('directory.people.add-name')}
      draw={(row, value) => {
        const text = (name: 'family' | 'given' | 'patronymic' | 'language', label: string) => (
          <Field name={`${row}.${name}`} form={form} label={t(`directory.field.${label}`)} value={value?.[name]} />
        );
        return (
          <>
            {/* The first kind stands for no choice, so that an untouched row is an empty one. */}
            <Select
              name={`${row}.kind`}
              form={form}
              label={t('directory.field.kind')}
              value={value && value.kind !== 'script' ? value.kind : ''}
              empty={t('directory.name-kind.script')}
              options={NAME_KINDS.slice(1).map((kind) => ({ value: kind, label: t(`directory.name-kind.${kind}`) }))}
            />
            {text('language', 'native-language')}
            {text('family', 'family-name')}
            {text('given', 'given-name')}
            {text('patronymic', 'patronymic')}
            <Select
              name={`${row}.order`}
              form={form}
              label={t('directory.field.name-order')}
              value={value?.order === 'family-first' ? 'family-first' : ''}
              empty={t('directory.name-order.given-first')}
              options={[{ value: 'family-first', label: t('directory.name-order.family-first') }]}
            />
            <Span row={row} form={form} value={value} />
          </>
        );
      }}
    />
  );
}

export function AddressForms({ person, form }: Props) {
  const languages = [...new Set([...Current.institution.locales, ...Object.keys(person?.addressForms ?? {})])];
  const names = displayNames(currentLanguage(), { type: 'language' });
  return (
    <>
      {languages.map((language) => (
        <fieldset key={language} class="rows">
          <legend class="side-title">{names.of(language) ?? language}</legend>
          <div class="form-row">
            {(['before', 'after', 'salutation'] as const).map((name) => (
              <Field
                key={name}
                name={`addressForms.${language}.${name}`}
                lang={language}
                form={form}
                label={t(`directory.address-form.${name}`)}
                value={person?.addressForms[language]?.[name]}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

export function Contacts({
  person,
  form,
}: {
  person: { contacts: Contact[] } | undefined;
  form: FormState | undefined;
}) {
  return (
    <Rows
      name="contacts"
      legend={t('directory.people.contacts')}
      rows={person?.contacts ?? []}
      form={form}
      add={t('directory.people.add-contact')}
      draw={(row, value) => (
        <>
          <Select
            name={`${row}.kind`}
            form={form}
            label={t('directory.field.kind')}
            value={value?.kind}
            empty={t('directory.choose')}
            options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`directory.contact-kind.${kind}`) }))}
          />
          <Field name={`${row}.value`} form={form} label={t('directory.field.value')} value={value?.value} />
          <Field name={`${row}.label`} form={form} label={t('directory.field.label')} value={value?.label} />
          <Span row={row} form={form} value={value} />
        </>
      )}
    />
  );
}

export function Identifiers({
  person,
  form,
}: {
  person: { identifiers: Identifier[] } | undefined;
  form: FormState | undefined;
}) {
  return (
    <Rows
      name="identifiers"
      legend={t('directory.people.identifiers')}
      rows={person?.identifiers ?? []}
      form={form}
      add={t('directory.people.add-identifier')}
      draw={(row, value) => (
        <>
          <Field name={`${row}.scheme`} form={form} label={t('directory.field.scheme')} value={value?.scheme} />
          <Field name={`${row}.value`} form={form} label={t('directory.field.value')} value={value?.value} />
        </>
      )}
    />
  );
}
