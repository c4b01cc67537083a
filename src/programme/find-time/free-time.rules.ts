import { type ConflictLevels, conflictsOf, type Engagement } from '../conflicts/conflict.rules.js';
import type { Span } from '../conflicts/presence.rules.js';

/** Planned hours: nobody is asked to meet before eight or after eight in the evening. */
const FIRST_HOUR = 8;
const LAST_HOUR = 20;
const STEP = 5;
/** Time to leave one room and enter another. */
const BETWEEN = 10;

/**
 * The next beginning, at or after the present one, at which nothing overlaps, nobody is late and everybody is there: the
 * likeliest way out. `absences` are the spans before an arrival and after a departure.
 * @returns null where the day has no such time
 */
export function nextFreeStart(
  line: { startsAt: Temporal.Instant; endsAt: Temporal.Instant; venueId: string | null },
  around: readonly Engagement[],
  levels: ConflictLevels,
  zone: string,
  absences: readonly Span[] = [],
): Temporal.ZonedDateTime | null {
  const { compare } = Temporal.Instant;
  const lasts = line.startsAt.until(line.endsAt);
  const begin = line.startsAt.toZonedDateTimeISO(zone);
  const limit = begin.startOfDay().add({ hours: LAST_HOUR }).toInstant();
  const ends = [
    ...around.flatMap((other) => [other.endsAt, other.endsAt.add({ minutes: other.travelMinutes ?? 0 })]),
    ...absences.map(({ until }) => until),
  ];
  const isAway = (from: Temporal.Instant, until: Temporal.Instant) =>
    absences.some((away) => compare(away.from, until) < 0 && compare(from, away.until) < 0);
  const candidates = ends
    .filter((end) => compare(end, line.startsAt) > 0)
    .map((end) => roundUp(end.toZonedDateTimeISO(zone)))
    .toSorted(Temporal.ZonedDateTime.compare);
  for (const start of candidates) {
    const moved = { startsAt: start.toInstant(), endsAt: start.toInstant().add(lasts), venueId: line.venueId };
    if (compare(moved.endsAt, limit) > 0) return null;
    if (!isAway(moved.startsAt, moved.endsAt) && conflictsOf(moved, around, levels).length === 0) return start;
  }
  return null;
}

interface Slot {
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  track: string | null;
  cancelled: boolean;
}

/** Where a meeting of so many minutes would fit between the lines of the whole delegation: one time a day, three at most. */
export function fitsFor(
  minutes: number,
  lines: readonly Slot[],
  days: readonly Temporal.PlainDate[],
  zone: string,
): Temporal.PlainDateTime[] {
  const taken = lines.filter((line) => !line.cancelled && line.track === null);
  return days
    .flatMap((day) => {
      const today = taken
        .map((line) => ({
          from: line.starts_at.toZonedDateTimeISO(zone),
          until: line.ends_at.toZonedDateTimeISO(zone),
        }))
        .filter(({ from, until }) => from.toPlainDate().equals(day) || until.toPlainDate().equals(day))
        .toSorted((a, b) => Temporal.ZonedDateTime.compare(a.from, b.from));
      // Before they arrive and after they leave there is nobody to meet.
      const arrives = day.equals(days[0]!) ? today[0]?.until : undefined;
      const leaves = day.equals(days.at(-1)!) ? today.at(-1)?.from : undefined;
      const dayStart = day.toZonedDateTime({
        timeZone: zone,
        plainTime: Temporal.PlainTime.from({ hour: FIRST_HOUR }),
      });
      const dayEnd =
        leaves ?? day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: LAST_HOUR }) });
      let at =
        arrives && Temporal.ZonedDateTime.compare(arrives, dayStart) > 0
          ? roundUp(arrives.add({ minutes: BETWEEN }))
          : dayStart;
      for (const { from, until } of [...today, { from: dayEnd, until: dayEnd }]) {
        const end = at.add({ minutes });
        if (Temporal.ZonedDateTime.compare(end.add({ minutes: from === dayEnd && !leaves ? 0 : BETWEEN }), from) <= 0)
          return [at.toPlainDateTime()];
        const after = roundUp(until.add({ minutes: BETWEEN }));
        if (Temporal.ZonedDateTime.compare(after, at) > 0) at = after;
        if (Temporal.ZonedDateTime.compare(at, dayEnd) >= 0) break;
      }
      return [];
    })
    .slice(0, 3);
}

function roundUp(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const beyond = at.minute % STEP;
  const whole = at.with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  return beyond === 0 && Temporal.ZonedDateTime.compare(whole, at) === 0 ? at : whole.add({ minutes: STEP - beyond });
}
