import type { CostCategory, Payer } from '../costs/cost-line.entity.js';
import type { Money } from '../platform/money.js';

/** One category in one currency of the house: what was expected, and what it was, by who paid it. Minor units. */
export interface CostRow {
  category: CostCategory;
  currency: string;
  estimate: number;
  actual: number;
  paid: Partial<Record<Payer, number>>;
}

interface Line {
  estimate_id: string | null;
  category: CostCategory;
  payer: Payer;
  base_minor: number;
  base_currency: string;
}

/** Sums of the lines of an activity by category, in the order in which the lines come. */
export function costRows(lines: readonly Line[]): CostRow[] {
  const rows = new Map<string, CostRow>();
  for (const { estimate_id, category, payer, base_minor, base_currency: currency } of lines) {
    const key = `${category} ${currency}`;
    const row = rows.get(key) ?? { category, currency, estimate: 0, actual: 0, paid: {} };
    if (estimate_id) row.estimate += base_minor;
    else {
      row.actual += base_minor;
      row.paid[payer] = (row.paid[payer] ?? 0) + base_minor;
    }
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The sum of one column, each currency apart. */
export function totalOf(rows: readonly CostRow[], column: (row: CostRow) => number): Money[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + column(row));
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}
