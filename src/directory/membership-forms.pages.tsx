import { Current, type LocalizedText } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { Classification } from './organisation.entity.js';
import type { Person } from './person.entity.js';
import { nameOf, pathOf } from './restricted.pages.js';

export interface AppointmentFormProps {
  person: Person;
  form: FormState;
  organisations: { id: string; name: LocalizedText; classification: Classification }[];
  posts: { id: string; label: LocalizedText; organisation: LocalizedText }[];
  convocations: { id: string; number: number }[];
  title: string;
}

export function appointmentForm({ person, form, organisations, posts, convocations, title }: AppointmentFormProps) {
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
          <Select
            name="state"
            form={form}
            label={t('directory.membership.state.title')}
            empty={t('directory.membership.state.appointed')}
            options={[{ value: 'nominated', label: t('directory.membership.state.nominated') }]}
          />
          <Select
            name="convocationId"
            form={form}
            label={t('directory.field.convocation')}
            empty={t('directory.none')}
            options={convocations.map(({ id, number }) => ({
              value: id,
              label: t('directory.membership.of-convocation', { number }),
            }))}
          />
          <Select
            name="onBehalfOfId"
            form={form}
            label={t('directory.field.on-behalf-of')}
            empty={t('directory.none')}
            options={organisations
              .filter(({ classification }) => classification === 'faction')
              .map(({ id, name }) => ({ value: id, label: localized(name) }))}
          />
        </div>
        <Field
          name="appointedBy"
          form={form}
          label={t('directory.field.appointed-by')}
          hint={t('directory.hint.appointed-by')}
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
