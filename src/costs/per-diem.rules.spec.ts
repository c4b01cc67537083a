import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  byCountry,
  GIVEN,
  NoRate,
  perDiem,
  type PerDiemRate,
  rateOn,
  type Reductions,
  type StayDay,
} from './per-diem.rules.js';

const start = Temporal.PlainDate.from('2027-03-08');
const rates: PerDiemRate[] = [
  { country: 'NO', validFrom: Temporal.PlainDate.from('2026-01-01'), currency: 'NOK', day: 95_000, night: 210_000 },
  { country: 'NO', validFrom: Temporal.PlainDate.from('2027-03-10'), currency: 'NOK', day: 99_900, night: 220_000 },
  { country: 'FR', validFrom: Temporal.PlainDate.from('2026-01-01'), currency: 'EUR', day: 6150, night: 14_001 },
];
const stay = fc
  .array(
    fc.record({
      country: fc.constantFrom('NO', 'FR'),
      meals: fc.subarray([...GIVEN]),
      lodging: fc.constantFrom(true, false, null),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((days) => days.map((one, n): StayDay => ({ ...one, day: start.add({ days: n }) })));
const percent = fc.integer({ min: 0, max: 100 });
const reductions: fc.Arbitrary<Reductions> = fc.record({
  breakfast: percent,
  lunch: percent,
  dinner: percent,
  firstDay: percent,
  lastDay: percent,
});

describe('the daily allowance', () => {
  it('takes given meals off, pays parts of days in part, and nights only where the host gives none', () => {
    const day = (n: number, more: Partial<StayDay>): StayDay => ({
      day: start.add({ days: n }),
      country: 'NO',
      meals: [],
      lodging: false,
      ...more,
    });
    const days = [
      day(0, {}),
      day(1, { meals: ['lunch', 'dinner'], lodging: true }),
      day(2, { meals: ['breakfast'], lodging: null }),
    ];
    const rules = { breakfast: 20, lunch: 40, dinner: 40, firstDay: 75, lastDay: 75 };
    expect(perDiem(days, rates, rules).map(({ allowance, night }) => [allowance, night])).toEqual([
      [71_250, 210_000],
      [19_000, 0],
      [59_940, 0],
    ]);
  });

  it('is never below nothing nor above the rate, and never rises with what is given', () => {
    fc.assert(
      fc.property(stay, reductions, fc.constantFrom(...GIVEN), (days, rules, meal) => {
        const paid = perDiem(days, rates, rules);
        const less = perDiem(
          days.map((one) => ({ ...one, meals: [...one.meals, meal], lodging: one.lodging === null ? null : true })),
          rates,
          rules,
        );
        paid.forEach((one, n) => {
          const { day: whole, night } = rateOn(rates, one.country, one.day)!;
          expect(Number.isSafeInteger(one.allowance)).toBe(true);
          expect(one.allowance).toBeGreaterThanOrEqual(0);
          expect(one.allowance).toBeLessThanOrEqual(whole);
          expect([0, night]).toContain(one.night);
          expect(less[n]!.allowance).toBeLessThanOrEqual(one.allowance);
          expect(less[n]!.night).toBe(0);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('sums by country to what the days are, and counts every day once', () => {
    fc.assert(
      fc.property(stay, reductions, (days, rules) => {
        const paid = perDiem(days, rates, rules);
        const sums = byCountry(paid);
        const total = (of: { allowance: number; night: number }[]) =>
          of.reduce((sum, one) => sum + one.allowance + one.night, 0);
        expect(total(sums)).toBe(total(paid));
        expect(sums.reduce((sum, { days: count }) => sum + count, 0)).toBe(days.length);
      }),
      { numRuns: 100 },
    );
  });

  it('says for which country a rate is missing', () => {
    const days: StayDay[] = [{ day: start, country: 'XN', meals: [], lodging: null }];
    expect(() => perDiem(days, rates)).toThrow(NoRate);
    expect(() => perDiem([{ ...days[0]!, country: 'NO', day: Temporal.PlainDate.from('2025-12-31') }], rates)).toThrow(
      NoRate,
    );
  });
});
