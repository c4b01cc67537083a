import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { broken } from './broken.rules.js';
import { tableFor } from './proposed-table.rules.js';
import { fill, type Sitter, type Table } from './seating.rules.js';
import { layoutOf, seatsOf, SHAPES } from './shapes.rules.js';

const sitter = fc.record({
  name: fc.string({ unit: 'grapheme' }),
  side: fc.constantFrom('host', 'guest', 'other'),
  sex: fc.constantFrom('female', 'male', null),
  languages: fc.subarray(['en', 'fr', 'ar']),
  role: fc.constantFrom(null, 'secretary', 'interpreter'),
}) as fc.Arbitrary<Omit<Sitter, 'key'>>;
const plan = fc.record({
  shape: fc.constantFrom(...SHAPES),
  tables: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 6 }),
  alternateSides: fc.boolean(),
  alternateSexes: fc.boolean(),
  byLanguage: fc.boolean(),
}) as fc.Arbitrary<Table>;
const company = fc
  .array(sitter, { maxLength: 70 })
  .map((all) => all.map((one, n): Sitter => ({ ...one, key: `r:${n}` })));

const person = (key: string, side: Sitter['side'], more: Partial<Sitter> = {}): Sitter => ({
  key,
  name: key,
  side,
  sex: null,
  languages: [],
  role: null,
  ...more,
});
const DINNER: Table = { shape: 'long', tables: [12], alternateSides: true, alternateSexes: false, byLanguage: false };

describe('chairs', () => {
  const nextTo = (shape: Table['shape'], tables: number[], honour: number) =>
    layoutOf(shape, tables).seats.find((seat) => seat.table === 0 && seat.honour === honour)!;

  it.each<[Table['shape'], number]>([
    ['head', 9],
    ['head', 8],
    ['u', 15],
    ['block', 16],
    ['round', 8],
    ['long', 12],
    ['talks', 7],
    ['talks', 6],
  ])('of a %s table of %i: whoever looks down the plan has the next in honour at his right hand', (shape, count) => {
    // Across the table sits the other side: there the next in honour beside the first is the third chair.
    const step = shape === 'long' || shape === 'talks' ? 2 : 1;
    const [first, next] = [nextTo(shape, [count], 0), nextTo(shape, [count], step)];
    expect(first.y).toBe(Math.min(...layoutOf(shape, [count]).seats.map(({ y }) => y)));
    expect(next.x).toBeLessThan(first.x);
    expect(first.neighbours).toContain(next.seat);
  });

  it('of a theatre, and of those who look up the plan: the right hand is the right of the plan', () => {
    expect(nextTo('theatre', [9, 9], 1).x).toBeGreaterThan(nextTo('theatre', [9, 9], 0).x);
    expect(nextTo('talks', [7], 3).x).toBeGreaterThan(nextTo('talks', [7], 1).x);
  });
});

describe('who came together', () => {
  const guests = Array.from({ length: 12 }, (_, n) => person(`r:${Math.floor(n / 2)}${n % 2 ? ':1' : ''}`, 'guest'));
  const apart = { ...DINNER, alternateSides: false, couplesApart: true };
  const couples = (table: Table, places: ReturnType<typeof fill>) =>
    broken(table, guests, places).filter(({ rule }) => rule === 'couple').length;

  it('sits apart where that is wished, and the rule tells of those who do not', () => {
    expect(couples(apart, fill(apart, guests))).toBe(0);
    const together = fill({ ...apart, couplesApart: false }, guests);
    expect(couples({ ...apart, couplesApart: false }, together)).toBe(0);
    const sideBySide = guests.slice(0, 2).map(({ key }, seat) => ({ key, table: 0, seat, fixed: true }));
    expect(couples(apart, sideBySide)).toBe(1);
  });
});

