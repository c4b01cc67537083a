import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { comparePrecedence, inOrderOfPrecedence, type Ranked } from './precedence.rules.js';

const aPerson = (sortName: string, changes: Partial<Ranked> = {}): Ranked => ({
  role: 'member',
  precedence: 100,
  sortName,
  ...changes,
});
const placed = (people: Ranked[]) => inOrderOfPrecedence(people).map(({ person, by }) => `${person.sortName} ${by}`);
const day = (text: string) => Temporal.PlainDate.from(text);

describe('inOrderOfPrecedence', () => {
  it('puts the head first, whatever the post, and the spouse beside', () => {
    const people = [
      aPerson('minister', { precedence: 1 }),
      aPerson('spouse', { role: 'spouse' }),
      aPerson('chair', { role: 'head', precedence: 50 }),
    ];
    expect(placed(people)).toEqual(['chair head', 'spouse spouse', 'minister role']);
  });

  it('orders by post, then by seniority in it, then by name, and says which', () => {
    const people = [
      aPerson('b', { enteredOn: day('2024-02-01') }),
      aPerson('c', { enteredOn: day('2023-02-01') }),
      aPerson('a', { enteredOn: day('2024-02-01') }),
      aPerson('d', { precedence: 10 }),
    ];
    expect(placed(people)).toEqual(['d post', 'c post', 'a seniority', 'b name']);
  });

  it('puts who has no day of entry after who has one, and the serving after the members', () => {
    const people = [
      aPerson('interpreter', { role: 'interpreter', precedence: 1 }),
      aPerson('secretary', { role: 'secretary', precedence: 1 }),
      aPerson('new'),
      aPerson('old', { enteredOn: day('2020-01-01') }),
    ];
    expect(placed(people)).toEqual(['old post', 'new seniority', 'secretary role', 'interpreter role']);
  });

  it('counts places from one', () => {
    expect(inOrderOfPrecedence([aPerson('a'), aPerson('b')]).map(({ place }) => place)).toEqual([1, 2]);
  });
});

describe('the order of precedence as a whole', () => {
  const anybody = fc.record({
    id: fc.uuid(),
    role: fc.constantFrom('head', 'spouse', 'member', 'adviser', 'interpreter', 'press', 'unheard of'),
    precedence: fc.integer({ min: 1, max: 5 }),
    enteredOn: fc.option(fc.integer({ min: 0, max: 3 }).map((n) => day('2024-02-28').add({ days: n }))),
    sortName: fc.constantFrom('aden, ida', 'aden, ivo', 'berg'),
  });
  const people = fc.uniqueArray(anybody, { selector: ({ id }) => id, maxLength: 25 });

  it('is total: of two people one goes before the other, and never both', () => {
    fc.assert(
      fc.property(anybody, anybody, anybody, (a, b, c) => {
        const [ab, ba, bc, ac] = [
          comparePrecedence(a, b),
          comparePrecedence(b, a),
          comparePrecedence(b, c),
          comparePrecedence(a, c),
        ];
        expect(Math.sign(ab)).toBe(-Math.sign(ba) + 0);
        expect(ab === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
        if (ab < 0 && bc < 0) expect(ac).toBeLessThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is stable: the same people stand alike in whatever order they came, and nobody is lost', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (some, keys) => {
        const shuffled = some
          .map((person) => [keys.next().value as number, person] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, person]) => person);
        const order = (list: typeof some) => inOrderOfPrecedence(list).map(({ person }) => person.id);
        expect(order(shuffled)).toEqual(order(some));
        expect(order(some).toSorted()).toEqual(some.map(({ id }) => id).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});
