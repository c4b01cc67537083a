import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { TextArea } from '../platform/web/components/field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import { RESTRICTED_FIELDS, REVEAL_REASONS, type RestrictedNotes } from './people.forms.js';
import { fullName } from './people.queries.js';
import type { Person } from './person.entity.js';

export const nameOf = (person: Person) =>
  fullName({ honorific: person.honorific, given_name: person.givenName, family_name: person.familyName });
export const pathOf = (person: Person) => `/${Current.institution.slug}/people/${person.id}`;

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