describe('several tables', () => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, n) => person(`r:${Math.floor(n / 2)}${n % 2 ? ':1' : ''}`, 'guest'));

  it('keep a pair together where the last chair would part it, and tell where the first table does', () => {
    const people = [person('r:a', 'guest'), ...pairs(14)];
    const table: Table = { ...DINNER, shape: 'round', tables: [5, 6, 6], alternateSides: false };
    expect(broken(table, people, fill(table, people)).filter(({ rule }) => rule === 'parted')).toEqual([]);
    const even: Table = { ...table, tables: [4, 6, 6] };
    expect(broken(even, people, fill(even, people))).toContainEqual({ rule: 'parted', key: 'r:1', beside: 'r:1:1' });
    const apart = { ...even, couplesApart: true };
    expect(broken(apart, people, fill(apart, people)).filter(({ rule }) => rule === 'parted')).toEqual([]);
  });

  it('are full from the front where they are rows of a theatre', () => {
    const table: Table = { ...DINNER, shape: 'theatre', tables: [4, 4, 4, 4] };
    const rows = fill(table, pairs(10)).map((place) => place.table);
    expect([0, 1, 2, 3].map((row) => rows.filter((one) => one === row).length)).toEqual([4, 4, 2, 0]);
  });
});

describe('filling a table', () => {
  it('sends nobody to the end because he shares no language with anybody', () => {
    const table: Table = { ...DINNER, tables: [24], alternateSides: false, byLanguage: true };
    const people = Array.from({ length: 24 }, (_, n) =>
      person(`p${n}`, 'guest', { languages: [n === 3 ? 'vi' : 'fr'] }),
    );
    const { seats } = layoutOf('long', [24]);
    const chair = fill(table, people).find(({ key }) => key === 'p3')!;
    expect(seats.find(({ seat }) => seat === chair.seat)!.honour).toBeLessThanOrEqual(3 + 4);
  });

  it('seats everybody once, each on a chair of his own, and leaves nobody standing while there is room', () => {
    fc.assert(
      fc.property(plan, company, (table, people) => {
        const places = fill(table, people);
        const chairs = new Set(layoutOf(table.shape, table.tables).seats.map(({ table: n, seat }) => `${n}.${seat}`));
        const at = places.map((place) => `${place.table}.${place.seat}`);
        expect(new Set(at).size).toBe(at.length);
        expect(at.every((one) => chairs.has(one))).toBe(true);
        expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
        if (table.shape !== 'talks') expect(places.length).toBe(Math.min(people.length, chairs.size));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the first table for those who come first, and who was put somewhere where he was put', () => {
    fc.assert(
      fc.property(
        plan.filter(({ shape }) => shape !== 'talks'),
        company.filter((people) => people.length > 1),
        fc.nat(),
        (table, people, n) => {
          const places = fill(table, people);
          expect(broken(table, people, places).filter(({ rule }) => rule === 'head_table')).toEqual([]);
          const fixed = { ...places[n % places.length]!, fixed: true };
          const again = fill(table, people, [fixed]);
          expect(again.find(({ key }) => key === fixed.key)).toEqual(fixed);
          expect(again.length).toBe(places.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('puts hosts and guests by turns and keeps both in their order', () => {
    const people = Array.from({ length: 6 }, (_, n) => [person(`h${n}`, 'host'), person(`g${n}`, 'guest')]).flat();
    const places = fill(DINNER, people);
    expect(places.slice(0, 2).map(({ key }) => key)).toEqual(['h0', 'g0']);
    expect(broken(DINNER, people, places)).toEqual([]);
  });

  it('seats who shares no language with anybody beside one who does', () => {
    const table: Table = { ...DINNER, tables: [8], alternateSides: false, byLanguage: true };
    const people = Array.from({ length: 8 }, (_, n) => person(`p${n}`, 'other', { languages: [n % 2 ? 'ar' : 'fr'] }));
    expect(broken(table, people, fill(table, people)).filter(({ rule }) => rule === 'language')).toEqual([]);
  });
});

describe('talks', () => {
  const table: Table = { ...DINNER, shape: 'talks', tables: [5] };
  const people = [
    person('guest-head', 'guest', { role: 'head' }),
    person('host-head', 'host', { role: 'head' }),
    ...[1, 2, 3].flatMap((n) => [person(`g${n}`, 'guest'), person(`h${n}`, 'host')]),
    person('g-sec', 'guest', { role: 'secretary' }),
    person('h-sec', 'host', { role: 'secretary' }),
  ];
  const { seats } = layoutOf('talks', [5]);
  const seatOf = (key: string) => {
    const place = fill(table, people).find((one) => one.key === key)!;
    return seats.find(({ seat }) => seat === place.seat)!;
  };

  it('face each other: heads in the middle, secretaries at the ends', () => {
    expect(seatOf('guest-head').x).toBe(seatOf('host-head').x);
    expect(seatOf('guest-head').seat).toBe(2);
    expect(seatOf('g-sec').side).toBe('end');
    expect(seatOf('h-sec').side).toBe('end');
    expect(broken(table, people, fill(table, people))).toEqual([]);
  });

  it('say so where a head is not in the middle or somebody sits on the other side', () => {
    const places = fill(table, people);
    const swapped = places.map((place) => {
      const other = { 'guest-head': 'h1', h1: 'guest-head' }[place.key];
      return other ? { ...places.find(({ key }) => key === other)!, key: place.key } : place;
    });
    expect(broken(table, people, swapped).map(({ rule }) => rule)).toEqual(['centre', 'facing', 'facing']);
  });
});

describe('talks', () => {
  it('seat an interpreter at the left hand of his head, and say who sits above one who stands before', () => {
    const table: Table = { ...DINNER, shape: 'talks', tables: [5] };
    const people = [
      ...['h0', 'h1', 'h2'].map((key) => person(key, 'host')),
      person('hi', 'host', { role: 'interpreter' }),
    ];
    const places = fill(table, people);
    const xOf = (key: string) => seats.find(({ seat }) => seat === places.find((one) => one.key === key)!.seat)!.x;
    const { seats } = layoutOf('talks', [5]);
    expect([xOf('h1'), xOf('hi')].map((x) => x - xOf('h0'))).toEqual([100, -100]);
    const swapped = (a: string, b: string) =>
      places.map((place) => ({ ...place, key: place.key === a ? b : place.key === b ? a : place.key }));
    expect(broken(table, people, places)).toEqual([]);
    expect(broken(table, people, swapped('h1', 'h2'))).toEqual([{ rule: 'order', key: 'h2', above: 'h1' }]);
    expect(broken(table, people, swapped('h1', 'hi'))).toEqual([]);
  });
});

describe('the table that is proposed', () => {
  it.each([
    [0, 'long', 24],
    [7, 'long', 7],
    [24, 'long', 24],
    [25, 'round', 30],
    [60, 'round', 60],
  ])('for %i people is %s and has %i chairs', (people, shape, chairs) => {
    const table = tableFor(people);
    expect([table.shape, seatsOf(table.shape, table.tables)]).toEqual([shape, chairs]);
  });
});

describe('the rules of a table', () => {
  it('tell who sits at the first table before one who comes before him', () => {
    const table: Table = { ...DINNER, shape: 'head', tables: [3, 4] };
    const people = Array.from({ length: 7 }, (_, n) => person(`p${n}`, n % 2 ? 'host' : 'guest'));
    const places = fill(table, people).map((place) =>
      place.key === 'p0' ? { ...place, key: 'p6' } : place.key === 'p6' ? { ...place, key: 'p0' } : place,
    );
    expect(broken(table, people, places)).toContainEqual({ rule: 'head_table', key: 'p6', above: 'p0' });
  });

  it('say nothing of neighbours of one side where there are too few of the other to take turns', () => {
    const people = Array.from({ length: 9 }, (_, n) => person(`p${n}`, n < 2 ? 'guest' : 'host'));
    const together = fill({ ...DINNER, alternateSides: false }, people).map((place) => ({ ...place }));
    expect(broken(DINNER, people, fill(DINNER, people)).filter(({ rule }) => rule === 'side')).toEqual([]);
    const seatOf = (key: string) => together.find((one) => one.key === key)!;
    [seatOf('p0').seat, seatOf('p1').seat] = [0, 1];
    const others = together.filter(({ key, seat }) => key === 'p0' || key === 'p1' || seat > 1);
    expect(broken(DINNER, people, others)).toContainEqual({ rule: 'side', key: 'p0', beside: 'p1' });
  });

  it('leave room between the chairs of a round table', () => {
    for (let count = 1; count <= 24; count++) {
      const { seats } = layoutOf('round', [count]);
      for (const one of seats)
        for (const other of seats)
          if (one !== other) expect(Math.abs(one.x - other.x) >= 94 || Math.abs(one.y - other.y) >= 44).toBe(true);
    }
  });

  it('have as many chairs as were asked for', () => {
    for (const shape of ['long', 'u', 'block', 'theatre', 'round'] as const)
      for (let count = 1; count <= 40; count++) expect([shape, seatsOf(shape, [count])]).toEqual([shape, count]);
    expect(seatsOf('talks', [7])).toBe(16);
  });
});
