import { t } from '../i18n/translate.js';
import type { ImportField, Problem } from './import-kinds.registry.js';

/** What is wrong with a row, a sentence each, with the name of the field before it. */
export function inWords(problems: readonly Problem[], fields: readonly ImportField[]): string[] {
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  return problems.map(({ key, params, field }) => {
    const sentence = t(key, params);
    const label = field === undefined ? undefined : labels.get(field);
    return label ? `${label}: ${sentence}` : sentence;
  });
}
