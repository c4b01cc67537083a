import type { LocalizedText } from '../platform/current.js';
import { COUNTRY_DATA } from './countries.data.js';

export interface NationalDay {
  /** `07-03`, month and day. */
  on: string;
  name: LocalizedText;
}

/** What is known of a country besides its everyday name. */
export interface CountryFacts {
  officialName: LocalizedText;
  adjective: LocalizedText;
  capital: LocalizedText;
  /** BCP 47. */
  languages: string[];
  /** IANA. */
  zones: string[];
  nationalDays: NationalDay[];
}

const NATIONAL_DAY: LocalizedText = { en: 'National day', fr: 'Fête nationale', ru: 'Национальный праздник' };

let known: Map<string, CountryFacts> | undefined;

/** Our own facts of a state; empty lists where it is none or we know none. Zones are those of the time zone database. */
export function shippedFacts(code: string): CountryFacts {
  known ??= new Map(COUNTRY_DATA.trim().split('\n').map(read));
  const facts = known.get(code);
  const zones = zonesOf(code);
  return facts
    ? { ...facts, zones }
    : { officialName: {}, adjective: {}, capital: {}, languages: [], zones, nationalDays: [] };
}

function read(line: string): [string, CountryFacts] {
  const [code = '', en = '', fr = '', ru = '', capital = '', languages = '', day = ''] = line.split('|');
  return [
    code,
    {
      officialName: { en, fr, ru },
      adjective: {},
      capital: capital ? { en: capital } : {},
      languages: languages.split(',').filter(Boolean),
      zones: [],
      nationalDays: day ? [{ on: day, name: NATIONAL_DAY }] : [],
    },
  ];
}

function zonesOf(code: string): string[] {
  try {
    const locale = new Intl.Locale(`und-${code}`) as Intl.Locale & { getTimeZones?(): string[] };
    return locale.getTimeZones?.() ?? [];
  } catch {
    return [];
  }
}
