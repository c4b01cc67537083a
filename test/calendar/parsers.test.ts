import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Current } from '../../src/platform/current.js';
import { verifyCalendar } from '../../src/calendar/ical/verify.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { seedHouse, shippedHouse } from '../../src/seeding/seed-house.js';
import { startApp, type TestApp } from '../support/app.js';
import { aFeed, feedOf } from '../support/feeds.js';
import { aVenue, anItem, aPerson, aVisit } from '../support/programme.js';

/** Neither the house's zone nor UTC, with its own summer, on the other side of the date line. */
const ELSEWHERE = 'Pacific/Auckland';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
  await seedHouse(house.app, shippedHouse(), 'no-password');
  await house.drain();
});
afterAll(() => house.close());

type Told = [uid: string, start: string, end: string, summary: string];

/** What three parsers in a process far away understand of a calendar; whatever they complain of fails. */
function readElsewhere(calendar: string, parsers = ['ical.js', 'node-ical', 'ts-ics']): Record<string, Told[]> {
  const script = fileURLToPath(new URL('../support/read-calendar.mjs', import.meta.url));
  const child = spawnSync(process.execPath, [script, ...parsers], {
    input: calendar,
    encoding: 'utf8',
    env: { ...process.env, TZ: ELSEWHERE, NODE_OPTIONS: '' },
  });
  expect(child.stderr).toBe('');
  const { zone, read } = JSON.parse(child.stdout) as { zone: string; read: Record<string, Told[]> };
  expect(zone).toBe(ELSEWHERE);
  return read;
}

/** The same from the rows: wall times in their zones, by Temporal. */
function fromTheHouse(activityId: string): Promise<Told[]> {
  return house.within(() =>
    house.db.read(async () => {
      const rows = await house.db.rows<{
        uid: string;
        data: { kind: string; start: string; startZone: string; end: string; endZone: string };
        title: string;
      }>(
        `select uid, data, data -> 'title' ->> 'en' as title from calendar_entry where institution_id = $1 and origin_id = $2`,
        [Current.institutionId, activityId],
      );
      const told = (wall: string, zone: string) =>
        Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant().toString();
      return rows.map(({ uid, data, title }): Told => {
        if (data.kind === 'all-day') return [uid, data.start, data.end, title];
        return [uid, told(data.start, data.startZone), told(data.end, data.endZone), title];
      });
    }),
  );
}

const byUid = (told: Told[]) => told.toSorted(([a], [b]) => (a < b ? -1 : 1));

it('the feeds of the demo mean the same to three parsers in a process far away, entry by entry', async () => {
  const activities = await house.within(() =>
    house.db.read(() =>
      house.db.rows<{ id: string }>(
        'select distinct origin_id as id from calendar_entry where institution_id = $1 and cancelled_at is null and ends_at > now() limit 6',
        [Current.institutionId],
      ),
    ),
  );
  expect(activities.length).toBeGreaterThan(1);
  for (const { id } of activities) {
    const { path } = await aFeed(house, { scopeKind: 'activity', scopeId: id });
    const calendar = await feedOf(house, path);
    expect(verifyCalendar(calendar)).toEqual([]);
    const own = new Map((await fromTheHouse(id)).map((told) => [told[0], told]));
    for (const [parser, told] of Object.entries(readElsewhere(calendar))) {
      expect(told.length).toBeGreaterThan(0);
      // Confidential lines keep their times and lose their words.
      const expected = byUid(told).map(([uid, , , summary]) => [
        ...own.get(uid)!.slice(0, 3),
        summary === 'Busy' ? 'Busy' : own.get(uid)![3],
      ]);
      expect([parser, byUid(told)]).toEqual([parser, expected]);
    }
  }
});

// ts-ics looks for parameters by quotes and for entries by their BEGIN anywhere in a line, so it is asked about text without.
it.each([
  ['whatever it holds', ['ical.js', 'node-ical'], (text: string) => text],
  [
    'that is told by three',
    ['ical.js', 'node-ical', 'ts-ics'],
    (text: string) => text.replaceAll('"', '”').replaceAll('VEVENT', 'VTODO'),
  ],
])('hostile text %s in every field comes back as text, and adds no line to a calendar', async (_, parsers, allowed) => {
  const nasty = [
    '\r\nATTENDEE:mailto:x@y.example',
    '\nEND:VEVENT\nBEGIN:VEVENT',
    '"; \\n , ;:',
    'é🎩\u2028x',
    '\\,\\;\\\\n',
    'x'.repeat(300),
  ].map(allowed);
  const activityId = await aVisit(house, { title: { en: nasty.join(' ') }, city: nasty[0] });
  const personId = await aPerson(house, `Marenko${parsers.length}`);
  const venueId = await aVenue(house, nasty[1]!);
  const texts = [
    ...nasty,
    ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { numRuns: 30, seed: 7 }).map(allowed),
  ].filter((text) => text.trim() !== '' && !text.includes('\0') && text.isWellFormed());
  for (const [n, text] of texts.entries())
    await anItem(house, activityId, {
      ...{
        at: `2027-03-09T${String(8 + Math.floor(n / 6)).padStart(2, '0')}:${String((n % 6) * 10).padStart(2, '0')}`,
        minutes: 5,
      },
      ...{
        title: { en: `n${n} ${text}` },
        dress: text,
        venueId: n === 0 ? venueId : null,
        participants: [{ personId, side: 'host' as const }],
      },
    }).catch(() => undefined);
  await house.within(() =>
    house.db.transaction(() =>
      house.db.rows(`update programme_item set kept_reason = 'x' where institution_id = $1`, [Current.institutionId]),
    ),
  );
  await house.within(() => house.get(EditionsService).release(activityId));
  await house.drain();
  const { path } = await aFeed(house, {
    scopeKind: 'person',
    scopeId: personId,
    name: nasty.join(' ').slice(0, 70),
    alarmMinutes: 10,
  });
  const calendar = await feedOf(house, path);
  expect(verifyCalendar(calendar)).toEqual([]);
  expect(calendar.match(/^ATTENDEE/m)).toBeNull();
  const events = calendar.match(/^BEGIN:VEVENT\r$/gm)!.length;
  expect(events).toBeGreaterThan(20);
  const told = readElsewhere(calendar, parsers);
  const plain = (text: string) => text.replace(/[\s\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').trim();
  const titlesOf = (parser: string) =>
    told[parser]!.map(([, , , title]) => title).filter((title) => /^n\d+ /.test(title));
  for (const parser of parsers.filter((one) => one !== 'node-ical')) {
    const titles = titlesOf(parser);
    expect([parser, titles.length > 20]).toEqual([parser, true]);
    for (const title of titles) {
      const n = Number.parseInt(title.slice(1), 10);
      expect([parser, plain(title)]).toEqual([parser, plain(`n${n} ${texts[n]}`)]);
    }
  }
  for (const parser of parsers) expect([parser, told[parser]!.length]).toEqual([parser, events]);
});
