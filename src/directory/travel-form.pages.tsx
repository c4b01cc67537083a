import { t } from '../platform/i18n/translate.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { PASSPORT_KINDS, type TravelField, type TravelProfile } from './travel.forms.js';

interface Props {
  fields: readonly TravelField[];
  profile: TravelProfile;
  form: FormState | undefined;
  names: CountryNames;
}

/** The fields that a purpose opens, and no others. */
export function TravelFormFields({ fields, profile, form, names }: Props) {
  const countries = names.list().map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      {fields.includes('passports') && <Passports {...{ profile, form, countries }} />}
      {fields.includes('visas') && <Visas {...{ profile, form, countries }} />}
      {fields
        .filter((field) => field !== 'passports' && field !== 'visas')
        .map((field) => (
          <TextArea
            key={field}
            name={field}
            rows={2}
            label={t(`directory.restricted.field.${field}`)}
            form={form}
            value={profile[field]}
          />
        ))}
    </>
  );
}

interface ListProps {
  profile: TravelProfile;
  form: FormState | undefined;
  countries: { value: string; label: string }[];
}

function Passports({ profile, form, countries }: ListProps) {
  return (
    <Rows
      name="passports"
      legend={t('directory.restricted.field.passports')}
      rows={profile.passports ?? []}
      form={form}
      add={t('directory.restricted.add-passport')}
      draw={(row, value) => (
        <>
          <Select
            name={`${row}.kind`}
            form={form}
            label={t('directory.field.kind')}
            value={value && value.kind !== 'ordinary' ? value.kind : ''}
            empty={t('directory.restricted.passport.ordinary')}
            options={PASSPORT_KINDS.slice(1).map((kind) => ({
              value: kind,
              label: t(`directory.restricted.passport.${kind}`),
            }))}
          />
          <Field name={`${row}.number`} form={form} label={t('directory.restricted.number')} value={value?.number} />
          <Select
            name={`${row}.country`}
            form={form}
            label={t('directory.field.country')}
            value={value?.country}
            empty={t('directory.none')}
            options={countries}
          />
          <Field
            name={`${row}.issuedOn`}
            type="date"
            form={form}
            label={t('directory.restricted.issued-on')}
            value={value?.issuedOn}
          />
          <Field
            name={`${row}.expiresOn`}
            type="date"
            form={form}
            label={t('directory.restricted.expires-on')}
            value={value?.expiresOn}
          />
        </>
      )}
    />
  );
}

function Visas({ profile, form, countries }: ListProps) {
  return (
    <Rows
      name="visas"
      legend={t('directory.restricted.field.visas')}
      rows={profile.visas ?? []}
      form={form}
      add={t('directory.restricted.add-visa')}
      draw={(row, value) => (
        <>
          <Select
            name={`${row}.country`}
            form={form}
            label={t('directory.field.country')}
            value={value?.country}
            empty={t('directory.none')}
            options={countries}
          />
          <Field name={`${row}.kind`} form={form} label={t('directory.field.kind')} value={value?.kind} />
          <Field name={`${row}.number`} form={form} label={t('directory.restricted.number')} value={value?.number} />
          <Field
            name={`${row}.expiresOn`}
            type="date"
            form={form}
            label={t('directory.restricted.expires-on')}
            value={value?.expiresOn}
          />
        </>
      )}
    />
  );
}
