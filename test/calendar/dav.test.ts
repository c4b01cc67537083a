import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import supertest from 'supertest';
import { DAVClient } from 'tsdav';
import { AppPasswordsService } from '../../src/calendar/app-passwords.service.js';
import { verifyCalendar } from '../../src/calendar/ical/verify.js';
import { AccountsQueries } from '../../src/accounts/accounts.queries.js';
import { Current } from '../../src/platform/current.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aFeed } from '../support/feeds.js';
import { anAccount } from '../support/factories.js';
import { anItem, aPerson, aVisit, itemInput } from '../support/programme.js';

let house: TestApp;
let activityId: string;
let itemId: string;
let owner: { id: string; email: string };
let password: string;

beforeAll(async () => {
  house = await startApp();
  activityId = await aVisit(house);
  const personId = await aPerson(house, 'Marenko');
  const participants = [{ personId, side: 'host' as const }];
  itemId = (await anItem(house, activityId, { participants, title: { en: 'Talks & toasts' } })).item.id;
  await anItem(house, activityId, { at: '15:00', participants, title: { en: 'Second talks, STATUS:CANCELLED' } });
  await release();
  owner = await house.within(() => anAccount(house.app, { personId, roles: ['member'] }));
  password = await passwordOf(owner);
});
afterAll(() => house.close());

async function release(): Promise<void> {
  await house.within(() => house.get(EditionsService).release(activityId));
  await house.drain();
}

function passwordOf({ id }: { id: string }): Promise<string> {
  return house.within(async () => {
    const actor = (await house.db.read(() => house.get(AccountsQueries).actor(id)))!;
    return Current.run({ actor }, () => house.get(AppPasswordsService).make('Test'));
  });
}

function client(): DAVClient {
  return new DAVClient({
    serverUrl: house.url,
    credentials: { username: owner.email, password },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
  });
}

function ask(method: string, path: string, body = '', depth = '0', signed: [string, string] = [owner.email, password]) {
  const agent = supertest.agent(house.url);
  const request = agent[method.toLowerCase() as 'get'](path);
  return request
    .auth(...signed)
    .set('Depth', depth)
    .set('Content-Type', 'application/xml')
    .send(body);
}

