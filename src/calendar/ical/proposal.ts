import ICAL from 'ical.js';
import { commentOf, incomingEvent, sequenceOf, textOf } from './incoming.js';
import { ReplyUnreadable } from './reply.errors.js';

/** Another time that a guest's calendar proposes. */
export interface CalendarProposal {
  readonly uid: string;
  readonly sequence: number;
  /** Whole days where it is a day. */
  readonly start: Temporal.Instant | Temporal.PlainDate;
  /** As the program wrote it: of whole days the day after the last; null where it names none. */
  readonly end: Temporal.Instant | Temporal.PlainDate | null;
  readonly place: string | null;
  readonly comment: string | null;
}

/**
 * Reads an iMIP COUNTER (RFC 5546 §3.2.7). @param zone IANA zone of the occasion, which is meant where the program names none that
 * can be understood. Fails with the errors of `reply.errors.ts`; never with anything else, whatever the text.
 */
export function parseProposal(text: string, zone: string): CalendarProposal {
  const { event, uid } = incomingEvent(text, 'COUNTER');
  try {
    const start = momentOf(event, 'dtstart', zone);
    if (!start) throw new ReplyUnreadable();
    return {
      uid,
      sequence: sequenceOf(event),
      start,
      end: momentOf(event, 'dtend', zone),
      place: textOf(event, 'location')?.slice(0, 300).toWellFormed() ?? null,
      comment: commentOf(event),
    };
  } catch (cause) {
    // A zone without a name, a month that does not exist.
    throw cause instanceof ReplyUnreadable ? cause : new ReplyUnreadable(cause);
  }
}

/** Which entry an iMIP REFRESH asks for again (RFC 5546 §3.2.6). Fails with the errors of `reply.errors.ts`. @returns the UID */
export const parseRefresh = (text: string): string => incomingEvent(text, 'REFRESH').uid;

function momentOf(event: ICAL.Component, name: string, zone: string): Temporal.Instant | Temporal.PlainDate | null {
  const property = event.getFirstProperty(name);
  const time = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute, second } = time;
  if (time.isDate) return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: 'reject' });
  if (time.zone === ICAL.Timezone.utcTimezone) return wall.toZonedDateTime('UTC').toInstant();
  const named = String([property.getParameter('tzid')].flat()[0] ?? '');
  if (isZone(named)) return wall.toZonedDateTime(named).toInstant();
  const described = time.zone?.component as ICAL.Component | undefined;
  if (described && isPlain(described)) return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000);
  return wall.toZonedDateTime(zone).toInstant();
}

function isZone(name: string): boolean {
  try {
    return name !== '' && Temporal.Now.zonedDateTimeISO(name) !== null;
  } catch {
    return false;
  }
}

const PLAIN_RULE = new Set(['freq', 'interval', 'bymonth', 'byday', 'bymonthday', 'until', 'count', 'wkst']);

/** Rules as programs write them: once a year. A stranger's rule for every second is never reckoned out. */
function isPlain(zone: ICAL.Component): boolean {
  const parts = zone.getAllSubcomponents();
  const rules = parts.flatMap((part) => part.getAllProperties('rrule').map((rule) => rule.getFirstValue()));
  return (
    parts.length <= 20 &&
    parts.every((part) => part.getAllProperties('rdate').length <= 100) &&
    rules.every((rule) => {
      const said = rule instanceof ICAL.Recur ? (rule.toJSON() as Record<string, unknown>) : {};
      return said['freq'] === 'YEARLY' && Object.keys(said).every((key) => PLAIN_RULE.has(key));
    })
  );
}
