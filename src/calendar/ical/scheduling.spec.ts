import { describe, expect, it } from 'vitest';
import { aTimedEntry, anAllDayEntry } from '../../../test/support/calendar-entries.js';
import { InvitationWithoutOrganizer, UnusableAddress } from './errors.js';
import { cancelText, declineProposalText, requestText } from './scheduling.js';
import { verifyCalendar } from './verify.js';

const recipient = { name: 'Anna "Nan" Keller', address: 'anna.keller@partner.example' };
const unfolded = (text: string) => text.replaceAll('\r\n ', '');

describe('an invitation by mail', () => {
  it('asks one guest, in a form that a strict program accepts', () => {
    const text = requestText({ entry: aTimedEntry({ sequence: 2 }), recipient, language: 'en' });
    expect(verifyCalendar(text)).toEqual([]);
    expect(unfolded(text)).toContain('METHOD:REQUEST\r\nBEGIN:VTIMEZONE');
    expect(unfolded(text)).toContain(
      `ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Anna ^'Nan^' Keller":mailto:anna.keller@partner.example\r\n`,
    );
    expect(text.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(text).toContain('SEQUENCE:2\r\n');
    expect(unfolded(text)).toContain('ORGANIZER;CN="International Department":mailto:international@house.example\r\n');
  });

  it('says when the guest may stay away', () => {
    const text = requestText({ entry: anAllDayEntry(), recipient: { ...recipient, optional: true }, language: 'en' });
    expect(text).toContain('ATTENDEE;ROLE=OPT-PARTICIPANT');
    expect(verifyCalendar(text)).toEqual([]);
  });

  it('cancels the whole entry with its status, and one guest without it', () => {
    const whole = cancelText({ entry: aTimedEntry({ status: 'cancelled', sequence: 3 }), recipient, language: 'en' });
    expect(whole).toContain('METHOD:CANCEL\r\n');
    expect(whole).toContain('STATUS:CANCELLED\r\n');
    expect(whole).not.toMatch(/RSVP|PARTSTAT/);
    const one = cancelText({ entry: aTimedEntry({ sequence: 3 }), recipient, language: 'en' });
    expect(one).not.toContain('STATUS:');
    expect([...verifyCalendar(whole), ...verifyCalendar(one)]).toEqual([]);
  });

  it('says to whom a guest gave his place, and asks him no more', () => {
    const delegate = { ...recipient, delegatedTo: 'deputy@partner.example' };
    const text = unfolded(requestText({ entry: aTimedEntry(), recipient: delegate, language: 'en' }));
    expect(text).toContain('PARTSTAT=DELEGATED;DELEGATED-TO="mailto:deputy@partner.example";');
    expect(text).not.toContain('RSVP');
    expect(verifyCalendar(requestText({ entry: aTimedEntry(), recipient: delegate, language: 'en' }))).toEqual([]);
  });

  it('declines a proposal with the entry’s identity, its SEQUENCE and a DTSTAMP of its own (RFC 5546 §3.2.8)', () => {
    const at = Temporal.Instant.from('2027-03-01T10:00:00Z');
    const text = declineProposalText({ entry: aTimedEntry({ sequence: 4 }), recipient, language: 'en' }, at);
    expect(verifyCalendar(text)).toEqual([]);
    expect(text).toContain('METHOD:DECLINECOUNTER\r\n');
    expect(text).toContain('SEQUENCE:4\r\nDTSTAMP:20270301T100000Z\r\n');
    expect(text).not.toMatch(/DTSTART|DTEND|SUMMARY|STATUS|ATTENDEE|VTIMEZONE/);
  });

  it('needs an organiser', () => {
    expect(() => requestText({ entry: aTimedEntry({ organizer: null }), recipient, language: 'en' })).toThrow(
      InvitationWithoutOrganizer,
    );
  });

  it.each([
    '',
    'nobody',
    'a@b.example\r\nATTENDEE:mailto:c@d.example',
    'a@b.example,c@d.example',
    '<a@b.example>',
    'a b@c.example',
    'a@b@c.example',
  ])('refuses the address %j', (address) => {
    expect(() => requestText({ entry: aTimedEntry(), recipient: { name: 'A', address }, language: 'en' })).toThrow(
      UnusableAddress,
    );
    const organizer = { name: 'A', address };
    expect(() => requestText({ entry: aTimedEntry({ organizer }), recipient, language: 'en' })).toThrow(
      UnusableAddress,
    );
  });
});