describe('a calendar program that keeps an account', () => {
  it('finds the calendar from the host alone, reads it, and follows changes and deletions by its sync token', async () => {
    const dav = client();
    await dav.login();
    const [calendar, ...more] = await dav.fetchCalendars();
    expect(more).toEqual([]);
    expect(calendar).toMatchObject({ components: ['VEVENT'], displayName: 'Ines Martens' });
    const objects = await dav.fetchCalendarObjects({ calendar: calendar! });
    expect(objects).toHaveLength(3);
    // The library trims what it reads.
    for (const { data } of objects) expect(verifyCalendar(`${String(data).trimEnd()}\r\n`)).toEqual([]);
    expect(objects.some(({ data }) => String(data).includes('SUMMARY:Talks & toasts'))).toBe(true);
    const day = await dav.fetchCalendarObjects({
      calendar: calendar!,
      timeRange: { start: '2027-03-09T13:30:00Z', end: '2027-03-09T16:00:00Z' },
    });
    expect(day.map(({ data }) => /SUMMARY:(.*)\r/.exec(String(data))![1]).sort()).toEqual([
      'Official Visit of the Delegation of the Senate of Kestria',
      'Second talks\\, STATUS:CANCELLED',
    ]);

    const sync = (before: typeof calendar & object) =>
      dav.smartCollectionSync({
        collection: {
          ...before,
          objects,
          objectMultiGet: (params: object) => dav.calendarMultiGet(params as never),
        } as never,
        method: 'webdav',
        detailedResult: true,
      }) as unknown as Promise<{
        syncToken: string;
        objects: Record<'created' | 'updated' | 'deleted', { data: string }[]>;
      }>;
    const still = await sync(calendar!);
    expect(still.objects).toEqual({ created: [], updated: [], deleted: [] });

    await house.within(() => house.get(ProgrammeService).move(itemId, Temporal.PlainDateTime.from('2027-03-09T11:30')));
    await release();
    const moved = await sync(calendar!);
    expect(moved.objects.updated.map(({ data }) => /DTSTART;.*\r/.exec(data)![0].trim())).toEqual([
      'DTSTART;TZID=Europe/Luxembourg:20270309T113000',
    ]);
    expect(await dav.isCollectionDirty({ collection: { ...calendar!, objects } as never })).toMatchObject({
      isDirty: true,
    });

    const other = await aPerson(house, 'Osei');
    // Taken off the line, its entry goes from this calendar; the banner stays with the other line.
    await house.within(() =>
      house
        .get(ProgrammeService)
        .change(itemId, itemInput({ at: '11:30', participants: [{ personId: other, side: 'host' }] })),
    );
    await release();
    const gone = await sync({ ...calendar!, syncToken: moved.syncToken });
    expect(gone.objects.deleted).toHaveLength(1);
  });

  it('is named on the page of the calendar that it reads', async () => {
    const desk = await house.signInAs('desk-officer');
    const { id } = await aFeed(house, { scopeKind: 'activity', scopeId: activityId }, desk.account.id);
    const secret = await passwordOf(desk.account);
    const page = async () => (await desk.get(`/house/my-calendar/${id}`)).text;
    expect(await page()).toContain('Not fetched yet');
    await ask('PROPFIND', `/dav/calendars/${desk.account.id}/${id}/`, '', '0', [desk.account.email, secret]).set(
      'User-Agent',
      'DAVx5/4.5 (2026)',
    );
    expect(await page()).toContain('DAVx5/4.5');
  });

  it('takes the changes in parts where it asks for so many at once, and gets each of them', async () => {
    const dav = client();
    await dav.login();
    const [calendar] = await dav.fetchCalendars();
    const path = new URL(calendar!.url).pathname;
    const part = async (token: string, most: number) => {
      const limit = `<limit><nresults>${most}</nresults></limit>`;
      const body = `<sync-collection xmlns="DAV:"><sync-token>${token}</sync-token><sync-level>1</sync-level>${limit}<prop><getetag/></prop></sync-collection>`;
      const { status, text } = await ask('REPORT', path, body);
      expect(status).toBe(207);
      const hrefs = [...text.matchAll(/<d:href>([^<]*\.ics)<\/d:href><d:propstat>/g)].map(([, href]) => href!);
      return { hrefs, isCut: text.includes('507'), token: /<d:sync-token>([^<]*)</.exec(text)![1]! };
    };
    const whole = await part('', 100);
    expect(whole.isCut).toBe(false);
    expect(whole.hrefs.length).toBeGreaterThan(1);
    const told: string[] = [];
    let now = await part('', 1);
    for (; now.isCut; now = await part(now.token, 1)) {
      expect(now.hrefs).toHaveLength(1);
      told.push(...now.hrefs);
    }
    expect([...told, ...now.hrefs].toSorted()).toEqual(whole.hrefs.toSorted());
    expect(now.token).toBe(whole.token);
  });

  it('is told that it has an entry already, and that a span of time is none', async () => {
    const dav = client();
    await dav.login();
    const [calendar] = await dav.fetchCalendars();
    const [object] = await dav.fetchCalendarObjects({ calendar: calendar! });
    const get = (tag: string) =>
      supertest(house.url).get(new URL(object!.url).pathname).auth(owner.email, password).set('If-None-Match', tag);
    expect((await get(`"other", W/${object!.etag}`)).status).toBe(304);
    expect((await get('"other"')).status).toBe(200);
    const filter = '<c:comp-filter name="VEVENT"><c:time-range start="2027-03-09"/></c:comp-filter>';
    const body = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:filter><c:comp-filter name="VCALENDAR">${filter}</c:comp-filter></c:filter></c:calendar-query>`;
    const { status, text } = await ask('REPORT', new URL(calendar!.url).pathname, body);
    expect([status, text.includes('valid-filter')]).toEqual([403, true]);
  });

  it('is told when somebody is busy, and nothing else', async () => {
    const dav = client();
    await dav.login();
    const [calendar] = await dav.fetchCalendars();
    const range = '<c:time-range start="20270309T000000Z" end="20270310T000000Z"/>';
    const body = `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav">${range}</c:free-busy-query>`;
    const { text, status } = await ask('REPORT', new URL(calendar!.url).pathname, body);
    expect(status).toBe(200);
    expect(text).toContain('FREEBUSY;FBTYPE=BUSY:20270309T140000Z/20270309T150000Z');
    expect(text).not.toContain('talks');
  });

  it('begins anew with a token that is not known', async () => {
    const dav = client();
    await dav.login();
    const [calendar] = await dav.fetchCalendars();
    const path = new URL(calendar!.url).pathname;
    for (const token of ['urn:x', `${calendar!.syncToken}9`, 'urn:entente:sync:0:1']) {
      const body = `<sync-collection xmlns="DAV:"><sync-token>${token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>`;
      const { status, text } = await ask('REPORT', path, body);
      expect([token, status, text.includes('valid-sync-token')]).toEqual([token, 403, true]);
    }
  });

  it('may write nothing', async () => {
    const dav = client();
    await dav.login();
    const [calendar] = await dav.fetchCalendars();
    const path = new URL(calendar!.url).pathname;
    for (const [method, at] of [
      ['PUT', `${path}0199c0de-7000-7000-8000-00000000abcd.ics`],
      ['DELETE', path],
      ['PROPPATCH', path],
      ['MKCALENDAR', `${path.replace(/[^/]+\/$/, '')}0199c0de-7000-7000-8000-00000000abcd/`],
      ['POST', path],
    ] as const) {
      const { status, text } = await ask(method, at, 'x');
      expect([method, status, text.includes('need-privileges')]).toEqual([method, 403, true]);
    }
  });

  it('is refused what cannot be read, and infinite depth', async () => {
    expect((await ask('PROPFIND', '/dav/', '<!DOCTYPE a><a/>')).status).toBe(400);
    expect((await ask('PROPFIND', '/dav/', '', 'infinity')).status).toBe(403);
    expect((await ask('PROPFIND', '/dav/elsewhere')).status).toBe(404);
  });
});

