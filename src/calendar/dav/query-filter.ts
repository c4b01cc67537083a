import { unfold } from '../ical/content-line.js';
import type { Member } from './collections.service.js';
import { C } from './multistatus.js';
import { child, children, type XmlElement } from './xml.js';

export interface Span {
  from: Temporal.Instant | null;
  until: Temporal.Instant | null;
}

/** A span of time that is none: RFC 4791 §7.8, valid-filter. */
export class UnreadableFilter extends Error {}

/**
 * Whether a member passes a calendar-query's filter (RFC 4791 §9.7): component, time range, and properties by text.
 * @throws UnreadableFilter
 */
export function passes(member: Member, filter: XmlElement | undefined): boolean {
  const calendar = child(filter, C('comp-filter'));
  if (!calendar) return true;
  if (calendar.attributes['name']?.toUpperCase() !== 'VCALENDAR') return false;
  return children(calendar, C('comp-filter')).every((component) => {
    const isEvent = component.attributes['name']?.toUpperCase() === 'VEVENT';
    if (child(component, C('is-not-defined'))) return !isEvent;
    return isEvent && passesEvent(member, component);
  });
}

/** The span of a `time-range` element; null where it cannot be read. */
export function spanOf(range: XmlElement | undefined): Span | null {
  const read = (name: string) => {
    const text = range?.attributes[name];
    if (text === undefined) return null;
    const [, ...part] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
    const [year, month, day, hour, minute, second] = part;
    return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  };
  try {
    return { from: read('start'), until: read('end') };
  } catch {
    return null;
  }
}

/** Whether it touches the span. Days have no zone, so they count half a day around. */
export function touches(member: Member, { from, until }: Span): boolean {
  const isDay = member.text.includes('\r\nDTSTART;VALUE=DATE:');
  const slack = { hours: isDay ? 14 : 0 };
  const start = member.from.subtract(slack);
  // A moment has no length, and yet it is somewhere.
  const end = member.until.add(slack).add({ seconds: member.from.equals(member.until) ? 1 : 0 });
  return (!until || Temporal.Instant.compare(start, until) < 0) && (!from || Temporal.Instant.compare(end, from) > 0);
}

function passesEvent(member: Member, component: XmlElement): boolean {
  const range = child(component, C('time-range'));
  const span = spanOf(range);
  if (!span) throw new UnreadableFilter();
  if (range && !touches(member, span)) return false;
  return children(component, C('prop-filter')).every((filter) => {
    const values = valuesOf(member, filter.attributes['name'] ?? '');
    if (child(filter, C('is-not-defined'))) return values.length === 0;
    const match = child(filter, C('text-match'));
    if (!match) return values.length > 0;
    const isFound = values.some((value) => value.toLowerCase().includes(match.text.toLowerCase()));
    return isFound !== (match.attributes['negate-condition'] === 'yes');
  });
}

function valuesOf(member: Member, name: string): string[] {
  const own = new RegExp(`^${name.replace(/[^A-Za-z0-9-]/g, '')}(?:;[^:]*)?:(.*)$`, 'i');
  return unfold(member.text.split('\r\n')).flatMap(({ text }) => own.exec(text)?.[1] ?? []);
}
