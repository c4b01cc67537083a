import { describe, expect, it } from '@jest/globals';
import { inOrderOfPrecedence, type Ranked } from './precedence.rules.js';

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
    expect(placed(people)).toEqual(['chair head', 'spouse spouse', 'minister post']);
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
    expect(placed(people)).toEqual(['old post', 'new seniority', 'secretary post', 'interpreter post']);
  });

  it('counts places from one', () => {
    expect(inOrderOfPrecedence([aPerson('a'), aPerson('b')]).map(({ place }) => place)).toEqual([1, 2]);
  });
});
