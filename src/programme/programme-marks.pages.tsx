import { logisticsOf } from '../logistics/entry-facts.rules.js';
import type { RideRow } from '../logistics/logistics.queries.js';
import { formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { at } from '../platform/web/positions.js';
import type { Board } from './programme-board.queries.js';
import { isBlocked, type Line } from './programme-lines.queries.js';

/** Everybody who comes or goes at one time by one flight or train. */
export interface Ride {
  kind: RideRow['kind'];
  at: Temporal.ZonedDateTime;
  number: string | null;
  count: number;
}

/** The rides that touch a day, one for each flight, in order of time. */
export function ridesOn(day: Temporal.PlainDate, rides: readonly RideRow[], zone: string): Ride[] {
  const found = new Map<string, Ride>();
  for (const { kind, at: moment, number, people } of rides) {
    const at = moment.toZonedDateTimeISO(zone);
    if (!at.toPlainDate().equals(day)) continue;
    const key = `${kind} ${at.toString()} ${number ?? ''}`;
    const ride = found.get(key);
    if (ride) ride.count += people.length;
    else found.set(key, { kind, at, number, count: people.length });
  }
  return [...found.values()];
}

export const minuteOfRide = ({ at: { hour, minute } }: Ride) => hour * 60 + minute;

/** A fixed point across the day: nobody is there before it, or after it. */
export function RideMark({ ride }: { ride: Ride }) {
  return (
    <p class={`ride ${ride.kind}`} {...at({ m: minuteOfRide(ride) })}>
      <span>{rideWords(ride)}</span>
    </p>
  );
}

/** The same in the list, with the way to where it is kept. */
export function RideLines({ rides, activityId }: { rides: readonly Ride[]; activityId: string }) {
  if (rides.length === 0) return null;
  return (
    <p class="small mute">
      {rides.map(rideWords).join(' · ')} · <a href={logisticsOf(activityId)}>{t('programme.ride.kept')}</a>
    </p>
  );
}

function rideWords({ kind, at: moment, number, count }: Ride): string {
  return t(`programme.ride.${kind}`, {
    at: formatTime(moment),
    number: number ? ` ${number}` : '',
    count,
  });
}

/** Where somebody of a line in conflict is at that time: a bar at the edge of the day, in another activity's place. */
export function elsewhere(
  line: Line,
  board: Board,
  day: Temporal.PlainDate,
): { a: number; b: number; words: string }[] {
  if (!isBlocked(line)) return [];
  const zone = board.activity.timeZone;
  return line.conflicts.slice(0, 2).flatMap(({ kind, resourceName, with: other }) => {
    if (kind !== 'overlap' || !other || other.activityId === board.activity.id) return [];
    const [from, until] = [other.startsAt.toZonedDateTimeISO(zone), other.endsAt.toZonedDateTimeISO(zone)];
    if (!from.toPlainDate().equals(day) || !until.toPlainDate().equals(day)) return [];
    const what = other.confidential ? '' : ` ${localized(other.itemTitle ?? other.activityTitle)}`;
    const words = `${resourceName}:${what} ${formatTime(from)}–${formatTime(until)}`;
    return [{ a: from.hour * 60 + from.minute, b: until.hour * 60 + until.minute, words }];
  });
}
