import { describe, expect, it } from 'vitest';
import ICAL from 'ical.js';
import { assembleFeed, feedEtag } from './assemble-feed.js';
import { aTimedEntry, anAllDayEntry, at } from '../../../test/support/calendar-entries.js';
import type { CalendarEntryData } from './entry-data.js';
import { EntryEndsBeforeItStarts } from './errors.js';
import { renderEntry, zoneNeeds, type Audience } from './render-entry.js';
import { tombstoneFeed } from './tombstone.js';
import { verifyCalendar } from './verify.js';

function rendered(entry: CalendarEntryData, audience: Audience = 'full', language: 'ar' | 'en' | 'fr' | 'ru' = 'en') {
  return renderEntry(entry, { language, audience });
}

function feedOf(...entries: CalendarEntryData[]): string {
  const stored = entries.map((entry) => ({ text: rendered(entry), ...zoneNeeds(entry, 'full') }));
  const updatedAt = Temporal.Instant.from('2026-11-21T09:30:00Z');
  return assembleFeed({
    name: 'My programme',
    description: 'What concerns me',
    color: '#1d4e89',
    updatedAt,
    entries: stored,
  });
}

const unfolded = (text: string) => text.replaceAll('\r\n ', '');

describe('an entry', () => {
  it('is the same bytes for the same data', () => {
    expect(rendered(aTimedEntry())).toBe(rendered(aTimedEntry()));
  });

  it('stamps with its own change, in UTC', () => {
    const text = rendered(aTimedEntry());
    expect(text).toContain('DTSTAMP:20261121T093000Z\r\n');
    expect(text).toContain('LAST-MODIFIED:20261121T093000Z\r\n');
    expect(text).toContain('CREATED:20261120T080000Z\r\n');
  });

  it('keeps the zone of its start and the zone of its end', () => {
    const entry = aTimedEntry({
      start: at('2027-03-08T22:50', 'Europe/Berlin'),
      end: at('2027-03-09T05:10', 'Asia/Tashkent'),
    });
    const text = rendered(entry);
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20270308T225000\r\n');
    expect(text).toContain('DTEND;TZID=Asia/Tashkent:20270309T051000\r\n');
    expect(zoneNeeds(entry, 'full').zones).toEqual(['Europe/Berlin', 'Asia/Tashkent']);
    expect(verifyCalendar(feedOf(entry))).toEqual([]);
  });

  it('crosses midnight into the day of 23 hours', () => {
    const entry = aTimedEntry({
      start: at('2027-03-27T23:30', 'Europe/Berlin'),
      end: at('2027-03-28T03:30', 'Europe/Berlin'),
    });
    const event = new ICAL.Component(ICAL.parse(feedOf(entry)) as unknown[]).getFirstSubcomponent('vevent');
    const [start, end] = ['dtstart', 'dtend'].map((name) => event?.getFirstPropertyValue(name) as ICAL.Time);
    expect((end?.toUnixTime() ?? 0) - (start?.toUnixTime() ?? 0)).toBe(3 * 3600);
  });

  it('writes the second run of a repeated hour in UTC', () => {
    const end = Temporal.ZonedDateTime.from('2027-10-31T02:30+01:00[Europe/Berlin]');
    const text = rendered(aTimedEntry({ start: at('2027-10-31T01:30', 'Europe/Berlin'), end }));
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20271031T013000\r\nDTEND:20271031T013000Z\r\n');
  });

  it('writes UTC as Z and needs no zone for it', () => {
    const entry = aTimedEntry({ start: at('2027-03-08T10:00', 'UTC'), end: at('2027-03-08T11:00', 'UTC') });
    expect(rendered(entry)).toContain('DTSTART:20270308T100000Z\r\nDTEND:20270308T110000Z\r\n');
    expect(zoneNeeds(entry, 'full').zones).toEqual([]);
  });

  it('gives whole days an exclusive end', () => {
    expect(rendered(anAllDayEntry())).toContain('DTSTART;VALUE=DATE:20270308\r\nDTEND;VALUE=DATE:20270311\r\n');
  });

  it('has no end when it is a moment', () => {
    const start = at('2027-03-08T10:00', 'Europe/Berlin');
    expect(rendered(aTimedEntry({ start, end: start }))).not.toContain('DTEND');
  });

  it('cannot end before it starts', () => {
    const backwards = aTimedEntry({ end: at('2027-03-08T09:59', 'Europe/Berlin') });
    expect(() => rendered(backwards)).toThrow(EntryEndsBeforeItStarts);
    const noDay = anAllDayEntry({ end: Temporal.PlainDate.from('2027-03-08') });
    expect(() => rendered(noDay)).toThrow(EntryEndsBeforeItStarts);
  });

  it('shows place, coordinates and address as they are', () => {
    const url = 'https://entente.example/house/receptions/1?day=2;3,4';
    const text = unfolded(rendered(aTimedEntry({ geo: { latitude: 48.847, longitude: 2.3367 }, url })));
    expect(text).toContain('LOCATION:Salle Médicis\\, Main building\r\n');
    expect(text).toContain('GEO:48.847;2.3367\r\n');
    expect(text).toContain(`URL;VALUE=URI:${url}\r\n`);
    expect(text).toContain('Updated 21\u00a0November\u00a02026\\, 10:30 · https://entente.example/');
  });

  it('leaves out an address that is no web address', () => {
    expect(rendered(aTimedEntry({ url: 'javascript:alert(1)' }))).not.toMatch(/URL|javascript/);
  });
});

