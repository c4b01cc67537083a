import { publicLanguages } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { Check, FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { htmlName } from '../../platform/web/components/labelled.js';
import { LocalizedField } from '../../platform/web/components/localized-field.js';
import { Rows } from '../../platform/web/components/rows.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Invitation } from '../invitation.entity.js';
import { MOST_COMPANIONS, type Question, QUESTION_KINDS } from './answer-terms.rules.js';

const words = (key: string) => t(`invitations.terms.${key}`);

/** What guests of one occasion may answer, and how many places there are. */
export function AnswerTermsPage({
  invitation,
  path,
  form,
}: {
  invitation: Invitation;
  path: string;
  form: FormState | undefined;
}) {
  return (
    <Section title={words('title')} aside={words('lead')}>
      <form class="form broad" method="post" action={`${path}/terms`}>
        <FormErrors form={form} />
        <div class="form-row">
          <Field
            name="capacity"
            label={words('capacity')}
            hint={words('capacity_hint')}
            type="number"
            min={0}
            value={invitation.capacity}
            form={form}
          />
          <Field
            name="companionsAllowed"
            label={words('companions')}
            type="number"
            min={0}
            max={MOST_COMPANIONS}
            value={invitation.companionsAllowed}
            form={form}
            required
          />
          <div>
            <Check name="companionNames" label={words('names')} checked={invitation.companionNames} form={form} />
            <Check
              name="representatives"
              label={words('representatives')}
              checked={invitation.representatives}
              form={form}
            />
          </div>
        </div>
        <Rows
          name="questions"
          legend={words('questions')}
          add={words('add')}
          rows={invitation.questions}
          form={form}
          draw={(row, question) => <QuestionRow row={row} question={question} form={form} />}
        />
        <div>
          <Button primary>{words('save')}</Button>
        </div>
      </form>
    </Section>
  );
}

function QuestionRow({
  row,
  question,
  form,
}: {
  row: string;
  question: Question | undefined;
  form: FormState | undefined;
}) {
  const options = Object.fromEntries(
    publicLanguages.map((tag) => [tag, (question?.options ?? []).map((option) => option[tag] ?? '').join('\n')]),
  );
  return (
    <>
      {question && <input type="hidden" name={htmlName(`${row}.id`)} value={question.id} />}
      <LocalizedField
        name={`${row}.label`}
        label={words('question')}
        languages={publicLanguages}
        value={question?.label ?? null}
        form={form}
      />
      <div>
        <Select
          name={`${row}.kind`}
          label={words('kind')}
          options={QUESTION_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
          value={question?.kind}
          empty=""
          form={form}
        />
        <Check
          name={`${row}.isRequired`}
          label={words('required')}
          checked={question?.isRequired ?? false}
          form={form}
        />
      </div>
      <LocalizedField
        name={`${row}.options`}
        label={words('options')}
        hint={words('options_hint')}
        languages={publicLanguages}
        value={options}
        rows={3}
        form={form}
      />
    </>
  );
}
