import { describe, expect, it } from 'vitest';
import { assembleFeed } from './assemble-feed.js';
import { aTimedEntry } from '../../../test/support/calendar-entries.js';
import { renderEntry, zoneNeeds } from './render-entry.js';
import { verifyCalendar } from './verify.js';

const entry = aTimedEntry();
const text = renderEntry(entry, { language: 'en', audience: 'full' });
const good = assembleFeed({ name: 'Feed', entries: [{ text, ...zoneNeeds(entry, 'full') }] });
const rules = (calendar: string) => [...new Set(verifyCalendar(calendar).map(({ rule }) => rule))];
const changed = (part: RegExp | string, other: string) => rules(good.replace(part, other));

describe('the strict reader', () => {
  it('has nothing to say of a good feed', () => {
    expect(rules(good)).toEqual([]);
  });

  it.each([
    ['a missing last line end', /\r\n$/, '', 'last-line-end'],
    ['bare line feeds', 'VERSION:2.0\r\n', 'VERSION:2.0\n', 'bare-line-end'],
    ['a control character', 'SUMMARY:', 'SUMMARY:\u0007', 'control-character'],
    ['a long line', 'SUMMARY:', `SUMMARY:${'x'.repeat(80)}`, 'line-length'],
    ['no VERSION', 'VERSION:2.0\r\n', '', 'required'],
    ['a UID of the calendar', 'NAME:', 'UID:1\r\nNAME:', 'calendar-uid'],
    ['TIMEZONE-ID', 'NAME:', 'TIMEZONE-ID:Europe/Berlin\r\nNAME:', 'unregistered'],
    ['an unescaped comma', 'NAME:Feed', 'NAME:Feed, mine', 'text'],
    ['a duration that is none', 'X-PUBLISHED-TTL:PT1H', 'X-PUBLISHED-TTL:P1H', 'duration'],
    ['REFRESH-INTERVAL without its type', ';VALUE=DURATION', '', 'refresh'],
    ['calendar properties after a component', 'END:VCALENDAR', 'X-A:1\r\nEND:VCALENDAR', 'order'],
    ['a floating time', 'DTSTART;TZID=Europe/Berlin:', 'DTSTART:', 'floating'],
    ['a zone and a Z', ':20270308T100000\r\n', ':20270308T100000Z\r\n', 'date-time'],
    ['an hour that is none', ':20270308T100000\r\n', ':20270308T250000\r\n', 'date-time'],
    ['a stamp that is not UTC', 'DTSTAMP:20261121T093000Z', 'DTSTAMP:20261121T093000', 'utc'],
    ['an end before the start', ':20270308T113000', ':20270308T093000', 'end-before-start'],
    ['mixed value types', 'DTEND;TZID=Europe/Berlin:20270308T113000', 'DTEND;VALUE=DATE:20270309', 'value-types'],
    ['end and duration', 'SUMMARY:', 'DURATION:PT1H\r\nSUMMARY:', 'end-and-duration'],
    ['two titles', 'SUMMARY:', 'SUMMARY:Another\r\nSUMMARY:', 'once'],
    ['a status that is none', 'STATUS:CONFIRMED', 'STATUS:CANCELED', 'value'],
    ['a guest list', 'SUMMARY:', 'ATTENDEE:mailto:a@b.example\r\nSUMMARY:', 'attendee'],
    ['a zone without its block', /BEGIN:VTIMEZONE[\s\S]+END:VTIMEZONE\r\n/, '', 'missing-zone'],
    ['a block under another name', 'TZID:Europe/Berlin', 'TZID:Europe/Belgrade', 'missing-zone'],
    ['a block that is not true', 'TZOFFSETTO:+0100', 'TZOFFSETTO:+0200', 'wrong-zone'],
    ['a second event with the same UID', text, text + text, 'duplicate-uid'],
    ['no UID', /^UID:.*\r\n/m, '', 'required'],
    ['PARTICIPANT', 'END:VEVENT', 'BEGIN:PARTICIPANT\r\nUID:2\r\nEND:PARTICIPANT\r\nEND:VEVENT', 'sub-component'],
    [
      'METHOD:PUBLISH without organiser',
      /NAME:Feed\r\n([\s\S]*)ORGANIZER.*\r\n( .*\r\n)*/,
      'METHOD:PUBLISH\r\n$1',
      'organizer',
    ],
    ['wrong nesting', 'END:VEVENT', 'END:VTODO', 'nesting'],
    ['a line that is none', 'SUMMARY:', 'what is this\r\nSUMMARY:', 'content-line'],
  ])('finds %s', (_, part, other, rule) => {
    expect(changed(part, other)).toContain(rule);
  });

  it.each(['FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYWEEKNO=54'])(
    'does not follow a zone into the rule %s, which may never end',
    (rule) => {
      expect(changed('FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', rule)).toContain('wrong-zone');
    },
  );

  it('stops counting somewhere', () => {
    expect(verifyCalendar('\r\n'.repeat(5000))).toHaveLength(200);
  });

  it('finds that the text is a web page, empty, or two calendars', () => {
    expect(rules('')).toContain('one-calendar');
    expect(rules('<!doctype html>\r\n')).toContain('one-calendar');
    expect(rules(good + good)).toContain('one-calendar');
  });
});
