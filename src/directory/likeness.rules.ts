import { folded, plainWords } from '../platform/i18n/search-text.js';
import type { PersonFacts } from './person.entity.js';

export type Likeness = 'identifier' | 'email' | 'birth' | 'name' | 'near';

const KINDS: Record<string, Likeness> = { i: 'identifier', e: 'email', b: 'birth', n: 'name', f: 'near' };
/** How much each speaks for one person; two people need more than a family name in common to be proposed in a list. */
const WEIGHT: Record<Likeness, number> = { identifier: 4, email: 3, birth: 3, name: 2, near: 1 };

export type Likenable = Pick<PersonFacts, 'familyName' | 'givenName'> &
  Partial<Pick<PersonFacts, 'patronymic' | 'nativeName' | 'otherNames' | 'email' | 'birthDate' | 'identifiers'>>;

/**
 * The keys that this person shares with others who may be the same: equal keys, equal likeness. Names are folded, so that
 * scripts, diacritics and the order of their words do not matter. One kind per first letter.
 */
export function likenessKeys(person: Likenable): string[] {
  const family = words(person.familyName).join('');
  const given = words(person.givenName);
  const names = [
    [...words(person.familyName), ...given],
    words(person.nativeName ?? ''),
    ...(person.otherNames ?? []).map((name) => [...words(name.family), ...words(name.given)]),
  ].filter((name) => name.length > 1);
  const keys = [
    ...names.map((name) => `n:${name.toSorted().join(' ')}`),
    ...(person.email ? [`e:${person.email.toLowerCase()}`] : []),
    ...(person.birthDate && family ? [`b:${family} ${person.birthDate.toString()}`] : []),
    ...(person.identifiers ?? []).map(({ scheme, value }) => `i:${scheme.toLowerCase()}:${value.toLowerCase()}`),
    ...(family ? [`f:${family} ${given[0]?.[0] ?? ''}`] : []),
  ];
  return [...new Set(keys)].map((key) => key.slice(0, 300));
}

/** What a key says, in the words of `directory.likeness.…`. */
export const likenessOf = (key: string): Likeness => KINDS[key[0] ?? ''] ?? 'near';

/** How alike two are by the keys they share; from 2 they are worth a look. */
export function weightOf(likenesses: readonly Likeness[]): number {
  return [...new Set(likenesses)].reduce((sum, one) => sum + WEIGHT[one], 0);
}

const words = (name: string): string[] => plainWords(name).map(folded);
