import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { Check, FormErrors } from '../../platform/web/components/checks.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Invitation } from '../invitation.entity.js';
import { WordsFields } from '../invitation-forms.pages.js';

/** What an invitation says. Once guests are asked, it also says what a change means for them. */
export function RevisionPage({
  invitation,
  path,
  concerned,
  form,
}: {
  invitation: Invitation;
  path: string;
  /** Guests who would be told. */
  concerned: number;
  form: FormState | undefined;
}) {
  if (invitation.state === 'cancelled') return <p class="mute">{t('invitations.words.withdrawn')}</p>;
  return (
    <Section title={t('invitations.words.title')} aside={t('invitations.words.lead')}>
      <form class="form broad" method="post" action={`${path}/words`}>
        <FormErrors form={form} />
        <input type="hidden" name="seen" value={invitation.version} />
        <WordsFields of={invitation} form={form} />
        {concerned > 0 && (
          <Check
            name="tell"
            label={t('invitations.words.tell', { count: concerned })}
            hint={t('invitations.words.tell_hint')}
            form={form}
          />
        )}
        <div>
          <Button primary>{t('invitations.words.save')}</Button>
        </div>
      </form>
    </Section>
  );
}
