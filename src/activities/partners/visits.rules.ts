/** Visits of one year: what took place, and what is planned. */
export interface YearOfVisits {
  year: number;
  received: number;
  made: number;
  receivedPlanned: number;
  madePlanned: number;
}

/** Years that the chart shows: eleven back, and what is planned for the next. */
export const YEARS_SHOWN = 12;

/** Every year of the chart, also those in which nobody travelled, oldest first. */
export function yearsShown(found: readonly YearOfVisits[], today: Temporal.PlainDate): YearOfVisits[] {
  const last = Math.max(today.year, ...found.map(({ year }) => Math.min(year, today.year + 1)));
  return Array.from({ length: YEARS_SHOWN }, (_, n) => last - YEARS_SHOWN + 1 + n).map(
    (year) =>
      found.find((one) => one.year === year) ?? { year, received: 0, made: 0, receivedPlanned: 0, madePlanned: 0 },
  );
}

export interface Balance {
  received: number;
  made: number;
  /** Received more than made: a visit is owed by us, and the other way round. */
  owes: 'us' | 'them' | 'nobody';
  difference: number;
}

/** Who owes whom a visit, over all years on record; what is only planned pays nothing back. */
export function balanceOf(found: readonly YearOfVisits[]): Balance {
  const received = found.reduce((sum, one) => sum + one.received, 0);
  const made = found.reduce((sum, one) => sum + one.made, 0);
  const difference = Math.abs(received - made);
  return { received, made, difference, owes: received > made ? 'us' : made > received ? 'them' : 'nobody' };
}
