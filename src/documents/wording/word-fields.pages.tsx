import { t } from '../../platform/i18n/translate.js';
import type { DocumentLanguage } from '../rendering/document-data.js';
import type { Labels } from '../rendering/labels.js';

export interface WordFieldsProps {
  language: DocumentLanguage;
  shipped: Labels;
  /** Keys of the words that stand on every paper. */
  common: readonly string[];
  words: Labels;
  problem: { field: string; sentence: string } | undefined;
}

/** Each wording of a paper under the shipped one; what all papers share stands folded behind them. */
export function WordFields(props: WordFieldsProps) {
  const { shipped, common, problem } = props;
  const keys = Object.keys(shipped);
  const field = (key: string) => <WordField key={key} name={key} {...props} />;
  return (
    <>
      {keys.filter((key) => !common.includes(key)).map(field)}
      <details class="edit-part" open={problem !== undefined && common.includes(problem.field)}>
        <summary>{t('documents.wording.common')}</summary>
        <div class="form">{common.map(field)}</div>
      </details>
    </>
  );
}

function WordField({ name, language, shipped, words, problem }: WordFieldsProps & { name: string }) {
  const id = `word-${name}`;
  const error = problem?.field === name ? problem.sentence : undefined;
  const text = words[name] ?? '';
  const shared = {
    class: 'form-control',
    id,
    name,
    lang: language,
    dir: 'auto' as const,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
  };
  return (
    <div class="field">
      <label class="label" for={id}>
        <bdi lang={language}>{shipped[name]}</bdi>
      </label>
      {(shipped[name] ?? '').length < 60 && !text.includes('\n') ? (
        <input {...shared} value={text} />
      ) : (
        <textarea {...shared} rows={Math.min(6, 1 + Math.ceil(text.length / 80))} value={text} />
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
