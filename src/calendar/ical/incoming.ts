import ICAL from 'ical.js';
import {
  ReplyNotAReply,
  ReplyOfSeveralEntries,
  ReplyTooLarge,
  ReplyUnreadable,
  ReplyWithoutUid,
} from './reply.errors.js';
import { oneLine, paragraphs } from './text.js';

// A reply is a screenful; one that repeats the whole event with a long description is still far below.
const LARGEST_REPLY = 256 * 1024;
const LONGEST_COMMENT = 2000;

/** What a guest's calendar program sent. */
export interface IncomingEvent {
  event: ICAL.Component;
  uid: string;
}

/**
 * The event of an iMIP message of one method. `mimeMethod` is the method of the MIME part, used only where the body has none (some
 * bridges strip one or the other). Fails with the errors of `reply.errors.ts`; never with anything else, whatever the text.
 */
export function incomingEvent(
  text: string,
  expected: 'REPLY' | 'REFRESH' | 'COUNTER',
  mimeMethod: string | null = null,
): IncomingEvent {
  if (Buffer.byteLength(text) > LARGEST_REPLY) throw new ReplyTooLarge();
  const calendar = read(text);
  const method = textOf(calendar, 'method') ?? mimeMethod;
  if (method?.toUpperCase() !== expected) throw new ReplyNotAReply(method);
  const event = eventOf(calendar);
  const uid = textOf(event, 'uid');
  if (!uid) throw new ReplyWithoutUid();
  return { event, uid };
}

/** Method of a calendar part; null where it names none. */
export const methodOf = (text: string): string | null => /^METHOD:([A-Z-]+)/im.exec(text)?.[1]?.toUpperCase() ?? null;

export function sequenceOf(event: ICAL.Component): number {
  const value = Number(event.getFirstPropertyValue('sequence') ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

export function commentOf(event: ICAL.Component): string | null {
  const comments = event.getAllProperties('comment').map((property) => String(property.getFirstValue()));
  return paragraphs(comments).trim().slice(0, LONGEST_COMMENT).toWellFormed() || null;
}

export function textOf(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? oneLine(value).trim() || null : null;
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

function eventOf(calendar: ICAL.Component): ICAL.Component {
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event) throw new ReplyUnreadable();
  if (new Set(events.map((one) => textOf(one, 'uid'))).size > 1) throw new ReplyOfSeveralEntries();
  return events.find((one) => !one.hasProperty('recurrence-id')) ?? event;
}
