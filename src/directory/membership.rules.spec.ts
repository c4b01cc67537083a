import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clashesOf, clashOf, type Held, type Intended, lieWithin, overlap, type Span } from './membership.rules.js';

const FIRST = Temporal.PlainDate.from('2019-12-20');
const DAYS = 1560; // Two leap days, 29 February 2020 and 2024, and the turns of four years.
const CALENDAR = Array.from({ length: DAYS + 500 }, (_, n) => FIRST.add({ days: n }));
const at = (n: number) => CALENDAR[n]!;

/** Days by their numbers; none is open. */
interface Numbered {
  from: number | null;
  until: number | null;
}
const numbered = fc
  .tuple(fc.option(fc.nat(DAYS), { freq: 6 }), fc.option(fc.nat(DAYS), { freq: 6 }))
  .map(([a, b]): Numbered => (a !== null && b !== null && a > b ? { from: b, until: a } : { from: a, until: b }));
const spanOf = ({ from, until }: Numbered): Span => ({
  startsOn: from === null ? null : at(from),
  endsOn: until === null ? null : at(until),
});
/** The independent way: every day is asked for itself. */
const holds = ({ from, until }: Numbered, n: number) => (from === null || n >= from) && (until === null || n <= until);
const days = Array.from({ length: DAYS + 3 }, (_, n) => n - 1);
const shareADay = (a: Numbered, b: Numbered) => days.some((n) => holds(a, n) && holds(b, n));

describe('closed spans of days', () => {
  it('overlap exactly where they share a day, whatever leap days lie between', () => {
    fc.assert(
      fc.property(numbered, numbered, (a, b) => {
        const [one, other] = [spanOf(a), spanOf(b)];
        return overlap(one, other) === shareADay(a, b) && overlap(one, other) === overlap(other, one);
      }),
    );
  });

  it('lie within a convocation exactly where no day of theirs lies outside', () => {
    fc.assert(
      fc.property(
        numbered,
        numbered,
        (a, term) => lieWithin(spanOf(a), spanOf(term)) === days.every((n) => !holds(a, n) || holds(term, n)),
      ),
    );
  });

  it('touch without overlapping when one begins on the day after the other ends', () => {
    fc.assert(
      fc.property(fc.nat(DAYS), fc.integer({ min: 1, max: 400 }), (last, more) => {
        const [first, next] = [
          { startsOn: FIRST, endsOn: at(last) },
          { startsOn: at(last + 1), endsOn: at(last + more) },
        ];
        return !overlap(first, next) && overlap({ ...first, endsOn: at(last + 1) }, next);
      }),
    );
  });
});

describe('memberships of one register', () => {
  const membership = fc.record({
    lasts: numbered,
    personId: fc.constantFrom('a', 'b', 'c'),
    organisationId: fc.constantFrom('left', 'right'),
    postId: fc.constantFrom('chair', null),
    state: fc.constantFrom('nominated', 'appointed', 'suspended'),
  });
  const forbids = (organisationId: string) => ({
    singleHolder: true,
    exclusiveWith: new Set(organisationId === 'left' ? ['right'] : ['left']),
  });

  it('never hold a forbidden day, in whatever order they are proposed, once each that clashes is refused', () => {
    fc.assert(
      fc.property(fc.array(membership, { maxLength: 12 }), (proposed) => {
        const kept: (Held & { lasts: Numbered })[] = [];
        for (const [n, facts] of proposed.entries()) {
          // The post of the chair is one post of the left.
          const postId = facts.organisationId === 'left' ? facts.postId : null;
          const held = { ...facts, ...spanOf(facts.lasts), postId, id: String(n), role: null };
          if (!clashOf(held, kept, forbids(held.organisationId))) kept.push(held);
        }
        const isSingle = (all: readonly unknown[]) => new Set(all).size === all.length;
        return days.every((day) => {
          const serving = kept.filter((one) => one.state !== 'nominated' && holds(one.lasts, day));
          const chairs = serving.filter((one) => one.postId === 'chair' && one.state === 'appointed');
          return (
            new Set(chairs.map((one) => one.personId)).size <= 1 &&
            ['a', 'b', 'c'].every((person) => {
              const places = serving.filter((one) => one.personId === person);
              return (
                new Set(places.map((one) => one.organisationId)).size <= 1 && isSingle(places.map((one) => one.postId))
              );
            })
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('memberships of one file', () => {
  const forbids = { singleHolder: true, exclusiveWith: new Set<string>() };
  const held = (id: string, personId: string, from: number | null, until: number | null): Held => ({
    ...spanOf({ from, until }),
    ...{ id, personId, organisationId: 'senate', postId: 'chair', state: 'appointed', role: null },
  });
  const fresh = (after: Held): Intended => ({ before: null, after });

  it('may end what the next begins, in whichever order they stand', () => {
    const there = held('a', 'anna', 0, null);
    const rows = [fresh(held('b', 'boris', 101, null)), { before: there, after: held('a', 'anna', 0, 100) }];
    expect(clashesOf(rows, [there], () => forbids).size).toBe(0);
    expect([...clashesOf(rows.slice(0, 1), [there], () => forbids).keys()]).toEqual(['b']);
  });

  it('are in the way of others as recorded, where the file may not change them', () => {
    const recorded = [held('a', 'anna', 0, 100), held('c', 'clara', 200, 300)];
    const moved = { before: recorded[0]!, after: held('a', 'anna', 150, 250) };
    const clashes = clashesOf([fresh(held('b', 'boris', 50, 60)), moved], recorded, () => forbids);
    expect([...clashes].map(([id, { with: other }]) => [id, other.id])).toEqual([
      ['a', 'c'],
      ['b', 'a'],
    ]);
  });

  it('leave no two that clash, and refuse only what clashes with one that stands', () => {
    const file = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), numbered), { maxLength: 8 });
    fc.assert(
      fc.property(file, (rows) => {
        const wanted = rows.map(([who, { from, until }], n) => held(String(n), `p${who}`, from, until));
        const clashes = clashesOf(wanted.map(fresh), [], () => forbids);
        const standing = wanted.filter(({ id }) => !clashes.has(id));
        return wanted.every((one) => (clashOf(one, standing, forbids) !== null) === clashes.has(one.id));
      }),
    );
  });
});
