import { ICalAttendee, ICalAttendeeRole, ICalAttendeeStatus, ICalAttendeeType, ICalCalendar } from 'ical-generator';
import type { Language } from '../../platform/i18n/languages.js';
import { calendarText } from './assemble-feed.js';
import type { CalendarAddress, CalendarEntryData } from './entry-data.js';
import { InvitationWithoutOrganizer, UnusableAddress } from './errors.js';
import { eventLines, zoneNeeds } from './render-entry.js';
import { contentLines, isMailAddress, nameParameter } from './text.js';

/** What the guest has told already: his calendar keeps it. */
export type KnownAnswer = 'accepted' | 'declined' | 'tentative';

export interface InvitationData {
  readonly entry: CalendarEntryData;
  /** The one guest this message is for: a guest list may be confidential (RFC 5546 allows one ATTENDEE per message). */
  readonly recipient: CalendarAddress & {
    readonly optional?: boolean;
    readonly answer?: KnownAnswer;
    /** Address of whom he sends; his calendar then asks him for nothing (RFC 5546 §3.2.2.3). */
    readonly delegatedTo?: string;
  };
  readonly language: Language;
}

/**
 * An iMIP REQUEST for one recipient: for the first invitation, an update, and a guest who is invited later alike; the
 * entry's own SEQUENCE tells them apart. Fails with InvitationWithoutOrganizer, UnusableAddress, EntryEndsBeforeItStarts.
 */
export function requestText({ entry, recipient, language }: InvitationData): string {
  return scheduled('REQUEST', entry, language, attendeeLine(recipient, true));
}

/**
 * An iMIP CANCEL for one recipient: of the whole entry when it is cancelled, else of this guest's part in it
 * (RFC 5546 §3.2.5: STATUS stands only in the former). The entry's SEQUENCE must be above that of the last REQUEST.
 * Fails as `requestText` does.
 */
export function cancelText({ entry, recipient, language }: InvitationData): string {
  return scheduled('CANCEL', entry, language, attendeeLine(recipient, false));
}

const REFUSAL = /^(BEGIN|END|UID|DTSTAMP|SEQUENCE|ORGANIZER)\b/;

/**
 * An iMIP DECLINECOUNTER: the time that this guest's calendar proposed is not taken (RFC 5546 §3.2.8: it says which entry and
 * nothing of its content, so neither DTSTART nor ATTENDEE). SEQUENCE is the entry's as it stands: a lower one would be stale where the entry has
 * moved since the proposal. @param at when it is written, which is its DTSTAMP: it answers what came later than the entry's last
 * change. Fails as `requestText` does.
 */
export function declineProposalText(
  { entry, recipient, language }: InvitationData,
  at: Temporal.Instant = Temporal.Now.instant(),
): string {
  const lines = eventLines({ ...entry, updatedAt: at, organizer: organizerOf(entry) }, language).filter((line) =>
    REFUSAL.test(line),
  );
  usable(recipient.address);
  const text = contentLines(lines);
  return calendarText(['METHOD:DECLINECOUNTER'], [{ text, ...zoneNeeds(entry, 'full'), zones: [] }]);
}

function organizerOf({ organizer }: CalendarEntryData): CalendarAddress {
  if (!organizer) throw new InvitationWithoutOrganizer();
  usable(organizer.address);
  return organizer;
}

function scheduled(
  method: 'CANCEL' | 'REQUEST',
  entry: CalendarEntryData,
  language: Language,
  attendee: string,
): string {
  organizerOf(entry);
  const withdrawn = method === 'CANCEL' && entry.status !== 'cancelled';
  const lines = eventLines(entry, language).filter((line) => !(withdrawn && line.startsWith('STATUS:')));
  const at = lines.findIndex((line) => line.startsWith('ORGANIZER')) + 1;
  const text = contentLines([...lines.slice(0, at), attendee, ...lines.slice(at)]);
  return calendarText([`METHOD:${method}`], [{ text, ...zoneNeeds(entry, 'full') }]);
}

const STATUS = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
};

function attendeeLine(
  { name, address, optional = false, answer, delegatedTo }: InvitationData['recipient'],
  asked: boolean,
): string {
  const attendee = new ICalAttendee(
    {
      email: usable(address),
      name: nameParameter({ name, address }),
      role: optional ? ICalAttendeeRole.OPT : ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      // Buttons appear only where an answer is asked for and still open.
      ...(asked && !delegatedTo && { status: answer ? STATUS[answer] : ICalAttendeeStatus.NEEDSACTION, rsvp: true }),
      ...(asked && delegatedTo && { status: ICalAttendeeStatus.DELEGATED }),
    },
    new ICalCalendar().createEvent({ start: '2000-01-01' }),
  );
  const line = attendee.toString().trimEnd().replace(':MAILTO:', ':mailto:');
  if (!asked || !delegatedTo) return line;
  // The library would write the delegate without his scheme.
  const to = `PARTSTAT=DELEGATED;DELEGATED-TO="mailto:${usable(delegatedTo)}"`;
  return line.replace('PARTSTAT=DELEGATED', () => to);
}

function usable(address: string): string {
  if (!isMailAddress(address)) throw new UnusableAddress();
  return address;
}
