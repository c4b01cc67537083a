import ICAL from 'ical.js';
import { DomainError } from '../platform/errors.js';

export class NoCalendar extends DomainError {
  constructor(detail: string) {
    super('institution.error.no_calendar', { detail: detail.slice(0, 200) }, { field: 'ics' });
  }
}

export interface ReadSitting {
  day: Temporal.PlainDate;
  note: string | null;
}

/** A repetition that nobody ends is followed no further than this. */
const MOST_OCCURRENCES = 5000;
const LONGEST_DAYS = 62;

/**
 * The days of a calendar (RFC 5545) from `from` to `until`, each once, in order: repetitions are followed, exceptions and
 * moved occurrences respected, cancelled ones left out. Times are taken as days in `zone` where they are told in UTC, else
 * as they stand. @throws NoCalendar
 */
export function sittingsOf(
  text: string,
  { zone, from, until }: { zone: string; from: Temporal.PlainDate; until: Temporal.PlainDate },
): ReadSitting[] {
  const found = new Map<string, ReadSitting>();
  for (const event of eventsOf(text)) {
    let seen = 0;
    const iterator = event.iterator();
    for (let start = iterator.next(); start && seen < MOST_OCCURRENCES; start = iterator.next(), seen += 1) {
      if (Temporal.PlainDate.compare(dayOf(start, zone), until) > 0 && event.isRecurring()) break;
      const { item, startDate, endDate } = event.getOccurrenceDetails(start);
      if (String(item.component.getFirstPropertyValue('status') ?? '') === 'CANCELLED') continue;
      for (const day of daysBetween(startDate, endDate, zone)) {
        const { compare } = Temporal.PlainDate;
        if (compare(day, from) < 0 || compare(day, until) > 0 || found.has(`${day}`)) continue;
        found.set(`${day}`, { day, note: item.summary?.slice(0, 200) || null });
      }
      if (!event.isRecurring()) break;
    }
  }
  return [...found.values()].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
}

/** Each event with the exceptions to it. */
function eventsOf(text: string): ICAL.Event[] {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as never);
    if (calendar.name !== 'vcalendar') throw new Error('VCALENDAR');
    const all = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const masters = all.filter((one) => !one.isRecurrenceException());
    for (const exception of all.filter((one) => one.isRecurrenceException()))
      masters.find(({ uid }) => uid === exception.uid)?.relateException(exception);
    return masters.filter(({ component }) => component.hasProperty('dtstart'));
  } catch (error) {
    throw new NoCalendar(error instanceof Error ? error.message : String(error));
  }
}

function dayOf(time: ICAL.Time, zone: string): Temporal.PlainDate {
  // Only a time in UTC says which day it is elsewhere; any other is a wall clock at its place.
  if (!time.isDate && time.zone?.tzid === 'UTC')
    return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDate();
  return Temporal.PlainDate.from({ year: time.year, month: time.month, day: time.day });
}

/** The end is not part of it (RFC 5545 §3.6.1): a sitting that ends at midnight does not sit on the next day. */
function daysBetween(start: ICAL.Time, end: ICAL.Time, zone: string): Temporal.PlainDate[] {
  const first = dayOf(start, zone);
  const isShort = end.compare(start) <= 0;
  const before = end.clone();
  if (!isShort) before.adjust(before.isDate ? -1 : 0, 0, 0, before.isDate ? 0 : -1);
  const last = isShort ? first : dayOf(before, zone);
  const count = Math.min(LONGEST_DAYS, first.until(last, { largestUnit: 'days' }).days + 1);
  return Array.from({ length: Math.max(1, count) }, (_, n) => first.add({ days: n }));
}
