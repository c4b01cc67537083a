import {
  isOf,
  partyOf,
  type Place,
  REACH,
  sameParty,
  sameSex,
  sameSide,
  type Sitter,
  spot,
  type Table,
  understand,
  type Wishes,
} from './seating.rules.js';
import { layoutOf, type Seat } from './shapes.rules.js';

export type BrokenRule =
  | { rule: 'head_table'; key: string; above: string }
  | { rule: 'precedence'; key: string; above: string }
  | { rule: 'order'; key: string; above: string }
  | { rule: 'side' | 'sex' | 'couple' | 'parted'; key: string; beside: string }
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
    found.push(...outOfOrder(sitting, byKey, rank, seatAt), ...parted(plan, people, sitting));
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
    // At talks everybody has his place by rank, and interpreters.
    if (plan.shape !== 'talks' && plan.byLanguage && near.length > 0 && !near.some((one) => understand(sitter, one)))
      found.push({ rule: 'language', key: sitter.key });
  }
  return found;
}

/** Who came together and shares no table; where they are wished apart, that is apart enough. */
function parted({ couplesApart }: Wishes, people: readonly Sitter[], sitting: readonly Place[]): BrokenRule[] {
  if (couplesApart) return [];
  const tableOf = new Map(sitting.map(({ key, table }) => [key, table]));
  const parties = [...Map.groupBy(people, partyOf).values()].map((some) => some.filter(({ key }) => tableOf.has(key)));
  return parties.flatMap(([first, ...others]) =>
    others
      .filter(({ key }) => tableOf.get(key) !== tableOf.get(first!.key))
      .map(({ key }): BrokenRule => ({ rule: 'parted', key: first!.key, beside: key })),
  );
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
    const centre: BrokenRule[] = first && isSeated && middle !== first ? [{ rule: 'centre', key: first.key }] : [];
    return [...centre, ...wrong, ...outOfTurn(own, side, at, people, first)];
  });
}

/** Below its head a delegation sits in its order; interpreters sit where they are needed. */
function outOfTurn(
  chairs: readonly Seat[],
  side: 'guest' | 'host',
  at: ReadonlyMap<string, Sitter>,
  people: readonly Sitter[],
  head: Sitter | undefined,
): BrokenRule[] {
  const asSeated = chairs.flatMap((seat) => {
    const one = at.get(spot(seat.table, seat.seat));
    return one && one !== head && isOf(one, side) && one.role !== 'interpreter' ? [one] : [];
  });
  const asRanked = people.filter((one) => asSeated.includes(one));
  return asSeated.flatMap((one, n): BrokenRule[] =>
    asRanked.indexOf(one) > n ? [{ rule: 'order', key: one.key, above: asRanked[n]!.key }] : [],
  );
}
