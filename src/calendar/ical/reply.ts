import ICAL from 'ical.js';
import { commentOf, incomingEvent, sequenceOf } from './incoming.js';
import { ReplyNeedsOneAttendee, ReplyWithUnknownAnswer } from './reply.errors.js';
import { oneLine } from './text.js';

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
 * Reads an iMIP REPLY; `mimeMethod` as `incomingEvent` has it. ORGANIZER is not looked at: Exchange leaves it out. Fails with the
 * errors of `reply.errors.ts`; never with anything else, whatever the text.
 */
export function parseReply(text: string, mimeMethod: string | null = null): CalendarReply {
  const { event, uid } = incomingEvent(text, 'REPLY', mimeMethod);
  const [attendee, another] = event.getAllProperties('attendee');
  const address = attendee && mailbox(attendee.getFirstValue());
  if (!attendee || another || !address) throw new ReplyNeedsOneAttendee();
  return {
    uid,
    attendee: address,
    partstat: answerOf(attendee),
    sequence: sequenceOf(event),
    dtstamp: instantOf(event.getFirstPropertyValue('dtstamp')),
    comment: commentOf(event),
    delegatedTo: mailbox([attendee.getParameter('delegated-to')].flat()[0]),
  };
}

/** Whether reply `a` takes the place of reply `b`: the greater SEQUENCE wins, then the later DTSTAMP (RFC 5546 §2.1.5). */
export function supersedes(a: ReplyOrder, b: ReplyOrder): boolean {
  if (a.sequence !== b.sequence) return a.sequence > b.sequence;
  if (!a.dtstamp || !b.dtstamp) return a.dtstamp !== null && b.dtstamp === null;
  return Temporal.Instant.compare(a.dtstamp, b.dtstamp) > 0;
}

function answerOf(attendee: ICAL.Property): ReplyAnswer {
  const answer = [attendee.getParameter('partstat')].flat()[0] ?? '';
  const known = Object.entries(ANSWERS).find(([name]) => name === String(answer).toUpperCase());
  if (!known) throw new ReplyWithUnknownAnswer();
  return known[1];
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

function mailbox(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const address = oneLine(value)
    .trim()
    .replace(/^mailto:/i, '');
  return address.includes('@') && address.length <= 254 ? address : null;
}
