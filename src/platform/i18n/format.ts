import { dateTimeFormat, displayNames, listFormat, numberFormat } from './intl.js';
import { intlTags, type Language } from './languages.js';
import { currentLanguage } from './translate.js';

type DayStyle = 'long' | 'weekday' | 'yearless' | 'column' | 'short' | 'month';
type ClockTime = Temporal.PlainTime | Temporal.PlainDateTime | Temporal.ZonedDateTime;

const dayStyles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  yearless: { weekday: 'long', day: 'numeric', month: 'long' },
  column: { weekday: 'short', day: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
};

/** A day in the reader's language: `8 March 2027`; `weekday` puts Monday before it, `yearless` does
 * without the year; `column` is `Mon 8`, `short` is `8 Mar`. */
export function formatDay(day: Temporal.PlainDate, style: DayStyle = 'long', language = currentLanguage()): string {
  return unbroken(dateFormat(language, dayStyles[style]).format(noon(day)), language);
}

/** A weekday by its name: `Tuesday`, short `Tue`. */
export function formatWeekday(day: Temporal.PlainDate, style: 'long' | 'short', language = currentLanguage()): string {
  return dateFormat(language, { weekday: style }).format(noon(day));
}

/** A span of days as it is printed: `8–10 March 2027`, one day when both are equal. */
export function formatDays(from: Temporal.PlainDate, to: Temporal.PlainDate, language = currentLanguage()): string {
  if (from.equals(to)) return formatDay(from, 'long', language);
  return unbroken(dateFormat(language, dayStyles.long).formatRange(noon(from), noon(to)), language);
}

/** The wall clock, `09:05`, whatever the language. */
export function formatTime(time: ClockTime): string {
  return `${two(time.hour)}:${two(time.minute)}`;
}

/** An instant as wall time in `zone`: `8 March 2027, 19:30`. */
export function formatInstant(
  instant: Temporal.Instant,
  zone: string,
  style: DayStyle = 'long',
  language = currentLanguage(),
): string {
  const there = instant.toZonedDateTimeISO(zone);
  return `${formatDay(there.toPlainDate(), style, language)}, ${formatTime(there)}`;
}

/** The city of an IANA zone, as people say it: `Asia/Ho_Chi_Minh` → `Ho Chi Minh`. */
export function formatZone(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The offset of a zone at an instant: `UTC+1`. */
export function formatOffset(zone: string, at: Temporal.Instant): string {
  const minutes = at.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${two(rest)}` : ''}`;
}

/** `A, B and C` in the reader's language. */
export function formatList(
  items: readonly string[],
  type: Intl.ListFormatType = 'conjunction',
  language = currentLanguage(),
): string {
  return listFormat(intlTags[language], { type }).format(items);
}

export function formatNumber(value: number, options?: Intl.NumberFormatOptions, language = currentLanguage()): string {
  return numberFormat(intlTags[language], options ?? {}).format(value);
}

/** Money from minor units (cents) and its ISO 4217 code. */
export function formatMoney(minor: number, currency: string, language = currentLanguage()): string {
  const format = numberFormat(intlTags[language], { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Country name of an ISO 3166-1 alpha-2 code, in the reader's language. */
export function formatCountry(code: string, language = currentLanguage()): string {
  return displayNames(intlTags[language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** Languages by their names, from BCP 47 tags: `French and Belarusian`. */
export function formatLanguages(tags: readonly string[], language = currentLanguage()): string {
  return formatList(
    tags.map((tag) => formatLanguage(tag, language)),
    'conjunction',
    language,
  );
}

/** The name of one language from its BCP 47 tag; the tag itself where nobody has named it. */
export function formatLanguage(tag: string, language = currentLanguage()): string {
  return displayNames(intlTags[language], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}

// Intl formats an epoch in a zone everywhere alike; noon UTC stays on the same day under `timeZone: 'UTC'`.
function noon(day: Temporal.PlainDate): number {
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
}

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateTimeFormat(intlTags[language], { ...options, timeZone: 'UTC' });
}

// A date never breaks between its parts; a span may break after its dash, and a weekday after its comma.
function unbroken(date: string, language: Language): string {
  const whole = date
    .replace(/[\s\u2009]+/g, '\u00a0')
    .replace(/^(\d+)\u00a0?[–—]\u00a0?(?=\d)/, '$1–')
    .replace(/\u00a0[–—]\u00a0/g, '\u00a0– ')
    .replace(/,\u00a0/g, ', ');
  // The first of a month is an ordinal in French, and no other day is.
  return language === 'fr' ? whole.replace(/(?<!\d)1(?=\u00a0\p{L}|–\d)/gu, '1er') : whole;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
