import ICAL from 'ical.js';
import {
  ReplyNeedsOneAttendee,
  ReplyNotAReply,
  ReplyOfSeveralEntries,
  ReplyTooLarge,
  ReplyUnreadable,
  ReplyWithUnknownAnswer,
  ReplyWithoutUid,
} from './reply.errors.js';
import { oneLine, paragraphs } from './text.js';

// A reply is a screenful; one that repeats the whole event with a long description is still far below.
const LARGEST_REPLY = 256 * 1024;
const LONGEST_COMMENT = 2000;
const ANSWERS = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'delegated',
  'NEEDS-ACTION': 'needs-action',
} as const;

export type ReplyAnswer = (typeof ANSWERS)[keyof typeof ANSWERS];

/** What orders the replies of one guest's calendar program among each other. */
export interface ReplyOrder {
  readonly sequence: number;
  /** Missing in replies of some programs, which then count as older than any that has one. */
  readonly dtstamp: Temporal.Instant | null;
}

export interface CalendarReply extends ReplyOrder {
  readonly uid: string;
  /** As the program wrote it, without `mailto:`; may be an alias, so it is no proof of who answered. */
  readonly attendee: string;
  readonly partstat: ReplyAnswer;
  readonly comment: string | null;
  readonly delegatedTo: string | null;
}

/**
 * Reads an iMIP REPLY. `mimeMethod` is the method of the MIME part, used only where the body has none (some bridges
 * strip one or the other). ORGANIZER is not looked at: Exchange leaves it out. Fails with the errors of
 * `reply.errors.ts`; never with anything else, whatever the text.
 */
export function parseReply(text: string, mimeMethod: string | null = null): CalendarReply {
  if (Buffer.byteLength(text) > LARGEST_REPLY) throw new ReplyTooLarge();
  const calendar = read(text);
  const method = textOf(calendar, 'method') ?? mimeMethod;
  if (method?.toUpperCase() !== 'REPLY') throw new ReplyNotAReply(method);
  const event = answeredEvent(calendar);
  const uid = textOf(event, 'uid');
  if (!uid) throw new ReplyWithoutUid();
  const [attendee, another] = event.getAllProperties('attendee');
  const address = attendee && mailbox(attendee.getFirstValue());
  if (!attendee || another || !address) throw new ReplyNeedsOneAttendee();
  const comments = event.getAllProperties('comment').map((property) => String(property.getFirstValue()));
  return {
    uid,
    attendee: address,
    partstat: answerOf(attendee),
    sequence: sequenceOf(event),
    dtstamp: instantOf(event.getFirstPropertyValue('dtstamp')),
    comment: paragraphs(comments).trim().slice(0, LONGEST_COMMENT).toWellFormed() || null,
    delegatedTo: mailbox([attendee.getParameter('delegated-to')].flat()[0]),
  };
}

/** Whether reply `a` takes the place of reply `b`: the greater SEQUENCE wins, then the later DTSTAMP (RFC 5546 §2.1.5). */
export function supersedes(a: ReplyOrder, b: ReplyOrder): boolean {
  if (a.sequence !== b.sequence) return a.sequence > b.sequence;
  if (!a.dtstamp || !b.dtstamp) return a.dtstamp !== null && b.dtstamp === null;
  return Temporal.Instant.compare(a.dtstamp, b.dtstamp) > 0;
}

function read(text: string): ICAL.Component {
  let parsed: unknown;
  try {
    parsed = ICAL.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new ReplyUnreadable(cause);
  }
  // Several calendars in one file come as an array of them.
  if (!Array.isArray(parsed) || parsed[0] !== 'vcalendar') throw new ReplyUnreadable();
  return new ICAL.Component(parsed as unknown[]);
}

function answeredEvent(calendar: ICAL.Component): ICAL.Component {
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event) throw new ReplyUnreadable();
  if (new Set(events.map((one) => textOf(one, 'uid'))).size > 1) throw new ReplyOfSeveralEntries();
  return events.find((one) => !one.hasProperty('recurrence-id')) ?? event;
}

function answerOf(attendee: ICAL.Property): ReplyAnswer {
  const answer = [attendee.getParameter('partstat')].flat()[0] ?? '';
  const known = Object.entries(ANSWERS).find(([name]) => name === String(answer).toUpperCase());
  if (!known) throw new ReplyWithUnknownAnswer();
  return known[1];
}

function sequenceOf(event: ICAL.Component): number {
  const value = Number(event.getFirstPropertyValue('sequence') ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function instantOf(value: unknown): Temporal.Instant | null {
  if (!(value instanceof ICAL.Time)) return null;
  try {
    // DTSTAMP is always UTC; a program that forgets the Z means it all the same.
    return Temporal.PlainDateTime.from(value.toString().replace(/Z$/, '')).toZonedDateTime('UTC').toInstant();
  } catch {
    return null;
  }
}

function textOf(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? oneLine(value).trim() || null : null;
}

function mailbox(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const address = oneLine(value)
    .trim()
    .replace(/^mailto:/i, '');
  return address.includes('@') && address.length <= 254 ? address : null;
}
