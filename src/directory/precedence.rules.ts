/** A person as the order of precedence sees one. */
export interface Ranked {
  /** Tells apart who is equal in everything else, so that the order is always the same. */
  id?: string | undefined;
  /** Of the delegation; everybody else but the head stands by post. */
  role: string;
  /** Of the post: the lower, the higher in rank. A foreign post has that of its equivalent. */
  precedence: number;
  /** Since when in that post. */
  enteredOn?: Temporal.PlainDate | null | undefined;
  sortName: string;
}

export type PlacedBy = 'head' | 'spouse' | 'role' | 'post' | 'seniority' | 'name';
export interface Placed<T> {
  person: T;
  /** From 1. */
  place: number;
  /** Why the person stands after the one before: a message under `directory.precedence.`. */
  by: PlacedBy;
}

// Those who serve a delegation follow those who form it, whatever their posts.
const AFTER_THE_MEMBERS = ['adviser', 'secretary', 'accompanying', 'interpreter', 'press', 'security'];

/**
 * A delegation in order of precedence: its head, the head's spouse, then by post, then by day of entering the post, then by
 * name; those who serve the delegation come last. An institution's own changes by hand are laid over this elsewhere.
 */
export function inOrderOfPrecedence<T extends Ranked>(people: readonly T[]): Placed<T>[] {
  const order = people.toSorted(comparePrecedence);
  return order.map((person, n) => {
    const before = order[n - 1];
    const reason = before ? steps(before, person).find(([, difference]) => difference !== 0)?.[0] : undefined;
    return {
      person,
      place: n + 1,
      by: person.role === 'head' ? 'head' : person.role === 'spouse' ? 'spouse' : (reason ?? 'post'),
    };
  });
}

/** Less than nothing where `a` goes before `b`; nothing only for one and the same person. */
export function comparePrecedence(a: Ranked, b: Ranked): number {
  return steps(a, b).find(([, difference]) => difference !== 0)?.[1] ?? 0;
}

function steps(a: Ranked, b: Ranked): [PlacedBy, number][] {
  return [
    ['role', group(a.role) - group(b.role)],
    ['post', a.precedence - b.precedence],
    ['seniority', Temporal.PlainDate.compare(a.enteredOn ?? LATEST, b.enteredOn ?? LATEST)],
    ['name', byText(a.sortName, b.sortName)],
    ['name', byText(a.id ?? '', b.id ?? '')],
  ];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// Without a day nobody is senior to who has one.
const LATEST = new Temporal.PlainDate(9999, 12, 31);

function group(role: string): number {
  if (role === 'head') return 0;
  if (role === 'spouse') return 1;
  return 2 + (AFTER_THE_MEMBERS.indexOf(role) + 1);
}
