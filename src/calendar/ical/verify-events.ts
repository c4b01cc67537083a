import { all, first, type Component } from './component-tree.js';
import type { ContentLine } from './content-line.js';
import type { Finding } from './finding.js';
import { badText, badTextList, calendarDay, isUtcDateTime, wallTime } from './verify-values.js';

type Complain = (rule: string, line: number, detail: string) => void;

const ONCE = [
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'GEO',
  'URL',
  'STATUS',
].concat([...['TRANSP', 'CLASS', 'CREATED', 'LAST-MODIFIED', 'SEQUENCE', 'ORGANIZER', 'PRIORITY', 'RECURRENCE-ID']]);
const TEXTS = ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'UID', 'COMMENT', 'CONTACT'];
const VALUES: Record<string, RegExp> = {
  STATUS: /^(?:TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(?:OPAQUE|TRANSPARENT)$/,
  CLASS: /^(?:PUBLIC|PRIVATE|CONFIDENTIAL|X-[A-Z0-9-]+)$/,
  SEQUENCE: /^\d{1,9}$/,
  GEO: /^[+-]?\d{1,2}(?:\.\d+)?;[+-]?\d{1,3}(?:\.\d+)?$/,
  ORGANIZER: /^mailto:[^\s\\;,]+@[^\s\\;,]+$/,
  ATTENDEE: /^mailto:[^\s\\;,]+@[^\s\\;,]+$/,
  URL: /^[a-z][a-z0-9+.-]*:[^\s\\]+$/i,
};

/** RFC 5545 §3.6.1 and, by METHOD, RFC 5546 §3.2 for each VEVENT, and for all of them together. */
export function verifyEvents(calendar: Component, findings: Finding[]): void {
  const complain: Complain = (rule, line, detail) => findings.push({ rule, line, detail });
  const events = calendar.components.filter(({ name }) => name === 'VEVENT');
  const method = first(calendar, 'METHOD')?.value.toUpperCase() ?? null;
  for (const event of events) {
    verifyEvent(event, method, complain);
    verifyTimes(event, complain);
    verifyScheduling(event, method, complain);
  }
  verifyIdentity(events, method, complain);
}

function verifyEvent(event: Component, method: string | null, complain: Complain): void {
  // What declines a proposal only names the entry (RFC 5546 §3.2.8).
  const required = ['UID', 'DTSTAMP', ...(method === 'DECLINECOUNTER' ? [] : ['DTSTART'])];
  for (const name of required) if (!first(event, name)) complain('required', event.line, name);
  for (const name of ONCE) for (const again of all(event, name).slice(1)) complain('once', again.number, name);
  for (const { name, number, value } of event.properties) {
    if (TEXTS.includes(name) && badText(value)) complain('text', number, name);
    if (name === 'CATEGORIES' && badTextList(value)) complain('text', number, name);
    if (VALUES[name]?.test(value) === false) complain('value', number, `${name}:${value.slice(0, 60)}`);
    if (['DTSTAMP', 'CREATED', 'LAST-MODIFIED'].includes(name) && !isUtcDateTime(value))
      complain('utc', number, `${name}:${value}`);
  }
  if ((first(event, 'UID')?.value.length ?? 0) > 255)
    complain('uid-length', event.line, 'Exchange keeps 255 characters');
  // VLOCATION and PARTICIPANT lose the event in calcurse and the whole calendar in Horde.
  for (const inner of event.components) if (inner.name !== 'VALARM') complain('sub-component', inner.line, inner.name);
}

function verifyTimes(event: Component, complain: Complain): void {
  const [start, end] = [first(event, 'DTSTART'), first(event, 'DTEND')];
  if (end && first(event, 'DURATION')) complain('end-and-duration', end.number, 'only one of them may stand');
  for (const time of [start, end]) if (time) verifyTime(time, complain);
  if (!start || !end) return;
  if (isDay(start) !== isDay(end)) complain('value-types', end.number, 'DTSTART and DTEND differ in type');
  else if (!endsAfter(start, end)) complain('end-before-start', end.number, end.value);
}

function verifyTime(time: ContentLine, complain: Complain): void {
  const { name, number, value, params } = time;
  const zoned = params.has('TZID');
  if (isDay(time)) {
    if (!calendarDay(value) || zoned) complain('date', number, `${name}:${value}`);
  } else if (value.endsWith('Z') ? zoned || !isUtcDateTime(value) : !wallTime(value))
    complain('date-time', number, `${name}:${value}`);
  else if (!zoned && !value.endsWith('Z')) complain('floating', number, `${name}:${value}`);
}

function endsAfter(start: ContentLine, end: ContentLine): boolean {
  const [from, to] = [start, end].map(comparable);
  // What cannot be compared was complained of already.
  return from == null || to == null || from < to;
}

function comparable(time: ContentLine): number | null {
  if (isDay(time)) return calendarDay(time.value)?.toZonedDateTime('UTC').epochMilliseconds ?? null;
  const zone = time.value.endsWith('Z') ? 'UTC' : time.params.get('TZID')?.[0];
  try {
    return wallTime(time.value.replace(/Z$/, ''))?.toZonedDateTime(zone ?? 'UTC').epochMilliseconds ?? null;
  } catch {
    // A zone that the runtime does not know, such as a Windows name.
    return null;
  }
}

function isDay({ params }: ContentLine): boolean {
  return params.get('VALUE')?.[0]?.toUpperCase() === 'DATE';
}

function verifyScheduling(event: Component, method: string | null, complain: Complain): void {
  const [organizer, attendees] = [first(event, 'ORGANIZER'), all(event, 'ATTENDEE')];
  if (method !== null && !organizer) complain('organizer', event.line, `METHOD:${method} needs an ORGANIZER`);
  if ((method === null || method === 'PUBLISH') && attendees[0])
    complain('attendee', attendees[0].number, 'a feed names no guests');
  if (method === 'DECLINECOUNTER' && attendees[0])
    complain('attendee', attendees[0].number, 'METHOD:DECLINECOUNTER has no ATTENDEE (RFC 5546 §3.2.8)');
  if ((method === 'REQUEST' || method === 'CANCEL') && !attendees[0])
    complain('attendee', event.line, `METHOD:${method} needs an ATTENDEE`);
  if (method === 'REPLY' && attendees.length !== 1)
    complain('attendee', event.line, 'a REPLY has exactly one ATTENDEE');
  if (method === 'REQUEST' && !first(event, 'SUMMARY')) complain('required', event.line, 'SUMMARY');
}

function verifyIdentity(events: readonly Component[], method: string | null, complain: Complain): void {
  const seen = new Set<string>();
  const uids = new Set<string>();
  for (const event of events) {
    const uid = first(event, 'UID')?.value ?? '';
    const id = `${uid} ${first(event, 'RECURRENCE-ID')?.value ?? ''}`;
    if (seen.has(id)) complain('duplicate-uid', event.line, uid);
    seen.add(id);
    uids.add(uid);
  }
  if (method !== null && method !== 'PUBLISH' && uids.size > 1)
    complain('one-uid', events[0]?.line ?? 1, `METHOD:${method} is about one UID`);
}
