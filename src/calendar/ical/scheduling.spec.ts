import { describe, expect, it } from 'vitest';
import { aTimedEntry, anAllDayEntry } from '../../../test/support/calendar-entries.js';
import { InvitationWithoutOrganizer, UnusableAddress } from './errors.js';
import { cancelText, requestText } from './scheduling.js';
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
