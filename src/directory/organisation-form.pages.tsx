import { Current, type LocalizedText } from '../platform/current.js';
import { isPublicLanguage, languageNames } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { CLASSIFICATIONS, type Organisation } from './organisation.entity.js';
import { Contacts, Identifiers, Span } from './person-form-lists.pages.js';

export interface OrganisationFormProps {
  organisation?: Organisation | undefined;
  form?: FormState | undefined;
  names: CountryNames;
  choices: { id: string; name: LocalizedText }[];
  title: string;
}

export function organisationForm({ organisation, form, names, choices, title }: OrganisationFormProps) {
  const back = `/${Current.institution.slug}/partners${organisation ? `/${organisation.id}` : ''}`;
  return (
    <>
      <PageHead title={title} eyebrow={organisation && <a href={back}>{localized(organisation.name)}</a>} />
      <form method="post" class="form" action={back} novalidate>
        <FormErrors form={form} />
        {organisation && <input type="hidden" name="version" value={String(organisation.version)} />}
        <Select
          name="classification"
          required
          form={form}
          label={t('directory.field.classification')}
          value={organisation?.classification ?? 'parliament'}
          options={CLASSIFICATIONS.map((value) => ({ value, label: t(`directory.classification.${value}`) }))}
        />
        <LocalizedFields name="name" label={t('directory.partners.name')} form={form} value={organisation?.name} />
        <div class="form-row">
          <Select
            name="country"
            form={form}
            label={t('directory.field.country')}
            value={organisation?.country}
            empty={t('directory.none')}
            options={names.list().map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Field name="city" form={form} label={t('directory.field.city')} value={organisation?.city} />
        </div>
        <Field name="address" form={form} label={t('directory.field.address')} value={organisation?.address} />
        <Select
          name="parentId"
          form={form}
          label={t('directory.field.parent')}
          value={organisation?.parentId}
          empty={t('directory.none')}
          options={choices
            .filter(({ id }) => id !== organisation?.id)
            .map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
        <div class="form-row">
          <Field
            name="abbreviation"
            form={form}
            label={t('directory.field.abbreviation')}
            value={organisation?.abbreviation}
          />
          <Field
            name="website"
            type="url"
            form={form}
            label={t('directory.contact-kind.website')}
            value={organisation?.website}
          />
          <Field
            name="foundedOn"
            type="date"
            form={form}
            label={t('directory.field.founded-on')}
            value={organisation?.foundedOn?.toString()}
          />
          <Field
            name="dissolvedOn"
            type="date"
            form={form}
            label={t('directory.field.dissolved-on')}
            value={organisation?.dissolvedOn?.toString()}
          />
        </div>
        <Check
          name="isExclusive"
          form={form}
          label={t('directory.field.is-exclusive')}
          hint={t('directory.hint.is-exclusive')}
          checked={organisation?.isExclusive ?? false}
        />
        <FormerNames organisation={organisation} form={form} />
        <Contacts person={organisation} form={form} />
        <Identifiers person={organisation} form={form} />
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={back}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}

function FormerNames({ organisation, form }: Pick<OrganisationFormProps, 'organisation' | 'form'>) {
  return (
    <Rows
      name="formerNames"
      legend={t('directory.partners.former-names')}
      rows={organisation?.formerNames ?? []}
      form={form}
      add={t('directory.partners.add-former-name')}
      draw={(row, value) => (
        <>
          <LocalizedFields
            name={`${row}.name`}
            label={t('directory.partners.name')}
            form={form}
            value={value?.name}
            optional
          />
          <Span row={row} form={form} value={value} />
        </>
      )}
    />
  );
}

/** One line per language of the institution; the error for all of them stands at the first. */
function LocalizedFields({
  name,
  label,
  form,
  value,
  optional,
}: {
  name: string;
  label: string;
  form: FormState | undefined;
  value: LocalizedText | undefined;
  optional?: boolean;
}) {
  const languages = [...new Set([...Current.institution.locales, ...Object.keys(value ?? {})])];
  const error = form?.errors[name];
  const shown = form && error ? { ...form, errors: { ...form.errors, [`${name}.${languages[0]}`]: error } } : form;
  return (
    <div class="form-row">
      {languages.map((language, n) => (
        <Field
          key={language}
          name={`${name}.${language}`}
          lang={language}
          required={n === 0 && !optional}
          form={shown}
          label={`${label}, ${isPublicLanguage(language) ? languageNames[language] : language}`}
          value={value?.[language]}
        />
      ))}
    </div>
  );
}
