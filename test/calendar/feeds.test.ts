import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import supertest from 'supertest';
import { gunzipSync } from 'node:zlib';
import { FeedsService } from '../../src/calendar/feeds.service.js';
import { verifyCalendar } from '../../src/calendar/ical/verify.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { fetchFeed as feedFetched, soon } from '../support/feeds.js';
import { anItem, aPerson, aVisit } from '../support/programme.js';

let house: TestApp;
let activityId: string;
let personId: string;
let itemId: string;

beforeAll(async () => {
  house = await startApp();
  activityId = await aVisit(house);
  personId = await aPerson(house, 'Marenko');
  const { item } = await anItem(house, activityId, {
    participants: [{ personId, side: 'guest' }],
    title: { en: 'Talks, first round' },
  });
  itemId = item.id;
  await anItem(house, activityId, {
    at: '15:00',
    confidential: true,
    participants: [{ personId, side: 'guest' }],
    title: { en: 'Tête-à-tête' },
  });
  await release();
});
afterAll(() => house.close());

async function release(): Promise<void> {
  await house.within(() => house.get(EditionsService).release(activityId));
  await house.drain();
}

function subscribe(changes: object = {}): Promise<string> {
  return house.within(async () => {
    const { url } = await house
      .get(FeedsService)
      .subscribe({ scopeKind: 'person', scopeId: personId, name: 'Marenko', language: 'en', ...changes });
    return new URL(url).pathname;
  });
}

const fetchFeed = (path: string) => feedFetched(house, path);

/** The lines of the one VEVENT whose summary begins so, unfolded. */
function entry(ics: string, summary: string): string[] {
  const events = ics
    .replace(/\r\n[ \t]/g, '')
    .split('BEGIN:VEVENT')
    .slice(1);
  return (events.find((event) => event.includes(`SUMMARY:${summary}`)) ?? '').split('\r\n');
}

describe('a feed', () => {
  it('shows what its person takes part in, and a strict client has nothing to complain of', async () => {
    const answer = await fetchFeed(await subscribe());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(verifyCalendar(answer.body as string)).toEqual([]);
    expect(entry(answer.body as string, 'Talks\\, first round')).toContain(
      'DTSTART;TZID=Europe/Luxembourg:20270309T100000',
    );
  });

  it('says no more than "busy" of a confidential line, or leaves it out', async () => {
    const busy = (await fetchFeed(await subscribe())).body as string;
    expect(busy).toContain('SUMMARY:Busy');
    const omitted = (await fetchFeed(await subscribe({ confidential: 'omit' }))).body as string;
    expect(omitted).not.toContain('SUMMARY:Busy');
    for (const text of [busy, omitted]) expect(text).not.toContain('Tête');
  });

  it('answers 304 to who has it, and the same for HEAD; compressed bytes have a tag of their own', async () => {
    const path = await subscribe();
    const first = await fetchFeed(path);
    const etag = first.headers['etag'] as string;
    expect((await fetchFeed(path).set('If-None-Match', `"other", W/${etag}`)).status).toBe(304);
    const head = await supertest(house.url).head(path).set('Accept-Encoding', 'identity');
    expect(head.headers['etag']).toBe(etag);
    expect(head.headers['content-length']).toBe(first.headers['content-length']);
    const gzip = await fetchFeed(path).set('Accept-Encoding', 'gzip').responseType('blob');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gzip.headers['etag']).not.toBe(etag);
    expect(Buffer.isBuffer(gzip.body) ? maybeUnzipped(gzip.body) : first.body).toBe(first.body);
  });

  it('keeps UID, and raises SEQUENCE, when a time changes; a word changes LAST-MODIFIED alone; nothing changes nothing', async () => {
    const path = await subscribe();
    const before = entry((await fetchFeed(path)).body as string, 'Talks');
    const value = (lines: string[], name: string) => lines.find((line) => line.startsWith(name));
    await house.within(() => house.get(ProgrammeService).move(itemId, Temporal.PlainDateTime.from('2027-03-09T11:30')));
    await release();
    await soon(async () => String((await fetchFeed(path)).body).includes('20270309T113000'));
    const moved = entry((await fetchFeed(path)).body as string, 'Talks');
    expect(value(moved, 'UID')).toBe(value(before, 'UID'));
    expect(value(moved, 'DTSTART')).toBe('DTSTART;TZID=Europe/Luxembourg:20270309T113000');
    expect([value(before, 'SEQUENCE'), value(moved, 'SEQUENCE')]).toEqual(['SEQUENCE:0', 'SEQUENCE:1']);
    const tag = (await fetchFeed(path)).headers['etag'];
    await house.drain();
    expect((await fetchFeed(path)).headers['etag']).toBe(tag);
  });

  it('strikes a cancelled line through', async () => {
    const path = await subscribe();
    await house.within(() => house.get(ProgrammeService).cancel(itemId));
    await release();
    await soon(async () => String((await fetchFeed(path)).body).includes('STATUS:CANCELLED'));
    const lines = entry((await fetchFeed(path)).body as string, 'Talks');
    expect(lines).toContain('SEQUENCE:2');
  });

  it('is 404 for an unknown link, and refuses other methods, without a page in HTML', async () => {
    const unknown = await fetchFeed(`/feeds/ef_${'A'.repeat(43)}.ics`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers['content-type']).toContain('text/plain');
    const path = await subscribe();
    // Old Outlook asks by PROPFIND before it publishes.
    for (const method of ['put', 'propfind', 'delete'] as const) {
      const refused = await supertest(house.url)[method](path);
      expect([method, refused.status, refused.headers['allow']]).toEqual([method, 405, 'GET, HEAD']);
      expect(refused.headers['content-type']).toContain('text/plain');
    }
  });

  it('ignores an Authorization that is not ours', async () => {
    expect((await fetchFeed(await subscribe()).set('Authorization', 'Bearer of-outlook')).status).toBe(200);
  });
});

