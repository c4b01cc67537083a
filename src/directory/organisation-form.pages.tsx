import { Current, type LocalizedText } from '../platform/current.js';
import { isPublicLanguage, languageNames } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import { CLASSIFICATIONS, type Organisation } from './organisation.entity.js';

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
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={back}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}

/** One line per language of the institution; the error for all of them stands at the first. */
function LocalizedFields({
  name,
  label,
  form,
  value,
}: {
  name: string;
  label: string;
  form: FormState | undefined;
  value: LocalizedText | undefined;
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
          required={n === 0}
          form={shown}
          label={`${label}, ${isPublicLanguage(language) ? languageNames[language] : language}`}
          value={value?.[language]}
        />
      ))}
    </div>
  );
}
