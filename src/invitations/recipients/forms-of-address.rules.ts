import type { Gender } from '../../directory/person.entity.js';
import type { Language } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { pairOf } from './pairs.rules.js';

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
  const spoken = titles.map((title) => (language === 'ru' ? (title.spoken ?? title.ru) : title[language]));
  return {
    titles: titles.map((title) => title[language]),
    bare,
    sex: titles.find(({ sex }) => sex)?.sex ?? null,
    isExcellency: titles.some((title) => title.isExcellency),
    spoken: [...spoken, bare].filter(Boolean).join(' '),
  };
}

/** The honorific of the directory, which is written in no particular language: null where one of its words has no form in this. */
export function honorificIn(honorific: string | null, language: Language): { text: string | null; sex: Gender | null } {
  // `M.` is a title here, and no initial.
  const { titles, bare, sex } = readName((honorific ?? '').replace(/\bM\.$/, 'Monsieur'), language);
  return { text: bare ? null : titles.join(' ') || null, sex };
}

/** How a letter begins where nobody said otherwise. Whose sex nobody knows is addressed by the name alone. */
export function usualSalutation(
  guest: { name: string; secondName?: string | null },
  language: Language,
  known: Gender | null = null,
): string {
  const words = (key: string, params: Record<string, string>) => t(`invitations.public.mail.${key}`, params, language);
  const pair = pairOf({ name: guest.name, secondName: guest.secondName ?? null });
  if (pair) {
    const [first, second] = [readName(pair.first, language), readName(pair.second, language)];
    const name = words('pair', { first: first.spoken, second: second.spoken });
    if (!first.isExcellency)
      return words('salutation_pair', { name, sexes: first.sex === second.sex ? (first.sex ?? 'other') : 'other' });
    const both = second.isExcellency ? 'yes' : 'no';
    return words('salutation_excellency_and', { name: second.spoken, sex: second.sex ?? 'other', both });
  }
  const read = readName(guest.name, language);
  const sex = known ?? read.sex ?? 'other';
  if (read.isExcellency) return words('salutation_excellency', { sex });
  // In the other languages the sentence has the title already; in English it has one for who has none.
  const isTitled = language === 'en' && read.titles.length > 0;
  return words('salutation', isTitled ? { name: read.spoken, sex: 'other' } : { name: read.bare || guest.name, sex });
}

function titleOf(word: string, language: Language): Title | undefined {
  const written = word.toLowerCase();
  // Elsewhere it is an initial.
  if (written === 'm.' && language !== 'fr') return undefined;
  return TITLES.find(({ en, fr, ru, ar, also }) => [en, fr, ru, ar].some((form) => form.toLowerCase() === written) || also.includes(written)); // prettier-ignore
}
