import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { behind, costsByYear, DIRECTIONS, punctualityOf, tally } from './tally.rules.js';

const row = fc.record({
  direction: fc.constantFrom(...DIRECTIONS),
  country: fc.option(fc.constantFrom('NO', 'FI', 'KZ', 'LU')),
  year: fc.integer({ min: 2022, max: 2026 }),
  currency: fc.constantFrom('EUR', 'BYN'),
  minor: fc.nat(1_000_000),
});

describe('the numbers of an activity report', () => {
  it('equal a recount of the rows that each links to, and lose none', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const lines = tally(rows, ({ country }) => country);
        for (const direction of DIRECTIONS) {
          for (const line of lines)
            expect(behind(rows, ({ country }) => country, line.key, direction)).toHaveLength(line[direction]);
          expect(lines.reduce((sum, line) => sum + line[direction], 0)).toBe(
            rows.filter((one) => one.direction === direction).length,
          );
        }
        const costs = costsByYear(rows, [2022, 2023, 2024, 2025, 2026]);
        for (const currency of ['EUR', 'BYN'])
          expect(
            costs.filter((one) => one.currency === currency).reduce((sum, one) => sum + one.received + one.made, 0),
          ).toBe(rows.filter((one) => one.currency === currency).reduce((sum, one) => sum + one.minor, 0));
      }),
      { numRuns: 200 },
    );
  });

  it('call a report late by the day on which it was handed in', () => {
    const day = (text: string) => Temporal.PlainDate.from(text);
    const today = day('2027-03-20');
    expect(punctualityOf({ due: day('2027-03-10'), handedIn: day('2027-03-10') }, today)).toBe('on-time');
    expect(punctualityOf({ due: day('2027-03-10'), handedIn: day('2027-03-11') }, today)).toBe('late');
    expect(punctualityOf({ due: day('2027-03-10'), handedIn: null }, today)).toBe('overdue');
    expect(punctualityOf({ due: day('2027-03-20'), handedIn: null }, today)).toBe('awaited');
    expect(punctualityOf({ due: null, handedIn: null }, today)).toBe('awaited');
  });
});
