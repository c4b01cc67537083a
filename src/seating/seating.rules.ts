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
const REACH = 4;
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
    const company = table === 0 ? waiting.slice(0, free.length) : mixed(waiting, free.length, left);
    const own = [...company];
    for (const seat of free) {
      const near = seat.neighbours.flatMap((n) => byKey.get(taken.get(spot(table, n)) ?? '') ?? []);
      const next = likeliest(own, near, plan);
      if (!next) break;
      own.splice(own.indexOf(next), 1);
      taken.set(spot(table, seat.seat), next.key);
      result.push({ key: next.key, table, seat: seat.seat, fixed: false });
    }
    const sat = new Set(company);
    waiting = waiting.filter((one) => !sat.has(one));
  }
  return result;
}

const spot = (table: number, seat: number) => `${table}.${seat}`;

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

function likeliest(waiting: readonly Sitter[], near: readonly Sitter[], wishes: Wishes): Sitter | undefined {
  let best: { sitter: Sitter; cost: number } | undefined;
  // Among the first few, and the first few of the other side: nobody is sent farther down than that.
  const sides = Map.groupBy(waiting, ({ side }) => side === 'host');
  const candidates = new Set([...sides.values()].flatMap((some) => some.slice(0, REACH)));
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

/** Who is of neither side goes with both. */
const sameSide = (a: Sitter, b: Sitter) => a.side === b.side && a.side !== 'other';
const sameSex = (a: Sitter, b: Sitter) => a.sex !== null && a.sex === b.sex;
/** A guest and who comes with him: `r:…` and `r:…:1`. */
const sameParty = (a: Sitter, b: Sitter) => partyOf(a) === partyOf(b);
const partyOf = ({ key }: Sitter) => key.split(':', 2).join(':');
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
    sit(
      people.filter((one) => isOf(one, side) && !oneEach.includes(one)),
      free(side),
    );
  return result;
}

const isOf = (one: Sitter, side: 'guest' | 'host') => (one.side === 'host') === (side === 'host');

export type BrokenRule =
  | { rule: 'head_table'; key: string; above: string }
  | { rule: 'precedence'; key: string; above: string }
  | { rule: 'side' | 'sex' | 'couple'; key: string; beside: string }
  | { rule: 'language'; key: string }
  | { rule: 'centre'; key: string }
  | { rule: 'facing'; key: string };

/**
 * Which rules a plan breaks, each once, the gravest first.
 * @param people in order of precedence
 */
export function broken(plan: Table, people: readonly Sitter[], places: readonly Place[]): BrokenRule[] {
  const { seats } = layoutOf(plan.shape, plan.tables);
  const rank = new Map(people.map(({ key }, n) => [key, n]));
  const byKey = new Map(people.map((one) => [one.key, one]));
  const sitting = places.filter(({ key }) => byKey.has(key));
  const at = new Map(sitting.map((place) => [spot(place.table, place.seat), byKey.get(place.key)!]));
  const seatAt = new Map(seats.map((seat) => [spot(seat.table, seat.seat), seat]));
  const found: BrokenRule[] = plan.shape === 'talks' ? talksBroken(seats, at, people) : [];
  if (plan.shape !== 'talks') {
    // Whoever sits at the first table stands above everybody who does not.
    const first = sitting.filter(({ table }) => table === 0).map(({ key }) => key);
    const others = sitting.filter(({ table }) => table > 0).map(({ key }) => key);
    const top = others.toSorted((a, b) => rank.get(a)! - rank.get(b)!)[0];
    for (const key of first)
      if (top && rank.get(key)! > rank.get(top)!) found.push({ rule: 'head_table', key, above: top });
    found.push(...outOfOrder(sitting, byKey, rank, seatAt));
  }
  const sits = [...at.values()];
  const [sides, sexes] = [majority(sits.map(({ side }) => side)), majority(sits.map(({ sex }) => sex ?? ''))];
  for (const [place, sitter] of at) {
    const seat = seatAt.get(place);
    const near = (seat?.neighbours ?? []).flatMap((n) => at.get(spot(seat!.table, n)) ?? []);
    if (plan.shape !== 'talks')
      for (const one of near.filter(({ key }) => rank.get(key)! > rank.get(sitter.key)!)) {
        if (plan.couplesApart && sameParty(sitter, one))
          found.push({ rule: 'couple', key: sitter.key, beside: one.key });
        if (plan.alternateSides && sameSide(sitter, one) && sitter.side !== sides)
          found.push({ rule: 'side', key: sitter.key, beside: one.key });
        if (plan.alternateSexes && sameSex(sitter, one) && sitter.sex !== sexes)
          found.push({ rule: 'sex', key: sitter.key, beside: one.key });
      }
    if (plan.byLanguage && near.length > 0 && !near.some((one) => understand(sitter, one)))
      found.push({ rule: 'language', key: sitter.key });
  }
  return found;
}

/** Those of whom there are too many to take turns: that some of them sit side by side cannot be helped. */
function majority<Kind extends string>(kinds: readonly Kind[]): Kind | undefined {
  const counts = Map.groupBy(kinds, (one) => one);
  for (const [kind, { length }] of counts) if (length > kinds.length - length + 1) return kind;
  return undefined;
}

/** Of one side at one table, nobody sits far above somebody who comes before him. */
function outOfOrder(
  sitting: readonly Place[],
  byKey: ReadonlyMap<string, Sitter>,
  rank: ReadonlyMap<string, number>,
  seatAt: ReadonlyMap<string, Seat>,
): BrokenRule[] {
  const groups = Map.groupBy(sitting, ({ key, table }) => `${table} ${byKey.get(key)!.side === 'host'}`);
  return [...groups.values()].flatMap((some) => {
    const honour = ({ table, seat }: Place) => seatAt.get(spot(table, seat))?.honour ?? 0;
    const asSeated = some.toSorted((a, b) => honour(a) - honour(b));
    const asRanked = some.toSorted((a, b) => rank.get(a.key)! - rank.get(b.key)!);
    return asSeated.flatMap((place, n): BrokenRule[] => {
      const due = asRanked.indexOf(place);
      const before = asRanked[n];
      return due - n > REACH && before ? [{ rule: 'precedence', key: place.key, above: before.key }] : [];
    });
  });
}

function talksBroken(seats: readonly Seat[], at: ReadonlyMap<string, Sitter>, people: readonly Sitter[]): BrokenRule[] {
  return (['guest', 'host'] as const).flatMap((side): BrokenRule[] => {
    const own = seats.filter((seat) => seat.side === side).toSorted((a, b) => a.honour - b.honour);
    const wrong = own.flatMap((seat): BrokenRule[] => {
      const one = at.get(spot(seat.table, seat.seat));
      return one && !isOf(one, side) ? [{ rule: 'facing', key: one.key }] : [];
    });
    const first = people.find((one) => isOf(one, side));
    const middle = own[0] && at.get(spot(own[0].table, own[0].seat));
    const isSeated = first && [...at.values()].includes(first);
    return first && isSeated && middle !== first ? [{ rule: 'centre', key: first.key }, ...wrong] : wrong;
  });
}
