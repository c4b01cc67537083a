import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DomainError } from '../../platform/errors.js';
import {
  ReplyNeedsOneAttendee,
  ReplyNotAReply,
  ReplyOfSeveralEntries,
  ReplyTooLarge,
  ReplyUnreadable,
  ReplyWithUnknownAnswer,
  ReplyWithoutUid,
} from './reply.errors.js';
import { parseReply, supersedes } from './reply.js';

const ATTENDEE = 'ATTENDEE;CN="Keller, Anna";PARTSTAT=ACCEPTED:mailto:Anna.Keller@partner.example';

function reply(
  lines: string[] = [ATTENDEE, 'COMMENT:With pleasure\\, one guest with me'],
  method = 'METHOD:REPLY',
): string {
  const event = [
    'BEGIN:VEVENT',
    'UID:u1@entente.example',
    'SEQUENCE:2',
    'DTSTAMP:20270301T120000Z',
    ...lines,
    'END:VEVENT',
  ];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//X//Y//EN', method, ...event, 'END:VCALENDAR', '']
    .filter((l, i, a) => l || i === a.length - 1)
    .join('\r\n');
}

describe('a calendar reply', () => {
  it('is read whole', () => {
    expect(parseReply(reply())).toEqual({
      uid: 'u1@entente.example',
      attendee: 'Anna.Keller@partner.example',
      partstat: 'accepted',
      sequence: 2,
      dtstamp: Temporal.Instant.from('2027-03-01T12:00:00Z'),
      comment: 'With pleasure, one guest with me',
      delegatedTo: null,
    });
  });

  it('is read as Exchange writes it: no ORGANIZER, a Windows zone, bare line feeds, folded', () => {
    const text = reply([
      'DTSTART;TZID=W. Europe Standard Time:20270308T100000',
      'ATTENDEE;PARTSTAT=DECLINED;CN=Anna Kel\r\n ler:MAILTO:anna.keller@partner.example',
      'COMMENT;LANGUAGE=en-GB:\\n',
    ]).replaceAll('\r\n', '\n');
    expect(parseReply(text)).toMatchObject({
      partstat: 'declined',
      attendee: 'anna.keller@partner.example',
      comment: null,
    });
  });

  it('takes the method of the mail part only where the body has none', () => {
    expect(parseReply(reply(undefined, ''), 'REPLY').partstat).toBe('accepted');
    expect(() => parseReply(reply(undefined, ''))).toThrow(ReplyNotAReply);
    expect(() => parseReply(reply(undefined, 'METHOD:COUNTER'), 'REPLY')).toThrow(ReplyNotAReply);
  });

  it('says who comes instead', () => {
    const delegated =
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bo@partner.example":mailto:anna.keller@partner.example';
    expect(parseReply(reply([delegated]))).toMatchObject({ partstat: 'delegated', delegatedTo: 'bo@partner.example' });
  });

  it.each([
    ['nothing', '', ReplyUnreadable],
    ['a web page', '<!doctype html><p>Out of office', ReplyUnreadable],
    ['half a file', reply().slice(0, 160), ReplyUnreadable],
    ['no event', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n', ReplyUnreadable],
    ['no UID', reply().replace(/UID:.*\r\n/, ''), ReplyWithoutUid],
    ['no guest', reply([]), ReplyNeedsOneAttendee],
    ['two guests', reply([ATTENDEE, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@partner.example']), ReplyNeedsOneAttendee],
    ['a guest without address', reply(['ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1']), ReplyNeedsOneAttendee],
    ['an unknown answer', reply([ATTENDEE.replace('ACCEPTED', 'MAYBE')]), ReplyWithUnknownAnswer],
    ['no answer', reply(['ATTENDEE:mailto:anna.keller@partner.example']), ReplyWithUnknownAnswer],
    ['two entries', reply([ATTENDEE, 'END:VEVENT', 'BEGIN:VEVENT', 'UID:u2', ATTENDEE]), ReplyOfSeveralEntries],
    ['a flood', reply([ATTENDEE, `COMMENT:${'x'.repeat(300_000)}`]), ReplyTooLarge],
  ])('refuses %s', (_, text, error) => {
    expect(() => parseReply(text)).toThrow(error);
  });

  it('keeps a bounded comment without control characters', () => {
    const { comment } = parseReply(reply([ATTENDEE, `COMMENT:a\u0007b\\nc${'d'.repeat(5000)}`]));
    expect(comment).toMatch(/^ab\ncd+$/);
    expect(comment).toHaveLength(2000);
  });

  it('fails with a named error or not at all, whatever arrives', () => {
    const pieces = fc.constantFrom(
      ...reply().split('\r\n'),
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'ATTENDEE',
      ';',
      ':',
      '=',
      '"',
      'DTSTAMP:2027',
      'RRULE:FREQ=SECONDLY',
      'SEQUENCE:-1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), (lines) => {
        try {
          parseReply(['BEGIN:VCALENDAR', 'METHOD:REPLY', ...lines].join('\r\n'));
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('which reply stands', () => {
  const order = (sequence: number, dtstamp: string | null) => ({
    sequence,
    dtstamp: dtstamp === null ? null : Temporal.Instant.from(dtstamp),
  });
  const noon = '2027-03-01T12:00:00Z';

  it.each([
    ['the later of one revision', order(1, '2027-03-01T12:00:01Z'), order(1, noon), true],
    ['not the earlier', order(1, noon), order(1, '2027-03-01T12:00:01Z'), false],
    ['the higher revision, though stamped earlier', order(2, noon), order(1, '2027-03-02T12:00:00Z'), true],
    ['not the lower revision', order(0, '2027-03-02T12:00:00Z'), order(1, noon), false],
    ['not the same once more', order(1, noon), order(1, noon), false],
    ['the stamped one against one without', order(1, noon), order(1, null), true],
    ['not one without against the stamped', order(1, null), order(1, noon), false],
  ])('%s', (_, a, b, expected) => {
    expect(supersedes(a, b)).toBe(expected);
  });
});
