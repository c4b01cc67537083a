/** One line of a table: how many of each direction, and the key by which their rows are found again. */
export interface TallyLine {
  key: string;
  received: number;
  made: number;
}

export const DIRECTIONS = ['received', 'made'] as const;
export type Direction = (typeof DIRECTIONS)[number];

interface Counted {
  direction: Direction;
}

/** Rows counted by a key, the most first; what has no key stands under `–`. Every row is counted in exactly one line. */
export function tally<Row extends Counted>(rows: readonly Row[], keyOf: (row: Row) => string | null): TallyLine[] {
  const lines = new Map<string, TallyLine>();
  for (const row of rows) {
    const key = keyOf(row) ?? NONE;
    const line = lines.get(key) ?? { key, received: 0, made: 0 };
    line[row.direction] += 1;
    lines.set(key, line);
  }
  return [...lines.values()].toSorted(
    (a, b) => b.received + b.made - (a.received + a.made) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}

/** What stands where a row has no such property. */
export const NONE = '–';

/** The rows behind one number of a tally. */
export function behind<Row extends Counted>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
  key: string,
  direction: Direction | null,
): Row[] {
  return rows.filter((row) => (keyOf(row) ?? NONE) === key && (direction === null || row.direction === direction));
}

export interface SpentRow extends Counted {
  year: number;
  currency: string;
  minor: number;
}

export interface YearOfCosts {
  year: number;
  currency: string;
  received: number;
  made: number;
}

/** Costs of each year and currency, by direction. Years without any are there with nothing, so that a chart has no gap. */
export function costsByYear(rows: readonly SpentRow[], years: readonly number[]): YearOfCosts[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].toSorted();
  return currencies.flatMap((currency) =>
    years.map((year) => {
      const sum = (direction: Direction) =>
        rows
          .filter((row) => row.currency === currency && row.year === year && row.direction === direction)
          .reduce((total, row) => total + row.minor, 0);
      return { year, currency, received: sum('received'), made: sum('made') };
    }),
  );
}

export type Punctuality = 'on-time' | 'late' | 'awaited' | 'overdue';

/** Whether a report came in time: by the day on which it was handed in, or by today where it was not. */
export function punctualityOf(
  { due, handedIn }: { due: Temporal.PlainDate | null; handedIn: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
): Punctuality {
  const isPast = due !== null && Temporal.PlainDate.compare(handedIn ?? today, due) > 0;
  if (handedIn) return isPast ? 'late' : 'on-time';
  return isPast ? 'overdue' : 'awaited';
}
