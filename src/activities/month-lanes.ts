/** A bar of a week: from which of its days (0 is Monday), over how many, in which line from above. */
export interface Bar<Row> {
  row: Row;
  from: number;
  days: number;
  lane: number;
}

interface Spanned {
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
}

/**
 * Puts what touches a week into lines so that no two bars of a line meet, the earlier and longer first.
 * @returns the bars of the first `most` lines, and of each day how many did not fit
 */
export function lanesOf<Row extends Spanned>(
  rows: readonly Row[],
  monday: Temporal.PlainDate,
  most: number,
): { bars: Bar<Row>[]; hidden: number[] } {
  const place = (day: Temporal.PlainDate) => Math.max(0, Math.min(6, monday.until(day).days));
  const sunday = monday.add({ days: 6 });
  const touching = rows
    .filter(
      (row) =>
        Temporal.PlainDate.compare(row.starts_on, sunday) <= 0 && Temporal.PlainDate.compare(row.ends_on, monday) >= 0,
    )
    .map((row) => ({ row, from: place(row.starts_on), to: place(row.ends_on) }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const ends: number[] = [];
  const bars: Bar<Row>[] = [];
  const hidden = Array<number>(7).fill(0);
  for (const { row, from, to } of touching) {
    const free = ends.findIndex((end) => end < from);
    const lane = free < 0 ? ends.length : free;
    if (lane < most) {
      ends[lane] = to;
      bars.push({ row, from, days: to - from + 1, lane });
    } else for (let n = from; n <= to; n++) hidden[n]! += 1;
  }
  return { bars, hidden };
}
