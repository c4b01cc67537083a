import type { Language } from '../platform/i18n/languages.js';
import type { Gender } from './person.entity.js';
import { fullName } from './people.queries.js';

/** `spoken`: as a Russian letter spells it out where it greets. */
type Title = Record<Language, string> & { sex?: Gender; isExcellency?: true; spoken?: string; also: string[] };

/** What stands before names, as each language of letters writes it. */
const TITLES: readonly Title[] = [
  {
    sex: 'male',
    en: 'Mr',
    fr: 'M.',
    ru: 'г-н',
    ar: 'السيد',
    spoken: 'господин',
    also: ['mr.', 'monsieur', 'господин'],
  },
  {
    sex: 'female',
    en: 'Ms',
    fr: 'Mme',
    ru: 'г-жа',
    ar: 'السيدة',
    spoken: 'госпожа',
    also: ['ms.', 'mrs', 'mrs.', 'miss', 'mme.', 'mlle', 'madame', 'госпожа'],
  },
  { isExcellency: true, en: 'H.E.', fr: 'S.E.', ru: 'Е.П.', ar: 'معالي', spoken: '', also: ['h.e', 's.e'] },
  { en: 'Dr', fr: 'Dr', ru: 'д-р', ar: 'د.', spoken: 'доктор', also: ['dr.'] },
  {
    en: 'Prof.',
    fr: 'Pr',
    ru: 'проф.',
    ar: 'أ.د.',
    spoken: 'профессор',
    also: ['prof', 'professor', 'professeur', 'профессор'],
  },
];

export interface ReadName {
  /** As the language of the letter writes them. */
  titles: string[];
  /** The name without them. */
  bare: string;
  sex: Gender | null;
  isExcellency: boolean;
  /** The name with its titles as the language writes them. */
  written: string;
  /** With the titles as the language spells them out in a greeting. */
  spoken: string;
}

/** `Ms Larysa Buslovich`, for a letter in Russian → `г-жа`, `Larysa Buslovich`, female. A word that is no title known here is of the name. */
export function readName(name: string, language: Language): ReadName {
  const words = name.trim().split(/\s+/);
  const titles: Title[] = [];
  for (const word of words) {
    const title = titleOf(word, language);
    if (!title) break;
    titles.push(title);
  }
  const bare = words.slice(titles.length).join(' ');
  const forms = titles.map((title) => title[language]);
  const spoken = titles.map((title) => (language === 'ru' ? (title.spoken ?? title.ru) : title[language]));
  return {
    titles: forms,
    bare,
    sex: titles.find(({ sex }) => sex)?.sex ?? null,
    isExcellency: titles.some((title) => title.isExcellency),
    written: [...forms, bare].filter(Boolean).join(' '),
    spoken: [...spoken, bare].filter(Boolean).join(' '),
  };
}

/** The honorific of the directory, which is written in no particular language: null where one of its words has no form in this. */
export function honorificIn(honorific: string | null, language: Language): { text: string | null; sex: Gender | null } {
  // `M.` is a title here, and no initial.
  const { titles, bare, sex } = readName((honorific ?? '').replace(/\bM\.$/, 'Monsieur'), language);
  return { text: bare ? null : titles.join(' ') || null, sex };
}

/** A person as a paper in this language writes the name: its title in the form of the language where all of it has one, else as it stands. */
export function nameIn(person: Parameters<typeof fullName>[0], language: Language): string {
  const honorific = person.honorific ?? null;
  return fullName({ ...person, honorific: honorificIn(honorific, language).text ?? honorific });
}

function titleOf(word: string, language: Language): Title | undefined {
  const written = word.toLowerCase();
  // Elsewhere it is an initial.
  if (written === 'm.' && language !== 'fr') return undefined;
  return TITLES.find(({ en, fr, ru, ar, also }) => [en, fr, ru, ar].some((form) => form.toLowerCase() === written) || also.includes(written)); // prettier-ignore
}
