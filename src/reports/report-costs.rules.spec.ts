import { expect, it } from 'vitest';
import fc from 'fast-check';
import { costRows, totalOf } from './report-costs.rules.js';

const line = fc.record({
  estimate_id: fc.constantFrom(null, 'estimate'),
  category: fc.constantFrom('transport' as const, 'fees' as const, 'other' as const),
  payer: fc.constantFrom('host' as const, 'sender' as const, 'third-party' as const),
  base_minor: fc.nat(1_000_000),
  base_currency: fc.constantFrom('EUR', 'JPY'),
});

it('loses no unit between lines, categories, payers and the sum', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const rows = costRows(lines);
      for (const row of rows) expect(Object.values(row.paid).reduce((sum, one) => sum + one, 0)).toBe(row.actual);
      for (const currency of ['EUR', 'JPY']) {
        const naive = (isEstimate: boolean) =>
          lines
            .filter((one) => one.base_currency === currency && (one.estimate_id !== null) === isEstimate)
            .reduce((sum, one) => sum + one.base_minor, 0);
        const summed = (column: (row: (typeof rows)[number]) => number) =>
          totalOf(rows, column).find((one) => one.currency === currency)?.minor ?? 0;
        expect(summed((row) => row.estimate)).toBe(naive(true));
        expect(summed((row) => row.actual)).toBe(naive(false));
      }
    }),
    { numRuns: 200 },
  );
});