describe('an app password', () => {
  it('opens nothing with another’s address, nor once it is withdrawn, nor for a closed account', async () => {
    const other = await house.within(() => anAccount(house.app, { roles: ['protocol'] }));
    const theirs = await passwordOf(other);
    const wrong = await ask('PROPFIND', '/dav/', '', '0', [owner.email, theirs]);
    expect([wrong.status, wrong.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    expect((await ask('PROPFIND', '/dav/', '', '0', [other.email, theirs])).status).toBe(207);
    const sql = (text: string) => house.within(() => house.db.transaction(() => house.db.rows(text, [other.id])));
    await sql(`update account set state = 'closed' where id = $1`);
    expect((await ask('PROPFIND', '/dav/', '', '0', [other.email, theirs])).status).toBe(401);
    await sql(`update account set state = 'active' where id = $1`);
    await sql('update app_password set revoked_at = now() where account_id = $1');
    expect((await ask('PROPFIND', '/dav/', '', '0', [other.email, theirs])).status).toBe(401);
  });

  it('shows only its owner’s tree', async () => {
    const other = await house.within(() => anAccount(house.app, { roles: ['protocol'] }));
    const feed = await aFeed(house, { scopeKind: 'activity', scopeId: activityId }, other.id);
    expect((await ask('PROPFIND', `/dav/calendars/${other.id}/`)).status).toBe(404);
    expect((await ask('PROPFIND', `/dav/calendars/${owner.id}/${feed.id}/`)).status).toBe(404);
    expect((await ask('GET', `/dav/calendars/${owner.id}/${feed.id}/`)).status).toBe(404);
  });

  it('is made on a page, shown once, and withdrawn by nobody else', async () => {
    const [mine, stranger] = [await house.signInAs('desk-officer'), await house.signInAs('desk-officer')];
    const made = await mine.post('/house/my-calendar/passwords').type('form').send({ name: 'iPhone' });
    const secret = /ed_[\w-]{43}/.exec(made.text)![0];
    expect((await ask('PROPFIND', '/dav/', '', '0', [mine.account.email, secret])).status).toBe(207);
    const list = await mine.get('/house/my-calendar/passwords');
    expect(list.text).not.toContain(secret);
    const path = /\/house\/my-calendar\/passwords\/[\w-]+\/revocation/.exec(list.text)![0];
    expect((await stranger.post(path)).status).toBe(404);
    expect((await mine.post(path)).status).toBe(303);
    expect((await ask('PROPFIND', '/dav/', '', '0', [mine.account.email, secret])).status).toBe(401);
  });
});
