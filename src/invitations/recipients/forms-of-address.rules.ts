import type { Gender } from '../../directory/person.entity.js';
import type { Language } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { pairOf } from './pairs.rules.js';

type Title = Record<Language, string> & { sex?: Gender; also: string[] };

/** What stands before names, as each language of letters writes it. */
const TITLES: readonly Title[] = [
  { sex: 'male', en: 'Mr', fr: 'M.', ru: 'г-н', ar: 'السيد', also: ['mr.', 'monsieur', 'господин'] },
  {
    sex: 'female',
    en: 'Ms',
    fr: 'Mme',
    ru: 'г-жа',
    ar: 'السيدة',
    also: ['ms.', 'mrs', 'mrs.', 'miss', 'mme.', 'mlle', 'madame', 'госпожа'],
  },
  { en: 'H.E.', fr: 'S.E.', ru: 'Е.П.', ar: 'معالي', also: ['h.e', 's.e'] },
  { en: 'Dr', fr: 'Dr', ru: 'д-р', ar: 'د.', also: ['dr.'] },
  { en: 'Prof.', fr: 'Pr', ru: 'проф.', ar: 'أ.د.', also: ['prof', 'professor', 'professeur', 'профессор'] },
];

export interface ReadName {
  /** As the language of the letter writes them. */
  titles: string[];
  /** The name without them. */
  bare: string;
  sex: Gender | null;
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
  return {
    titles: titles.map((title) => title[language]),
    bare: words.slice(titles.length).join(' '),
    sex: titles.find(({ sex }) => sex)?.sex ?? null,
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
    const [first, second] = [pair.first, pair.second].map((name) => inLanguage(readName(name, language)));
    return words('salutation_pair', { name: words('pair', { first: first!, second: second! }) });
  }
  const read = readName(guest.name, language);
  const sex = known ?? read.sex ?? 'other';
  // In the other languages the sentence has the title already.
  return words('salutation', { name: language === 'en' ? inLanguage(read) : read.bare || guest.name, sex });
}

const inLanguage = ({ titles, bare }: ReadName): string => [...titles, bare].join(' ');

function titleOf(word: string, language: Language): Title | undefined {
  const written = word.toLowerCase();
  // Elsewhere it is an initial.
  if (written === 'm.' && language !== 'fr') return undefined;
  return TITLES.find(({ en, fr, ru, ar, also }) => [en, fr, ru, ar].some((form) => form.toLowerCase() === written) || also.includes(written)); // prettier-ignore
}
