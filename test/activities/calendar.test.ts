import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

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

it('reads one activity and three in the same number of statements', async () => {
  const desk = await house.signInAs('desk-officer');
  const one = await statementsOf(house, () => desk.get('/house/calendar?week=2027-03-10'));
  await aReception(house, { partnerId });
  await aReception(house, { partnerId });
  expect(await statementsOf(house, () => desk.get('/house/calendar?week=2027-03-10'))).toBe(one);
});
