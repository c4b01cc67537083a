import { layoutOf, type Seat, type Shape } from './shapes.rules.js';

export type Side = 'host' | 'guest' | 'other';

/** Somebody to be seated; the list of them stands in order of precedence. */
export interface Sitter {
  /** `r:…` a guest by invitation, `r:…:1` the first who comes with him, `p:…` a member of a delegation. */
  key: string;
  name: string;
  side: Side;
  sex: 'female' | 'male' | null;
  /** BCP 47 tags; empty where nobody knows. */
  languages: readonly string[];
  /** Part in the delegation: `head`, `secretary`, `interpreter` … */
  role: string | null;
}

export interface Place {
  key: string;
  table: number;
  seat: number;
  /** Put there by hand: filling leaves it. */
  fixed: boolean;
}

export interface Wishes {
  /** Hosts and guests by turns. */
  alternateSides: boolean;
  /** Ladies and gentlemen by turns. */
  alternateSexes: boolean;
  /** Everybody beside somebody with a language in common. */
  byLanguage: boolean;
  /** Who came together sits beside others. */
  couplesApart?: boolean;
}

export interface Table extends Wishes {
  shape: Shape;
  tables: readonly number[];
}

/** How far somebody may stand back behind his precedence for the sake of a wish. */
export const REACH = 4;
const COST = { couple: 12, side: 8, language: 5, sex: 3 };

/**
 * Seats everybody once: the order of honour of the chairs meets the order of precedence of the people, the wishes bend it a little.
 * The first table takes those who come first, whatever else is wished. Who was put somewhere by hand stays.
 * @param people in order of precedence @returns who has a chair; the last have none where there are too few
 */
export function fill(plan: Table, people: readonly Sitter[], fixed: readonly Place[] = []): Place[] {
  const { seats } = layoutOf(plan.shape, plan.tables);
  const known = new Set(people.map(({ key }) => key));
  const taken = new Map<string, string>();
  const kept = fixed.filter((place) => {
    const at = spot(place.table, place.seat);
    if (!known.has(place.key) || taken.has(at) || !seats.some((seat) => spot(seat.table, seat.seat) === at))
      return false;
    taken.set(at, place.key);
    return true;
  });
  const placed = new Set(kept.map(({ key }) => key));
  const result = [...kept];
  let waiting = people.filter(({ key }) => !placed.has(key));
  if (plan.shape === 'talks') return [...result, ...facing(seats, waiting, taken)];
  const byKey = new Map(people.map((one) => [one.key, one]));
  const tables = Map.groupBy(seats, ({ table }) => table);
  for (const [table, chairs] of [...tables].toSorted(([a], [b]) => a - b)) {
    const free = chairs
      .filter((seat) => !taken.has(spot(seat.table, seat.seat)))
      .toSorted((a, b) => a.honour - b.honour);
    const left = [...tables].reduce((sum, [n, some]) => (n > table ? sum + some.length : sum), free.length);
    // A theatre is full from the front; other tables share those who are left.
    const isNext = table === 0 || plan.shape === 'theatre';
    const company = isNext
      ? waiting.slice(0, free.length)
      : paired(mixed(waiting, free.length, left), waiting, free.length);
    const own = [...company];
    const overtaken = new Map<string, number>();
    for (const seat of free) {
      const near = seat.neighbours.flatMap((n) => byKey.get(taken.get(spot(table, n)) ?? '') ?? []);
      const next = likeliest(own, near, plan, overtaken);
      if (!next) break;
      const at = own.indexOf(next);
      for (const one of own.slice(0, at))
        if (sameHost(one, next)) overtaken.set(one.key, (overtaken.get(one.key) ?? 0) + 1);
      own.splice(at, 1);
      taken.set(spot(table, seat.seat), next.key);
      result.push({ key: next.key, table, seat: seat.seat, fixed: false });
    }
    const sat = new Set(company);
    waiting = waiting.filter((one) => !sat.has(one));
  }
  return result;
}

export const spot = (table: number, seat: number) => `${table}.${seat}`;

/** Whom a table gets: the first of hosts and of all others, in the share in which they are left, so that no table is without hosts. */
function mixed(waiting: readonly Sitter[], chairs: number, left: number): Sitter[] {
  const hosts = waiting.filter(({ side }) => side === 'host');
  const others = waiting.filter(({ side }) => side !== 'host');
  const people = Math.min(chairs, waiting.length, Math.ceil((waiting.length * chairs) / Math.max(1, left)));
  const share = Math.min(hosts.length, Math.round((hosts.length * people) / Math.max(1, waiting.length)));
  const chosen = new Set([...hosts.slice(0, share), ...others.slice(0, people - share)]);
  for (const one of waiting) if (chosen.size < people) chosen.add(one);
  return waiting.filter((one) => chosen.has(one));
}

