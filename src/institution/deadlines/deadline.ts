/** `working`: days with office hours that are neither holidays nor closed; `sitting`: days on which the plenary sits. */
export type Unit = 'calendar' | 'working' | 'sitting' | 'month';
export const UNITS = ['calendar', 'working', 'sitting', 'month'] as const;

export interface Offset {
  amount: number;
  unit: Unit;
  direction: 'before' | 'after';
}

/** What is known of the days around a trigger. */
export interface DayCalendar {
  /** Monday to Friday where nothing is told. */
  isWorking?: (day: Temporal.PlainDate) => boolean;
  /** In any order; what lies beyond the first and the last of them is unknown, not free. */
  sittingDays?: readonly Temporal.PlainDate[];
}

export interface Deadline {
  dueOn: Temporal.PlainDate;
  /** The days that counted, in the order of counting, the due day last: a page numbers them in its calendar. */
  counted: Temporal.PlainDate[];
  /** The rule and what was passed over, so that a page can say how the day was found. */
  explanation: { from: Temporal.PlainDate; skipped: number } & Offset;
}

/** The sitting calendar ends before the rule does: nothing is guessed. */
export class NoSittingDays extends Error {
  constructor(
    readonly found: number,
    readonly asked: number,
  ) {
    super(`Only ${found} of ${asked} sitting days are known.`);
  }
}

/**
 * The day by which something is due that must happen within the offset after `from`, or that long before it; `from`
 * itself is not counted. A month later is the same date, or the last of a month that is too short for it.
 * @throws NoSittingDays when the calendar ends before enough sitting days are found
 */
export function dueDate(from: Temporal.PlainDate, offset: Offset, calendar: DayCalendar = {}): Deadline {
  const step = offset.direction === 'after' ? 1 : -1;
  if (offset.unit === 'month') {
    const dueOn = from.add({ months: step * offset.amount });
    return { dueOn, counted: [], explanation: { from, skipped: 0, ...offset } };
  }
  const sittings = new Set(offset.unit === 'sitting' ? calendar.sittingDays?.map(String) : []);
  const ends = [...sittings].toSorted();
  const isBeyond = (day: string) => (step > 0 ? day > (ends.at(-1) ?? '') : ends.length === 0 || day < ends[0]!);
  const isWorking = calendar.isWorking ?? ((day) => day.dayOfWeek <= 5);
  const counts = {
    calendar: () => true,
    working: isWorking,
    sitting: (day: Temporal.PlainDate) => sittings.has(`${day}`),
  }[offset.unit];
  const counted: Temporal.PlainDate[] = [];
  let day = from;
  let skipped = 0;
  while (counted.length < offset.amount) {
    day = day.add({ days: step });
    if (offset.unit === 'sitting' && isBeyond(`${day}`)) throw new NoSittingDays(counted.length, offset.amount);
    if (counts(day)) counted.push(day);
    else skipped += 1;
  }
  return { dueOn: day, counted, explanation: { from, skipped, ...offset } };
}
