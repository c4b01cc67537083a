import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clashOf, type Held, lieWithin, overlap, type Span } from './membership.rules.js';

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
        for (let day = -1; day <= DAYS + 1; day += 7) {
          const serving = kept.filter((one) => holds(one.lasts, day) && one.state !== 'nominated');
          const chairs = serving.filter((one) => one.postId === 'chair' && one.state === 'appointed');
          expect(new Set(chairs.map((one) => one.personId)).size).toBeLessThanOrEqual(1);
          for (const person of ['a', 'b', 'c']) {
            const places = serving.filter((one) => one.personId === person);
            expect(new Set(places.map((one) => one.organisationId)).size).toBeLessThanOrEqual(1);
            expect(new Set(places.map((one) => one.postId)).size).toBe(places.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
