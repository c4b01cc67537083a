import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { BlocksService } from '../../src/programme/resources/blocks.service.js';
import { anItem, aPerson } from '../support/programme.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

it('shows the week that is asked for, its activities shaded by what is certain, and forgives a wrong week', async () => {
  const desk = await house.signInAs('desk-officer');
  await aReception(house, { partnerId, title: { en: 'In March' } });
  const march = await desk.get('/house/calendar?week=2027-03-10');
  expect(march.text).toContain('8–14\u00a0March\u00a02027');
  expect(march.text).toContain('In March');
  expect(march.text.match(/class="slot maybe"/g)).toHaveLength(3);
  const next = await desk.get('/house/calendar?week=2027-03-15');
  expect(next.text).not.toContain('In March');
  expect((await desk.get('/house/calendar?week=2027-02-31')).status).toBe(200);
  const nobody = await house.signInAs(null);
  expect((await nobody.get('/house/calendar')).status).toBe(404);
});

it('shows the same as a month of bars and as a list, and only what is mine where that is asked for', async () => {
  const desk = await house.signInAs('desk-officer');
  const month = await desk.get('/house/calendar?view=month&month=2027-03');
  expect(month.text).toMatch(/class="month-bar c1 s3 l1 maybe"[^>]*title="In March/);
  const list = await desk.get('/house/calendar?view=list&from=2027-03-01');
  expect(list.text).toContain('In March');
  expect((await desk.get('/house/calendar?view=list&from=2027-03-01&q=elsewhere')).text).not.toContain('In March');
  expect((await desk.get('/house/calendar?view=list&from=2027-03-01&mine=on')).text).not.toContain('In March');
  await house.within(() =>
    house.db.transaction(() => house.db.rows('update activity set responsible_id = $1', [desk.account.id])),
  );
  expect((await desk.get('/house/calendar?view=list&from=2027-03-01&mine=on')).text).toContain('In March');
});

it('draws a bounded number of rows of each kind, by name, and says how many more there are', async () => {
  const desk = await house.signInAs('desk-officer');
  const activityId = await aReception(house, { partnerId, title: { en: 'Large' } });
  const people = await Promise.all(
    Array.from({ length: 14 }, (_, n) => aPerson(house, `Guest${String(n).padStart(2, '0')}`)),
  );
  await anItem(house, activityId, { participants: people.map((personId) => ({ personId, side: 'guest' as const })) });
  const week = await desk.get('/house/calendar?week=2027-03-10');
  expect([week.text.includes('Guest11'), week.text.includes('Guest12')]).toEqual([true, false]);
  expect(week.text).toContain('2 more rows');
  const one = await desk.get('/house/calendar?week=2027-03-10&rows=person');
  expect([one.text.includes('Guest13'), one.text.includes('more row')]).toEqual([true, false]);
  const found = await desk.get('/house/calendar?week=2027-03-10&rows=person&q=guest13');
  expect([found.text.includes('Guest13'), found.text.includes('Guest01')]).toEqual([true, false]);
  const other = await house.signInAs('desk-officer');
  expect((await other.get('/house/calendar?week=2027-03-10&rows=person&mine=on')).text).not.toContain('Guest01');
});

it('draws who is away once for all the days of it, and not among what is mine', async () => {
  const desk = await house.signInAs('desk-officer');
  const resourceId = await aPerson(house, 'Voss');
  const [start, end] = ['2027-03-05T12:00', '2027-03-10T12:00'].map((text) => Temporal.PlainDateTime.from(text));
  const away = { resourceKind: 'person', resourceId, kind: 'absence', label: 'On leave' } as const;
  await house.within(() =>
    house.get(BlocksService).add({ ...away, start: start!, end: end!, timeZone: 'Europe/Luxembourg' }),
  );
  const drawn = async (query: string) =>
    (await desk.get(`/house/calendar?week=2027-03-10&rows=person&q=voss${query}`)).text.match(/class="slot away"/g)
      ?.length;
  expect([await drawn(''), await drawn('&mine=on')]).toEqual([3, undefined]);
});

it('reads one activity and three in the same number of statements', async () => {
  const desk = await house.signInAs('desk-officer');
  const one = await statementsOf(house, () => desk.get('/house/calendar?week=2027-03-10'));
  await aReception(house, { partnerId });
  await aReception(house, { partnerId });
  expect(await statementsOf(house, () => desk.get('/house/calendar?week=2027-03-10'))).toBe(one);
});
