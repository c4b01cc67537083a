import { formatCountry } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { DayFacts } from './institution-time.service.js';

/** Class of a day in any calendar: `hol ours` closed here, `hol` a holiday of a partner, `sit` the plenary, `com` a committee. */
export function shadeOf(facts: DayFacts | null): string | undefined {
  if (!facts) return undefined;
  if (facts.closed) return 'hol ours';
  if (facts.abroad.length > 0) return facts.isSitting ? 'sit hol' : 'hol';
  if (facts.isSitting) return 'sit';
  return facts.committees.length > 0 ? 'com' : undefined;
}

/** What there is to say of a day, the weightiest first: `Independence Day`, `Sitting day`. */
export function wordsOf(facts: DayFacts | null, nameOfCountry: (code: string) => string = formatCountry): string[] {
  if (!facts) return [];
  return [
    ...(facts.closed ? [localized(facts.closed) || t('institution.day.closed')] : []),
    ...(facts.worked ? [localized(facts.worked) || t('institution.day.worked')] : []),
    ...(facts.isSitting ? [t('institution.day.sitting')] : []),
    ...facts.committees.map((name) => localized(name)),
    ...facts.abroad.map(({ country, name }) => `${nameOfCountry(country)}: ${localized(name)}`),
  ];
}
