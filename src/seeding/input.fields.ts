import { dateTimeFormat, displayNames } from '../platform/i18n/intl.js';
import { z } from 'zod';
import { isCurrency } from '../platform/money.js';

/*
 * The fields that files written by people have in common. The message of a refinement is the phrase that follows
 * "expected" in an error line, so it is worded as a noun: "a day such as 2027-03-15".
 */

const languageNames = displayNames('en', { type: 'language', fallback: 'none' });
const regionNames = displayNames('en', { type: 'region', fallback: 'none' });

// ISO 3166-1 keeps these for its users: AA, QM to QZ, XA to XZ, ZZ. An invented country takes one of them.
const userAssigned = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/;

// Reserved in ISO 3166-1 without naming a country; Intl knows them all the same.
const notCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB']);

/** A code of ISO 3166-1 alpha-2, or one that the standard leaves to its users. */
export function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  if (userAssigned.test(code)) return true;
  if (notCountries.has(code)) return false;
  const current = new Intl.Locale(`und-${code}`).region === code;
  return current && regionNames.of(code) !== undefined;
}

/** Whether ISO 3166-1 leaves the code to its users, so that its name is ours to give. */
export const isUserAssigned = (code: string): boolean => userAssigned.test(code);

/** A tag of BCP 47 whose primary language is registered: `fr`, `be`, `sr-Latn`. */
export function isLanguageTag(tag: string): boolean {
  try {
    const locale = new Intl.Locale(tag);
    return /^[A-Za-z0-9-]+$/.test(tag) && languageNames.of(locale.language) !== undefined;
  } catch {
    return false;
  }
}

/** A named IANA zone; an offset such as +03:00 is refused, since it says nothing about summer time. */
export function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && dateTimeFormat('en', { timeZone: zone }).format() !== '';
  } catch {
    return false;
  }
}

function isDay(text: string): boolean {
  return parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' })) && /^\d{4}-\d\d-\d\d$/.test(text);
}

function isWallTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && parses(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
  );
}

function parses(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

// What no paper, no letter and no row can hold: controls other than tab and newline, halves of characters.
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;
// The scripts that the typefaces of the papers have; of pictographs those that are letters of old.
const printed =
  /^(?:[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}])*$/u;
const pictures = /\p{Emoji_Presentation}|\ufe0f/u;
const longest = 20_000;

/** A text in any script. */
export const anyText = z
  .string()
  .refine((value) => value.trim() !== '', { error: 'a text that is not empty' })
  .refine((value) => value.length <= longest, { error: `a text of at most ${longest} characters` })
  .refine((value) => value.isWellFormed() && !unprintable.test(value), {
    error: 'a text of whole characters, without control characters',
  });

/** A text that may stand on a paper. */
export const text = anyText.refine((value) => !value.isWellFormed() || (printed.test(value) && !pictures.test(value)), {
  error: 'a text in letters that papers have (Latin, Cyrillic, Greek, Arabic), without pictures',
});

export const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'a key of small letters, digits and single hyphens, such as "h-head"' })
  .meta({ id: 'Key', description: 'Name of this entry inside the file; other entries refer to it.' });

export const languageTag = z
  .string()
  .refine(isLanguageTag, { error: 'a BCP 47 language tag such as "fr"' })
  .meta({ id: 'LanguageTag', description: 'BCP 47 language tag', examples: ['en', 'fr', 'ru', 'be'] });

export const countryCode = z
  .string()
  .refine(isCountryCode, { error: 'an ISO 3166-1 code of two capital letters, or XA to XZ for an invented country' })
  .meta({
    id: 'CountryCode',
    description: 'ISO 3166-1 alpha-2; user-assigned codes stand for invented countries',
    examples: ['BY'],
  });

export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'an IANA time zone such as "Europe/Minsk"' })
  .meta({ id: 'TimeZone', description: 'IANA time zone', examples: ['Europe/Minsk'] });

export const day = z
  .string()
  .refine(isDay, { error: 'a day of the calendar such as "2027-03-15"' })
  .meta({ id: 'Day', format: 'date', examples: ['2027-03-15'] });

export const wallTime = z
  .string()
  .refine(isWallTime, { error: 'a local time such as "2027-03-15T09:30"' })
  .meta({ id: 'WallTime', description: 'Wall time at the place, without offset', examples: ['2027-03-15T09:30'] });

export const email = z.email({ error: 'an e-mail address such as "name@office.example"' });

export const phone = z
  .string()
  .regex(/^\+[0-9][0-9 ()-]{5,24}$/, { error: 'a telephone number that begins with + and the country code' });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 currency such as "EUR"' })
  .refine((code) => isCurrency(code) || !/^[A-Z]{3}$/.test(code), { error: 'an ISO 4217 currency such as "EUR"' });

export const localizedText = z
  .record(languageTag, text)
  .refine((value) => Object.keys(value).length > 0, { error: 'a text in at least one language, such as {"en": "…"}' })
  .meta({ id: 'LocalizedText', description: 'One text in several languages: language tag → text' });

export const languages = z.array(languageTag).min(1);

export const country = z
  .strictObject({
    code: countryCode,
    name: localizedText.meta({ description: 'Official name of the country' }),
  })
  .meta({ id: 'Country' });

export const personName = z
  .strictObject({
    family: text,
    given: text,
    honorific: localizedText.optional().meta({ description: 'Stands before the name: "H.E. Ms"' }),
    native: z
      .strictObject({ name: anyText, language: languageTag })
      .optional()
      .meta({ description: 'The whole name in its own script' }),
    forms: localizedText.optional().meta({ description: 'The whole name as documents in other languages write it' }),
  })
  .meta({ id: 'PersonName' });

export const gender = z.enum(['female', 'male', 'unspecified']);

export const itemTypes = [
  'arrival',
  'transfer',
  'honours',
  'meeting',
  'negotiation',
  'courtesy-call',
  'wreath',
  'meal',
  'reception',
  'visit-site',
  'culture',
  'signing',
  'press',
  'free',
  'departure',
] as const;

export type LocalizedTextInput = z.infer<typeof localizedText>;
export type PersonNameInput = z.infer<typeof personName>;