describe('a confidential entry', () => {
  const secret = aTimedEntry({
    confidential: true,
    url: 'https://entente.example/secret',
    geo: { latitude: 1.5, longitude: 2.5 },
  });

  it.each(['discreet', 'busy'] as const)('tells the audience "%s" the time and nothing else', (audience) => {
    const names = unfolded(rendered(secret, audience))
      .trim()
      .split('\r\n')
      .map((line) => line.split(/[:;]/)[0]);
    expect(new Set(names)).toEqual(
      new Set([
        'BEGIN',
        'UID',
        'SEQUENCE',
        'DTSTAMP',
        'DTSTART',
        'DTEND',
        'SUMMARY',
        'TRANSP',
        'STATUS',
        'CREATED',
        'LAST-MODIFIED',
        'END',
      ]),
    );
    expect(rendered(secret, audience)).toContain('SUMMARY:Busy\r\n');
    // Not even the country, which a zone would tell.
    expect(rendered(secret, audience)).toContain('DTSTART:20270308T090000Z\r\nDTEND:20270308T103000Z\r\n');
    expect(zoneNeeds(secret, audience).zones).toEqual([]);
  });

  it('is whole for those who are cleared, and marked', () => {
    expect(rendered(secret)).toContain('CLASS:CONFIDENTIAL\r\n');
    expect(rendered(secret)).toContain('SUMMARY:Meeting with the Foreign Affairs Committee\r\n');
  });

  it('hides nothing else from a discreet feed, and everything from a busy one, in the language asked for', () => {
    expect(rendered(aTimedEntry(), 'discreet')).toContain('SUMMARY:Meeting');
    expect(rendered(aTimedEntry(), 'busy', 'fr')).toContain('SUMMARY:Occupé\r\n');
  });
});

describe('a feed', () => {
  it('has nothing that a strict client would complain of', () => {
    const flight = aTimedEntry({ uid: 'flight@entente.example', end: at('2027-03-08T20:00', 'Africa/Casablanca') });
    const text = feedOf(
      aTimedEntry({ url: 'https://entente.example/1' }),
      flight,
      anAllDayEntry({ uid: 'day@entente.example' }),
    );
    expect(verifyCalendar(text)).toEqual([]);
  });

  it('puts the properties of the calendar before its first component and ends with a line end', () => {
    const text = feedOf(aTimedEntry());
    expect(text).toMatch(
      /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:.+\r\nCALSCALE:GREGORIAN\r\nNAME:My programme\r\nX-WR-CALNAME:My programme\r\n/,
    );
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\nCOLOR:');
    expect(text).toMatch(
      /X-APPLE-CALENDAR-COLOR:#1d4e89\r\nBEGIN:VTIMEZONE[\s\S]+END:VTIMEZONE\r\nBEGIN:VEVENT[\s\S]+END:VCALENDAR\r\n$/,
    );
    expect(text).not.toMatch(/METHOD|TIMEZONE-ID/);
    expect(text.slice(0, text.indexOf('BEGIN:VTIMEZONE'))).not.toMatch(/^UID/m);
  });

  it('holds each zone once, true for the whole span of the entries that use it', () => {
    const early = aTimedEntry({
      start: at('2027-03-08T10:00', 'Africa/Cairo'),
      end: at('2027-03-08T11:00', 'Africa/Cairo'),
    });
    const late = aTimedEntry({
      uid: 'late',
      start: at('2030-10-27T10:00', 'Africa/Cairo'),
      end: at('2030-10-27T11:00', 'Africa/Cairo'),
    });
    const text = feedOf(late, early);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    expect(verifyCalendar(text)).toEqual([]);
  });

  it('is valid with no entry at all, and its tag is that of its bytes', () => {
    expect(verifyCalendar(feedOf())).toEqual([]);
    expect(feedEtag(feedOf())).toMatch(/^"[\w-]{43}"$/);
    expect(feedEtag(feedOf())).toBe(feedEtag(Buffer.from(feedOf())));
    expect(feedEtag(feedOf())).not.toBe(feedEtag(feedOf(aTimedEntry())));
  });
});

describe('a tombstone', () => {
  const link = {
    uid: 'link-1@entente.example',
    withdrawnAt: Temporal.Instant.from('2026-11-22T23:30:00Z'),
    timeZone: 'Europe/Paris',
  };

  it.each(['en', 'fr', 'ru', 'ar'] as const)('is one notice for thirty days, in %s', (language) => {
    const text = tombstoneFeed({ ...link, reason: 'replaced', language });
    expect(verifyCalendar(text)).toEqual([]);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261223\r\n');
    expect(text).toBe(tombstoneFeed({ ...link, reason: 'replaced', language }));
    expect(text).not.toBe(tombstoneFeed({ ...link, reason: 'revoked', language }));
    expect(text).not.toContain('calendar.link');
  });
});
