import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DomainError } from '../../platform/errors.js';
import { parseProposal, parseRefresh } from './proposal.js';
import { ReplyNotAReply, ReplyUnreadable } from './reply.errors.js';

const ZONE = 'Europe/Minsk';
const message = (lines: string[], before: string[] = [], method = 'COUNTER') =>
  ['BEGIN:VCALENDAR', `METHOD:${method}`, ...before, 'BEGIN:VEVENT', 'UID:u1', 'SEQUENCE:3', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'); // prettier-ignore
const zone = (rule: string) => ['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', `RRULE:${rule}`, 'END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE']; // prettier-ignore
const YEARLY = 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10';
const startOf = (line: string, before: string[] = []) => parseProposal(message([line], before), ZONE).start.toString();

describe('a proposal of a guest’s calendar', () => {
  it('is read whole', () => {
    const lines = ['DTSTART:20270309T173000Z', 'DTEND:20270309T200000Z', 'LOCATION:Garden', 'COMMENT:Later\\, please'];
    expect(parseProposal(message(lines), ZONE)).toEqual({
      uid: 'u1',
      sequence: 3,
      start: Temporal.Instant.from('2027-03-09T17:30:00Z'),
      end: Temporal.Instant.from('2027-03-09T20:00:00Z'),
      place: 'Garden',
      comment: 'Later, please',
    });
  });

  it.each<[string, string, string[], string]>([
    ['in UTC', 'DTSTART:20270309T173000Z', [], '2027-03-09T17:30:00Z'],
    ['in a zone by its name', 'DTSTART;TZID=Europe/Paris:20270709T193000', [], '2027-07-09T17:30:00Z'],
    ['in a zone that it describes', 'DTSTART;TZID=W. Europe Standard Time:20270709T193000', zone(YEARLY), '2027-07-09T17:30:00Z'], // prettier-ignore
    ['on the clock of the place, where no zone is named', 'DTSTART:20270309T193000', [], '2027-03-09T16:30:00Z'],
    ['on that clock too where the zone is never reckoned out', 'DTSTART;TZID=W. Europe Standard Time:20270309T193000', zone('FREQ=SECONDLY'), '2027-03-09T16:30:00Z'], // prettier-ignore
    ['on a whole day', 'DTSTART;VALUE=DATE:20270309', [], '2027-03-09'],
  ])('%s', (_what, line, before, expected) => {
    expect(startOf(line, before)).toBe(expected);
  });

  it('without a time that exists is unreadable, and other methods are no proposal', () => {
    for (const lines of [[], ['DTSTART:soon'], ['DTEND:20270309T200000Z']])
      expect(() => parseProposal(message(lines), ZONE)).toThrow(ReplyUnreadable);
    expect(() => parseProposal(message([], [], 'REPLY'), ZONE)).toThrow(ReplyNotAReply);
    expect(parseRefresh(message([], [], 'REFRESH'))).toBe('u1');
    expect(() => parseRefresh(message([]))).toThrow(ReplyNotAReply);
  });

  it('fails with an error of its own, whatever the text', () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('DTSTART', 'DTEND', 'DTSTART;TZID=X', 'LOCATION'), fc.string())
        .map((parts) => parts.join(':')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.array(line, { maxLength: 3 }), (lines, before) => {
        try {
          parseProposal(message(lines, ['BEGIN:VTIMEZONE', ...before, 'END:VTIMEZONE']), ZONE);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