describe('a link of an account', () => {
  it('tells that it was replaced, and dies with the account', async () => {
    const desk = await house.signInAs('desk-officer');
    const made = await desk.post('/house/my-calendar').type('form').send({
      scope: 'activity',
      subject: activityId,
      name: 'Visit',
      audience: 'working',
      language: 'en',
      confidential: 'busy',
    });
    expect(made.status).toBe(303);
    const page = await desk.get(String(made.headers['location']));
    const path = new URL(/https?:[^<"]+\/feeds\/[^<"]+\.ics/.exec(page.text)![0]).pathname;
    const given = (await fetchFeed(path)).body as string;
    expect(given).toContain('Talks');
    // What is verified is what the link gives.
    const verified = await desk.get(`${made.headers['location']}/verification`).expect(200);
    const entries = given.match(/BEGIN:VEVENT/g)!.length;
    expect(verified.text).toContain(
      `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${Math.ceil(given.length / 1024)} kB`,
    );
    const rotated = await desk.post(`${made.headers['location']}/rotation`);
    expect(rotated.status).toBe(303);
    await soon(async () => !String((await fetchFeed(path)).body).includes('Talks'));
    const old = (await fetchFeed(path)).body as string;
    expect(old.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const fresh = new URL(
      /https?:[^<"]+\/feeds\/[^<"]+\.ics/.exec((await desk.get(String(rotated.headers['location']))).text)![0],
    ).pathname;
    expect((await fetchFeed(fresh)).body).toContain('Talks');
    await house.within(() =>
      house.db.transaction(() => house.db.rows(`update account set state = 'closed' where id = $1`, [desk.account.id])),
    );
    await soon(async () => !String((await fetchFeed(fresh)).body).includes('Talks'));
  });

  it('is nobody else’s to see, replace or withdraw', async () => {
    const [owner, stranger] = [await house.signInAs('desk-officer'), await house.signInAs('desk-officer')];
    const made = await owner.post('/house/my-calendar').type('form').send({
      scope: 'activity',
      subject: activityId,
      name: 'Mine',
      audience: 'working',
      language: 'en',
      confidential: 'busy',
    });
    const path = String(made.headers['location']);
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(`${path}/rotation`)).status).toBe(404);
    expect((await stranger.post(`${path}/revocation`)).status).toBe(404);
    expect((await owner.get(path)).status).toBe(200);
  });
});

const maybeUnzipped = (bytes: Buffer) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
