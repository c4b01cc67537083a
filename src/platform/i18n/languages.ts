/** Languages of the interface; every message exists in all of them. */
export const interfaceLanguages = ['en', 'fr', 'ru'] as const;

/** Public pages (answers to invitations, the pocket programme) also speak Arabic. */
export const publicLanguages = [...interfaceLanguages, 'ar'] as const;

export type Language = (typeof publicLanguages)[number];

/** Each language by its own name, as a reader looks for it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  ar: 'العربية',
};

/** BCP 47 tags for `Intl`: day before month, a 24-hour clock, and Latin digits so that times read alike everywhere. */
export const intlTags: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', ar: 'ar-u-nu-latn' };

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv']);

/** Writing direction of a BCP 47 tag, from its script where given (`az-Arab`), else from its language. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const [language = '', script = ''] = tag.split('-');
  if (script.length === 4) return ['Arab', 'Hebr', 'Thaa', 'Syrc'].includes(script) ? 'rtl' : 'ltr';
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

export function isPublicLanguage(tag: string): tag is Language {
  return (publicLanguages as readonly string[]).includes(tag);
}

/** Takes a stored language preference or a header's guess and gives a language that pages can be written in. */
export function knownLanguage(tag: string | null | undefined, otherwise: Language = 'en'): Language {
  const language = (tag ?? '').toLowerCase().split('-')[0] ?? '';
  return isPublicLanguage(language) ? language : otherwise;
}
