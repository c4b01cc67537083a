import { t } from '../../platform/i18n/translate.js';
import { Check } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import type { FormState } from '../../platform/web/forms.js';
import { TYPEFACES } from '../rendering/typefaces.js';
import { SHIPPED_LINE } from './wording.rules.js';
import type { WordFieldsProps } from './word-fields.pages.js';

/** What stands on every paper: the department, the colour of the lines, the typefaces and the emblem. */
export function LetterheadFields({ words, problem }: Pick<WordFieldsProps, 'words' | 'problem'>) {
  const form: FormState = { errors: problem ? { [problem.field]: problem.sentence } : {}, values: {} };
  return (
    <>
      <Field name="unit" label={t('documents.wording.unit')} value={words['unit']} form={form} maxlength={200} />
      <div class="form-row">
        {Object.entries(TYPEFACES).map(([use, faces]) => (
          <Select
            key={use}
            name={use}
            label={t(`documents.wording.${use}`)}
            form={form}
            value={words[use]}
            options={faces.map((face) => ({ value: face, label: face }))}
            required
          />
        ))}
        <Field
          name="line"
          type="color"
          label={t('documents.wording.line')}
          value={words['line'] || SHIPPED_LINE}
          form={form}
          required
        />
      </div>
      <div class="field">
        <label class="label" for="emblem-file">
          {t('documents.wording.emblem_file')}
        </label>
        <input
          class="form-control"
          id="emblem-file"
          type="file"
          accept="image/svg+xml,image/png,image/jpeg"
          data-action="paper-preview#read"
        />
      </div>
      <details class="edit-part" open={problem?.field === 'emblem'}>
        <summary>{t('documents.wording.emblem')}</summary>
        <TextArea name="emblem" label={t('documents.wording.emblem')} value={words['emblem']} form={form} rows={5} />
      </details>
      <Check name="everywhere" label={t('documents.wording.everywhere')} form={undefined} checked />
    </>
  );
}
