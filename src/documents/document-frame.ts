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

/** A person as printed documents name them: honorific, given name, family name. */
export function nameOf(person: { honorific: string | null; given_name: string; family_name: string }): string {
  return [person.honorific, person.given_name, person.family_name].filter(Boolean).join(' ');
}
