/** `working`: Monday to Friday without holidays; `sitting`: days on which the house sits. */
export type DayKind = 'calendar' | 'working' | 'sitting';

export interface DeadlineRule {
  days: number;
  kind: DayKind;
}

export interface DayCalendar {
  holidays?: readonly Temporal.PlainDate[];
  sittingDays?: readonly Temporal.PlainDate[];
}

export interface Deadline {
  dueOn: Temporal.PlainDate;
  /** The days that counted, the due day last: a page numbers them in its calendar. */
  counted: Temporal.PlainDate[];
  /** The rule and what was passed over, so that a page can say how the day was found. */
  explanation: { from: Temporal.PlainDate; days: number; kind: DayKind; skipped: number };
}

export class NoSittingDays extends Error {
  constructor(days: number) {
    super(`The calendar does not hold ${days} more sitting days.`);
  }
}

export const DEFAULT_REPORT_DUE: DeadlineRule = { days: 10, kind: 'working' };

/**
 * The day on which something is due that must happen within the rule's days after `from`; `from` itself is not counted.
 * @throws NoSittingDays when the calendar ends before enough sitting days are found
 */
export function dueDate(from: Temporal.PlainDate, rule: DeadlineRule, calendar: DayCalendar = {}): Deadline {
  const holidays = new Set(calendar.holidays?.map(String));
  const sittings = new Set(calendar.sittingDays?.map(String));
  const last = [...sittings].toSorted().at(-1) ?? '';
  const counts = (day: Temporal.PlainDate) =>
    rule.kind === 'calendar' ||
    (rule.kind === 'working' ? day.dayOfWeek <= 5 && !holidays.has(day.toString()) : sittings.has(day.toString()));
  let day = from;
  let skipped = 0;
  const counted: Temporal.PlainDate[] = [];
  for (let left = rule.days; left > 0;) {
    day = day.add({ days: 1 });
    if (rule.kind === 'sitting' && day.toString() > last) throw new NoSittingDays(left);
    if (counts(day)) {
      counted.push(day);
      left -= 1;
    } else skipped += 1;
  }
  return { dueOn: day, counted, explanation: { from, days: rule.days, kind: rule.kind, skipped } };
}
