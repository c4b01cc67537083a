import { DomainError } from '../platform/errors.js';

export class SpanReversed extends DomainError {
  constructor() {
    super('institution.error.span', {}, { field: 'until' });
  }
}

export class SpanTooLong extends DomainError {
  constructor() {
    super('institution.error.span_long', {}, { field: 'until' });
  }
}

export interface SittingSpan {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** 1 is Monday; all of them when none is named. */
  weekdays: readonly number[];
}

const TWO_YEARS = 731;

/** Every day of the span on its weekdays, both ends included. @throws SpanReversed, SpanTooLong */
export function daysOf({ from, until, weekdays }: SittingSpan): Temporal.PlainDate[] {
  const length = from.until(until, { largestUnit: 'days' }).days + 1;
  if (length < 1) throw new SpanReversed();
  if (length > TWO_YEARS) throw new SpanTooLong();
  const days = Array.from({ length }, (_, n) => from.add({ days: n }));
  return weekdays.length > 0 ? days.filter((day) => weekdays.includes(day.dayOfWeek)) : days;
}
