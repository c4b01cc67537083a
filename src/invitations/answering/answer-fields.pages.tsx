import { localized, t } from '../../platform/i18n/translate.js';
import { Checks } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import type { FormState } from '../../platform/web/forms.js';
import { PAIR_MEMBERS, type PairMember } from '../invitation.states.js';
import type { AnswerTerms, Question, Representative } from './answer-terms.rules.js';

export interface AnswerFieldsProps {
  terms: AnswerTerms;
  told: {
    companions: number;
    companionNames: readonly string[];
    alone: PairMember | null;
    representative: Representative | null;
    replies: Readonly<Record<string, string>>;
  };
  /** Names of two who were asked together. */
  pair: Record<PairMember, string> | null;
  reader: keyof typeof WORDS;
  form: FormState | undefined;
}

/** The guest is asked of himself, in all public languages; staff of the guest, in its own. */
const WORDS = {
  guest: (key: string, params?: Record<string, number>) => t(`invitations.public.field.${key}`, params),
  staff: (key: string, params?: Record<string, number>) => t(`invitations.field.${key}`, params),
};

/** What goes with yes: who comes too, who comes instead, and what the officer asks. */
export function AnswerFields({ terms, told, pair, reader, form }: AnswerFieldsProps) {
  const words = WORDS[reader];
  return (
    <>
      {terms.companionsAllowed > 0 && (
        <div class="for-coming">
          {pair ? (
            <>
              <Select
                name="companions"
                label={words('pair')}
                options={Array.from({ length: terms.companionsAllowed + 1 }, (_, count) => ({
                  value: String(count),
                  label: words('pair_comes', { more: count - 1 }),
                }))}
                value={told.companions}
                form={form}
                required
              />
              <Select
                name="alone"
                label={words('alone')}
                options={PAIR_MEMBERS.map((value) => ({ value, label: pair[value] }))}
                value={told.alone ?? 'first'}
                form={form}
                required
              />
            </>
          ) : (
            <Field
              name="companions"
              label={words('companions')}
              type="number"
              min={0}
              max={terms.companionsAllowed}
              value={told.companions}
              form={form}
            />
          )}
          {terms.companionNames && (
            <TextArea
              name="companionNames"
              label={words('companion_names')}
              hint={words('companion_names_hint')}
              value={told.companionNames.join('\n')}
              rows={2}
              form={form}
            />
          )}
        </div>
      )}
      {terms.representatives && (
        <fieldset class="for-representative">
          <legend class="side-title">{words('representative.title')}</legend>
          {(['name', 'post', 'contact'] as const).map((part) => (
            <Field
              key={part}
              name={`representative.${part}`}
              label={words(`representative.${part}`)}
              value={told.representative?.[part]}
              form={form}
              required={part === 'name'}
            />
          ))}
        </fieldset>
      )}
      {terms.questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          reply={told.replies[question.id]}
          reader={reader}
          form={form}
        />
      ))}
    </>
  );
}

function QuestionField({
  question,
  reply,
  reader,
  form,
}: { question: Question; reply: string | undefined } & Pick<AnswerFieldsProps, 'reader' | 'form'>) {
  const words = WORDS[reader];
  const field = { name: `replies.${question.id}`, label: localized(question.label), form };
  if (question.kind === 'text') return <TextArea {...field} value={reply} rows={2} required={question.isRequired} />;
  const options =
    question.kind === 'yes_no'
      ? [
          { value: 'yes', label: words('yes') },
          { value: 'no', label: words('no_reply') },
        ]
      : question.options.map((option, n) => ({ value: String(n), label: localized(option) }));
  return <Checks {...field} one options={options} chosen={reply === undefined ? [] : [reply]} />;
}
