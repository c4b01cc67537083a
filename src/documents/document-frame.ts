import { Current } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import type { DocumentLanguage, Letterhead } from './rendering/document-data.js';

/** The institution's letterhead in the language of the document. */
export function letterheadOf(language: DocumentLanguage): Letterhead {
  const { name, accent, letterhead } = Current.institution;
  return {
    institution: localized(name, language),
    accent,
    address: [letterhead.address, letterhead.phone, letterhead.email].filter((line): line is string => !!line),
  };
}
