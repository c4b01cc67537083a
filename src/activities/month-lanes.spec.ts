import { expect, it } from 'vitest';
import fc from 'fast-check';
import { lanesOf } from './month-lanes.js';

const monday = Temporal.PlainDate.from('2027-03-08');
const row = (from: number, days: number) => ({
  starts_on: monday.add({ days: from }),
  ends_on: monday.add({ days: from + days - 1 }),
});

it('cuts to the week, and says what did not fit', () => {
  const { bars, hidden } = lanesOf([row(-3, 20), row(2, 1), row(2, 2), row(9, 1)], monday, 2);
  expect(bars.map(({ from, days, lane }) => [from, days, lane])).toEqual([
    [0, 7, 0],
    [2, 2, 1],
  ]);
  expect(hidden).toEqual([0, 0, 1, 0, 0, 0, 0]);
});

it('lets no two bars of a line meet, and loses none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 12 })), { maxLength: 30 }),
      (spans) => {
        const { bars, hidden } = lanesOf(
          spans.map(([from, days]) => row(from, days)),
          monday,
          4,
        );
        const taken = new Set<string>();
        const shown = Array<number>(7).fill(0);
        for (const { from, days, lane } of bars)
          for (let n = from; n < from + days; n++) {
            expect(taken.has(`${lane}:${n}`)).toBe(false);
            taken.add(`${lane}:${n}`);
            shown[n]! += 1;
          }
        const all = shown.map((_, n) => spans.filter(([from, days]) => from <= n && n < from + days).length);
        expect(shown.map((count, n) => count + hidden[n]!)).toEqual(all);
      },
    ),
    { numRuns: 100 },
  );
});
