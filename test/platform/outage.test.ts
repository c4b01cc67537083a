import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { aFeed, fetchFeed } from '../support/feeds.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { Door } from '../support/processes.js';
import { aVisit } from '../support/programme.js';

let database: FreshDatabase;
let door: Door;
let house: TestApp;
let admin: Agent;

beforeAll(async () => {
  database = await freshDatabase();
  const { hostname: host, port } = new URL(database.appUrl);
  door = new Door({ host, port: Number(port) });
  await door.open();
  // The worker runs too: its connections are lost with the others.
  house = await startApp({ DATABASE_APP_URL: door.through(database.appUrl), WORKER: 'inline' }, database);
  admin = await house.signInAs('tenant-admin');
});
afterAll(async () => {
  await house.close();
  await door.shut();
  await database.drop();
});

describe('while the database is away', () => {
  const wait = async (status: number, seconds: number) => {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const answer = await house.browser().get('/readyz');
      if (answer.status === status || performance.now() > deadline) return answer;
      await sleep(50);
    }
  };

  it('says so, keeps running, and is well again within five seconds', async () => {
    expect((await house.browser().get('/readyz')).body).toEqual({ status: 'ready' });
    const { path: feed } = await aFeed(house, { scopeKind: 'activity', scopeId: await aVisit(house) });
    // The second answer comes from the copy that the first left.
    for (let n = 0; n < 2; n += 1) expect((await fetchFeed(house, feed)).status).toBe(200);
    await door.shut();
    const away = await wait(503, 5);
    expect(away.body).toEqual({
      status: 'unavailable',
      reason: expect.stringContaining('The database does not answer'),
    });
    expect((await house.browser().get('/healthz')).status).toBe(200);

    // A calendar program keeps what it has: no old copy that may be wrong, and nothing that looks like an empty calendar.
    const calendar = await fetchFeed(house, feed);
    expect([calendar.status, calendar.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect([calendar.type, calendar.body]).toEqual([
      expect.not.stringContaining('html'),
      expect.not.stringContaining('VCALENDAR'),
    ]);

    // A known institution and one that must be looked up; a page, a form, the API.
    const page = await admin.get('/house/account').set('Accept', 'text/html').set('Accept-Language', 'fr');
    expect([page.status, page.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(page.text).toContain('<html lang="fr"');
    expect((await admin.get('/senate')).status).toBe(503);
    const form = await house
      .browser()
      .post('/house/sign-in')
      .type('form')
      .send({ email: 'a@house.example', password: 'x' });
    expect([form.status, form.headers['retry-after']]).toEqual([503, expect.any(String)]);
    const api = await admin.get('/api/v1/house/me');
    expect([api.status, api.type]).toEqual([503, 'application/problem+json']);
    expect(JSON.stringify([page.text, form.text, api.body])).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);

    await door.open();
    const opened = performance.now();
    expect((await wait(200, 5)).status).toBe(200);
    expect((await admin.get('/house/account')).status).toBe(200);
    expect(performance.now() - opened).toBeLessThan(5000);
  });

  it('tells every request of a busy minute the truth, and half-does none', async () => {
    const asked = Array.from({ length: 60 }, async (_, n) => {
      await sleep(n * 20);
      if (n === 15) await door.shut();
      if (n === 40) await door.open();
      return (await admin.get(n % 2 ? '/house/account' : '/api/v1/house/me')).status;
    });
    const statuses = new Set(await Promise.all(asked));
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses.size).toBe(2);
    expect((await wait(200, 5)).status).toBe(200);
  });
});
