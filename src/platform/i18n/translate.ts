import { AsyncLocalStorage } from 'node:async_hooks';
import { IntlMessageFormat, type Formatters } from 'intl-messageformat';
import { Current, type LocalizedText } from '../current.js';
import { catalogueOf } from './catalogue.js';
import { dateTimeFormat, numberFormat, pluralRules } from './intl.js';
import { intlTags, knownLanguage, type Language } from './languages.js';

export type MessageParams = Record<string, string | number | boolean | null | undefined>;

const spoken = new AsyncLocalStorage<Language>();
const compiled = new Map<string, IntlMessageFormat>();
const formatters: Formatters = {
  getNumberFormat: (tag, options) => numberFormat(String(tag), options ?? {}),
  getDateTimeFormat: (tag, options) => dateTimeFormat(String(tag), options ?? {}),
  getPluralRules: (tag, options) => pluralRules(String(tag), options ?? {}),
};

/** The language of the page or document being written: of `inLanguage`, else of the reader. */
export function currentLanguage(): Language {
  return spoken.getStore() ?? knownLanguage(Current.locale);
}

/** Runs `write` with every text in `language`: a letter to a guest, a public page in Arabic. */
export function inLanguage<T>(language: Language, write: () => T): T {
  return spoken.run(language, write);
}

/**
 * The message `key` (`receptions.title`) in the reader's language, with ICU MessageFormat placeholders filled.
 * A message missing in that language is taken from English; a key that exists nowhere is shown as it is.
 */
export function t(key: string, params?: MessageParams, language: Language = currentLanguage()): string {
  const text = catalogueOf(language).get(key);
  if (text === undefined) return language === 'en' ? key : t(key, params, 'en');
  // Nearly all messages are plain words: no parser for them.
  if (!text.includes('{') && !text.includes("'")) return text;
  return String(formatOf(language, key, text).format(params as Record<string, string>));
}

/** Whether a message stands under `key`, so that a caller can offer a more general one. */
export function hasMessage(key: string): boolean {
  return catalogueOf('en').has(key);
}

/**
 * One language out of a text stored in several: the asked one, else the first of the institution's
 * languages that is there, else English, else any. Empty for a missing text.
 */
export function localized(text: LocalizedText | null | undefined, locale?: string): string {
  return chosenText(text, locale)?.text ?? '';
}

/** As `localized`, with the tag of the language found, for `lang=` on the element that shows it. */
export function chosenText(
  text: LocalizedText | null | undefined,
  locale?: string,
): { lang: string; text: string } | null {
  if (!text) return null;
  const wanted = [locale ?? currentLanguage(), ...institutionLanguages(), 'en', ...Object.keys(text)];
  const lang = wanted.find((tag) => text[tag]);
  return lang === undefined ? null : { lang, text: text[lang] as string };
}

function institutionLanguages(): string[] {
  try {
    return Current.institution.locales;
  } catch {
    // Outside of an institution (a start-up message, a script) there is no house language.
    return [];
  }
}

function formatOf(language: Language, key: string, text: string): IntlMessageFormat {
  const id = `${language} ${key}`;
  let format = compiled.get(id);
  if (!format) {
    format = new IntlMessageFormat(text, intlTags[language], undefined, { ignoreTag: true, formatters });
    compiled.set(id, format);
  }
  return format;
}
