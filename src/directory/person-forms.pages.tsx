import { Current, type LocalizedText } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryNames } from './country-names.js';
import type { Person } from './person.entity.js';
import { nameOf, pathOf } from './restricted.pages.js';

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
