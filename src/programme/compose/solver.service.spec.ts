import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { assigned } from './assign.rules.js';
import { areApart, type Option, optionsOf, type Problem, type Room, type Wish } from './problem.js';
import { SolverService } from './solver.service.js';

const solver = new SolverService();
afterAll(() => solver.onApplicationShutdown());

const wish = (changes: Partial<Wish> = {}): Wish => ({
  id: 'w',
  title: 'Meeting',
  minutes: 60,
  people: [0],
  rooms: [0],
  halves: [],
  within: null,
  weight: 1,
  must: false,
  pair: null,
  ...changes,
});
const room = (changes: Partial<Room> = {}): Room => ({
  id: 'r',
  name: 'Room',
  site: 0,
  places: null,
  busy: [],
  ...changes,
});
const problem = (changes: Partial<Problem> = {}): Problem => ({
  step: 30,
  days: [{ day: '2027-03-09', opens: 540, closes: 660 }],
  people: [{ id: 'p', name: 'Ada Marenko', fixed: [] }],
  rooms: [room()],
  travel: [[0]],
  between: 0,
  interpreters: [],
  wishes: [wish()],
  ...changes,
});

describe('composing', () => {
  it('puts meetings one after another, and says which finds no time', async () => {
    const found = await solver.solve(problem({ wishes: [wish(), wish({ must: true }), wish({ weight: 2 })] }));
    expect(found.isOptimal).toBe(true);
    expect(found.unplaced).toEqual([0]);
    expect(found.placed.map(({ start }) => start)).toEqual([540, 600]);
  });

  it('leaves the way between two houses, in both directions', async () => {
    const two = problem({
      rooms: [room(), room({ id: 's', site: 1 })],
      travel: [
        [0, 30],
        [30, 0],
      ],
      wishes: [wish({ minutes: 30 }), wish({ minutes: 30, rooms: [1] })],
      days: [{ day: '2027-03-09', opens: 540, closes: 630 }],
    });
    expect((await solver.solve(two)).placed.map(({ start }) => start)).toEqual([540, 600]);
    expect(
      (await solver.solve({ ...two, days: [{ day: '2027-03-09', opens: 540, closes: 600 }] })).placed,
    ).toHaveLength(1);
  });

  it('leaves a pause between two meetings, which a meal may fill', async () => {
    const meal = wish({ minutes: 30, rooms: [] });
    const three = problem({ between: 30, wishes: [wish(), wish({ minutes: 30 }), meal] });
    expect((await solver.solve(three)).unplaced).toEqual([]);
    const long = problem({ between: 30, wishes: [wish(), wish(), meal] });
    expect((await solver.solve(long)).placed).toHaveLength(2);
  });

  it('counts rooms and interpreters, and keeps to the half asked for', async () => {
    const busy = problem({
      days: [{ day: '2027-03-09', opens: 540, closes: 1080 }],
      people: [0, 1, 2].map((n) => ({ id: `p${n}`, name: `P${n}`, fixed: [] })),
      rooms: [room(), room({ id: 's' })],
      interpreters: [{ id: 'i', name: 'Nadia Orsell', pairs: ['fr-en'], busy: [{ day: 0, from: 540, until: 900 }] }],
      wishes: [
        wish({ people: [0], rooms: [0, 1], pair: 'en-fr', halves: [{ day: 0, half: 'pm' }] }),
        wish({ people: [1], rooms: [0, 1], pair: 'fr-en', halves: [{ day: 0, half: 'pm' }] }),
        wish({ people: [2], rooms: [0, 1], halves: [{ day: 0, half: 'am' }] }),
      ],
    });
    const { placed, isOptimal } = await solver.solve(busy);
    expect(isOptimal).toBe(true);
    expect(placed).toHaveLength(3);
    const interpreted = placed.filter(({ interpreter }) => interpreter === 0);
    expect(interpreted.every(({ start }) => start >= 900)).toBe(true);
    expect(Math.abs(interpreted[0]!.start - interpreted[1]!.start)).toBeGreaterThanOrEqual(60);
    expect(placed.find(({ wish: n }) => n === 2)!.start).toBeLessThanOrEqual(720);
  });

  it('agrees with trying everything, on small cases', async () => {
    const span = fc.record({
      day: fc.nat(1),
      from: fc.constantFrom(540, 570, 600),
      until: fc.constantFrom(600, 630, 660),
    });
    const spans = fc.array(
      span.filter(({ from, until }) => from < until),
      { maxLength: 1 },
    );
    const small = fc.record({
      between: fc.constantFrom(0, 30),
      way: fc.constantFrom(0, 30, 60),
      fixed: fc.tuple(spans, spans),
      busy: spans,
      interpreter: spans,
      wishes: fc.array(
        fc.record({
          minutes: fc.constantFrom(30, 60, 90),
          people: fc.constantFrom([0], [1], [0, 1]),
          rooms: fc.constantFrom([0], [1], [0, 1], [0, 1, 2], []),
          half: fc.constantFrom(null, 0, 1),
          must: fc.boolean(),
          weight: fc.integer({ min: 1, max: 3 }),
          pair: fc.constantFrom(null, null, 'fr-en'),
        }),
        { minLength: 2, maxLength: 4 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(small, async ({ between, way, fixed, busy, interpreter, wishes }) => {
        const one = problem({
          between,
          days: [0, 1].map((n) => ({ day: `2027-03-0${n + 1}`, opens: 540, closes: 660 })),
          people: fixed.map((own, n) => ({
            id: `${n}`,
            name: `${n}`,
            fixed: own.map((span) => ({ ...span, site: n })),
          })),
          rooms: [room({ busy }), room({ id: 's' }), room({ id: 't', site: 1 })],
          travel: [
            [0, way],
            [way, 0],
          ],
          interpreters: [{ id: 'i', name: 'I', pairs: ['en-fr'], busy: interpreter }],
          wishes: wishes.map(({ half, ...rest }) =>
            wish({ ...rest, halves: half === null ? [] : [{ day: half, half: 'am' as const }] }),
          ),
        });
        const found = await solver.solve(one);
        expect(found.isOptimal).toBe(true);
        expect(
          worth(
            one,
            found.placed.map(({ wish: n, day, start }) => ({ n, day, start })),
          ),
        ).toBe(best(one));
      }),
      { numRuns: 200 },
    );
  });
});

function worth(one: Problem, placed: { n: number; day: number; start: number }[]): number {
  return placed
    .map(({ n, day, start }) => optionsOf(one, n).find((o) => o.day === day && o.start * one.step === start)!.value)
    .reduce((sum, value) => sum + value, 0);
}

/** The oracle: every wish at every one of its times or at none. */
function best(one: Problem): number {
  const options = one.wishes.map((_, n) => optionsOf(one, n));
  const share = (a: Option, b: Option) =>
    one.wishes[a.wish]!.people.some((person) => one.wishes[b.wish]!.people.includes(person));
  let most = 0;
  const go = (n: number, chosen: Option[], value: number) => {
    if (n === one.wishes.length) {
      if (value > most && assigned(one, chosen)) most = value;
      return;
    }
    for (const option of options[n]!)
      if (chosen.every((other) => !share(other, option) || areApart(one, other, option)))
        go(n + 1, [...chosen, option], value + option.value);
    go(n + 1, chosen, value);
  };
  go(0, [], 0);
  return most;
}
