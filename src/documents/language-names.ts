import { languageNames } from '../platform/i18n/languages.js';
import { languagesOf } from './rendering/document-data.js';

/** “Français – Русский”: each language of a paper by its own name. */
export function namesOf(tag: string): string {
  return languagesOf(tag)
    .map((one) => languageNames[one])
    .join(' – ');
}

/** “FR – RU”. */
export function signsOf(tag: string): string {
  return languagesOf(tag)
    .map((one) => one.toUpperCase())
    .join(' – ');
}
