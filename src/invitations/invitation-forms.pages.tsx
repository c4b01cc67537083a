import type { LocalizedText } from '../platform/current.js';
import { formatDay, formatTime } from '../platform/i18n/format.js';
import { publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import { AnswerFields } from './answering/answer-fields.pages.js';
import type { AnswerTerms } from './answering/answer-terms.rules.js';
import { ANSWERS, STAFF_CHANNELS } from './invitation.states.js';
import { pairOf } from './recipients/pairs.rules.js';
import type { RecipientRow } from './invitations.queries.js';
import type { InvitationWords } from './revising/revisions.service.js';

export function DraftForm({ base, lines, form }: { base: string; lines: EditionLine[]; form: FormState | undefined }) {
  const options = lines.map((line) => ({
    value: line.id,
    label: `${whenOf(Temporal.PlainDateTime.from(line.start))} · ${localized(line.title)}`,
  }));
  return (
    <Section title={t('invitations.new')}>
      <form class="form" method="post" action={base}>
        <FormErrors form={form} />
        <Select
          name="itemId"
          label={t('invitations.occasion')}
          options={options}
          empty={t('invitations.whole')}
          form={form}
        />
        <WordsFields form={form} />
        <div>
          <Button primary>{t('invitations.draft')}</Button>
        </div>
      </form>
    </Section>
  );
}

const whenOf = (start: Temporal.PlainDateTime) => `${formatDay(start.toPlainDate(), 'short')}, ${formatTime(start)}`;

/** What may be said to anybody of anything; whoever writes the invitation goes on from there. */
const usualBody = (): LocalizedText =>
  Object.fromEntries(
    publicLanguages.map((language) => [language, t('invitations.public.mail.usual_body', {}, language)]),
  );

/** What an invitation says, in the languages of letters, and until when an answer is asked for. */
export function WordsFields({ of, form }: { of?: InvitationWords; form: FormState | undefined }) {
  const shared = { languages: publicLanguages, form, required: true };
  return (
    <>
      <LocalizedField name="subject" label={t('invitations.subject')} value={of?.subject ?? null} {...shared} />
      <LocalizedField name="body" label={t('invitations.body')} value={of?.body ?? usualBody()} rows={4} {...shared} />
      <Field
        name="answerBy"
        label={t('invitations.answer_by')}
        type="date"
        value={of?.answerBy?.toString() ?? null}
        form={form}
      />
    </>
  );
}

export function RecordForm({
  base,
  row,
  terms,
  form,
}: {
  base: string;
  row: RecipientRow;
  terms: AnswerTerms;
  form: FormState | undefined;
}) {
  return (
    <div class="answer">
      <FormErrors form={form} />
      <form
        method="post"
        action={`${base}/recipients/${row.id}/answers`}
        aria-label={t('invitations.record_of', { name: row.name })}
      >
        <Checks
          name="answer"
          label={t('invitations.answer')}
          one
          options={ANSWERS.map((value) => ({ value, label: t(`invitations.state.${value}`) }))}
          chosen={[row.state]}
          form={form}
        />
        <Select
          name="channel"
          label={t('invitations.came_by')}
          options={STAFF_CHANNELS.map((value) => ({ value, label: t(`invitations.channel.${value}`) }))}
          form={form}
          required
        />
        <Field name="onBehalf" label={t('invitations.on_behalf')} form={form} />
        <AnswerFields
          terms={terms}
          told={{
            companions: row.companions,
            companionNames: row.companion_names,
            alone: row.alone,
            representative: row.representative,
            replies: row.replies,
          }}
          pair={pairOf({ name: row.name, secondName: row.second_name })}
          reader="staff"
          form={form}
        />
        <Field name="note" label={t('invitations.note')} value={row.note} form={form} />
        <Button primary>{t('invitations.record')}</Button>
      </form>
    </div>
  );
}
