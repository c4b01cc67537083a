import type { LocalizedText } from '../platform/current.js';
import { displayNames } from '../platform/i18n/intl.js';
import { intlTags, knownLanguage } from '../platform/i18n/languages.js';
import { currentLanguage, localized } from '../platform/i18n/translate.js';

// ISO 3166-1 leaves these to its users.
const USER_ASSIGNED = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/;
// Known to Intl, yet no entries of ISO 3166-1: reserved, or unions of states.
const NOT_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'TA', 'UN']);

/** Names of countries: those of ISO 3166-1 by Intl, those of the house by the house. */
export class CountryNames {
  constructor(private readonly ofTheHouse: ReadonlyMap<string, LocalizedText>) {}

  /** The name in the reader's language, or in `locale`; the code itself where nobody has named it. */
  of(code: string, locale?: string): string {
    const own = this.ofTheHouse.get(code);
    return own ? localized(own, locale) : USER_ASSIGNED.test(code) ? code : (names(locale).of(code) ?? code);
  }

  /** Every country that may be chosen, by name. */
  list(locale?: string): { code: string; name: string }[] {
    return [...codes(), ...this.ofTheHouse.keys()]
      .map((code) => ({ code, name: this.of(code, locale) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, tag(locale)));
  }

  /** Some of them by name, each once: what a filter offers. */
  among(given: Iterable<string | null | undefined>): { code: string; name: string }[] {
    return [...new Set(given)]
      .filter((code) => code !== null && code !== undefined)
      .map((code) => ({ code, name: this.of(code) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, tag()));
  }

  has(code: string): boolean {
    return this.ofTheHouse.has(code) || codes().includes(code);
  }
}

let known: string[] | undefined;

function codes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return (known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    // A code that was withdrawn (DD, SU) is led by Intl to its successor.
    .filter(
      (code) => !USER_ASSIGNED.test(code) && !NOT_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code,
    )
    .filter((code) => displayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined));
}

const names = (locale?: string): Intl.DisplayNames => displayNames(tag(locale), { type: 'region', fallback: 'code' });

const tag = (locale?: string): string => intlTags[locale ? knownLanguage(locale) : currentLanguage()];