/** A guest and who comes with him share a table: a free chair is taken for the other, or that of the last who came alone. */
function paired(company: readonly Sitter[], waiting: readonly Sitter[], chairs: number): Sitter[] {
  const chosen = new Set(company);
  const parties = Map.groupBy(waiting, partyOf);
  for (const [party, some] of Map.groupBy(company, partyOf)) {
    const absent = parties.get(party)!.filter((one) => !chosen.has(one));
    for (const one of absent) {
      const last = [...chosen].findLast(
        (other) => parties.get(partyOf(other))!.length === 1 && sameHost(other, some[0]!),
      );
      if (chosen.size >= chairs && last) chosen.delete(last);
      if (chosen.size < chairs) chosen.add(one);
    }
  }
  return waiting.filter((one) => chosen.has(one));
}

function likeliest(
  waiting: readonly Sitter[],
  near: readonly Sitter[],
  wishes: Wishes,
  overtaken: ReadonlyMap<string, number>,
): Sitter | undefined {
  let best: { sitter: Sitter; cost: number } | undefined;
  // Among the first few, and the first few of the other side: nobody is sent farther down than that, however often it would suit.
  const sides = Map.groupBy(waiting, isHost);
  const candidates = new Set(
    [...sides.values()].flatMap((some) => some.slice(0, (overtaken.get(some[0]!.key) ?? 0) < REACH ? REACH : 1)),
  );
  for (const sitter of candidates) {
    const cost =
      waiting.indexOf(sitter) * (wishes.alternateSides ? 0.5 : 1) +
      near.reduce((sum, one) => sum + friction(sitter, one, wishes), 0);
    if (!best || cost < best.cost) best = { sitter, cost };
  }
  return best?.sitter;
}

function friction(a: Sitter, b: Sitter, wishes: Wishes): number {
  return (
    (wishes.couplesApart && sameParty(a, b) ? COST.couple : 0) +
    (wishes.alternateSides && sameSide(a, b) ? COST.side : 0) +
    (wishes.alternateSexes && sameSex(a, b) ? COST.sex : 0) +
    (wishes.byLanguage && !understand(a, b) ? COST.language : 0)
  );
}

const isHost = ({ side }: Sitter) => side === 'host';
const sameHost = (a: Sitter, b: Sitter) => isHost(a) === isHost(b);
/** Who is of neither side goes with both. */
export const sameSide = (a: Sitter, b: Sitter) => a.side === b.side && a.side !== 'other';
export const sameSex = (a: Sitter, b: Sitter) => a.sex !== null && a.sex === b.sex;
/** A guest and who comes with him: `r:…` and `r:…:1`. */
export const sameParty = (a: Sitter, b: Sitter) => partyOf(a) === partyOf(b);
export const partyOf = ({ key }: Sitter) => key.split(':', 2).join(':');
/** Of whom nobody knows the languages, nothing is said. */
export const understand = (a: Sitter, b: Sitter): boolean =>
  a.languages.length === 0 || b.languages.length === 0 || a.languages.some((one) => b.languages.includes(one));

/** Two delegations face each other: the first of each in the middle, secretaries at the ends, whoever is left where there is room. */
function facing(seats: readonly Seat[], people: readonly Sitter[], taken: Map<string, string>): Place[] {
  const free = (side: Seat['side']) =>
    seats
      .filter((seat) => seat.side === side && !taken.has(spot(seat.table, seat.seat)))
      .toSorted((a, b) => a.honour - b.honour);
  const result: Place[] = [];
  const sit = (some: readonly Sitter[], chairs: readonly Seat[]) =>
    some.slice(0, chairs.length).forEach(({ key }, n) => {
      const { table, seat } = chairs[n]!;
      taken.set(spot(table, seat), key);
      result.push({ key, table, seat, fixed: false });
    });
  const secretaries = people.filter(({ role }) => role === 'secretary');
  const oneEach = (['guest', 'host'] as const).flatMap((side) => secretaries.find((one) => isOf(one, side)) ?? []);
  sit(oneEach, free('end'));
  for (const side of ['guest', 'host'] as const)
    sit(withInterpreter(people.filter((one) => isOf(one, side) && !oneEach.includes(one))), free(side));
  return result;
}

/** At the left hand of the head, the third chair in honour, sits the interpreter of the delegation. */
function withInterpreter(delegation: readonly Sitter[]): Sitter[] {
  const interpreter = delegation.find(({ role }) => role === 'interpreter');
  if (!interpreter) return [...delegation];
  const others = delegation.filter((one) => one !== interpreter);
  return [...others.slice(0, 2), interpreter, ...others.slice(2)];
}

export const isOf = (one: Sitter, side: 'guest' | 'host') => isHost(one) === (side === 'host');
