/** What a line needs to be placed on the plan. */
export interface Placeable {
  id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  track: string | null;
}

/** A line, or its part of a day, in minutes of that day by the wall clock; `start` and `end` are per cent of the column left free. */
export interface Box<T> {
  line: T;
  a: number;
  b: number;
  start: number;
  end: number;
  /** The line began on an earlier day. */
  continued: boolean;
}

export interface DayColumn<T> {
  day: Temporal.PlainDate;
  boxes: Box<T>[];
}

/** A line of one row of text: less could not be read or hit with a finger. */
export const SHORTEST = 15;

const MINUTES_OF_DAY = 1440;
/** What ends within this of midnight stands with its evening alone: the next day need not begin at nought for it. */
const PAST_MIDNIGHT = 60;
const SIDE = 36;

/**
 * Days as columns, each line where its wall clock puts it; parallel lines stand side by side and hide nothing.
 * On a day that clocks change, the wall clock counts: 01:30 and 03:30 are two hours apart on the paper.
 * @param days of the activity; days outside that have lines are added
 */
export function dayColumns<T extends Placeable>(
  lines: readonly T[],
  days: readonly Temporal.PlainDate[],
  zone: string,
): DayColumn<T>[] {
  const byDay = new Map<string, Box<T>[]>(days.map((day) => [day.toString(), []]));
  for (const line of lines) {
    const from = line.starts_at.toZonedDateTimeISO(zone).toPlainDateTime();
    const until = line.ends_at.toZonedDateTimeISO(zone).toPlainDateTime();
    const [first, last] = [from.toPlainDate(), until.toPlainDate()];
    for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
      const continued = day !== first;
      const a = continued ? 0 : minuteOf(from);
      const b = day.equals(last) ? minuteOf(until) : MINUTES_OF_DAY;
      // Ending at midnight is no part of the next day. Where clocks go back, a line may end before it begins on paper.
      if (continued && b <= PAST_MIDNIGHT) continue;
      const boxes = byDay.get(day.toString()) ?? [];
      const low = Math.min(a, MINUTES_OF_DAY - SHORTEST);
      boxes.push({ line, a: low, b: Math.max(b, low + SHORTEST), start: 0, end: 0, continued });
      byDay.set(day.toString(), boxes);
    }
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, boxes]) => ({ day: Temporal.PlainDate.from(day), boxes: sideBySide(boxes) }));
}

/** The span of minutes that the plan shows: from eight to half past ten, and more where there is more. @param fixed minutes that must be on it too */
export function spanOf(
  columns: readonly DayColumn<unknown>[],
  fixed: readonly number[] = [],
): { from: number; until: number; scale: number } {
  const boxes = columns.flatMap((column) => column.boxes);
  const first = Math.min(480, ...boxes.map((box) => box.a), ...fixed);
  const last = Math.max(1320, ...boxes.map((box) => box.b), ...fixed);
  const shortest = Math.min(60, ...boxes.map((box) => box.b - box.a));
  return {
    from: Math.max(0, Math.floor(first / 60) * 60 - 12),
    until: Math.min(MINUTES_OF_DAY, last) + 30,
    // The shortest line is 24 pixels high, as a finger needs it (WCAG 2.2, 2.5.8).
    scale: Math.round(Math.max(1.15, Math.min(1.7, 25 / shortest)) * 100) / 100,
  };
}

/** Lanes within each group of lines that overlap; a track of its own (the spouse's) stands in the narrow lane at the end. */
function sideBySide<T extends Placeable>(boxes: Box<T>[]): Box<T>[] {
  const ordered = boxes.toSorted(
    (x, y) => x.a - y.a || Number(x.line.track !== null) - Number(y.line.track !== null) || y.b - x.b,
  );
  const placed: Box<T>[] = [];
  let group: Box<T>[] = [];
  let until = -1;
  for (const box of ordered) {
    if (box.a >= until) {
      placed.push(...lanes(group));
      group = [];
    }
    group.push(box);
    until = Math.max(until, box.b);
  }
  return [...placed, ...lanes(group)];
}

function lanes<T extends Placeable>(group: Box<T>[]): Box<T>[] {
  const main: Box<T>[][] = [];
  const side: Box<T>[][] = [];
  for (const box of group) {
    const those = box.line.track === null ? main : side;
    const free = those.find((lane) => lane.at(-1)!.b <= box.a);
    if (free) free.push(box);
    else those.push([box]);
  }
  const uneven = main.length === 1 && side.length === 1;
  const all = [...main, ...side];
  const width = 100 / Math.max(1, all.length);
  return all.flatMap((lane, n) =>
    lane.map((box) => {
      if (all.length === 1) return box;
      if (uneven) return n === 0 ? { ...box, end: SIDE } : { ...box, start: 100 - SIDE };
      return { ...box, start: round(n * width), end: round(100 - (n + 1) * width) };
    }),
  );
}

const minuteOf = (at: Temporal.PlainDateTime) => at.hour * 60 + at.minute;
const round = (value: number) => Math.round(value * 100) / 100;
