import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { aMission, aPartner, aPerson } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;
let bodyId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  const startsOn = Temporal.PlainDate.from('2026-01-01');
  const [chair, member, former] = [
    await aPerson(house, { familyName: 'Orlova' }),
    await aPerson(house, { familyName: 'Sorel' }),
    await aPerson(house, { familyName: 'Formerly' }),
  ];
  await house.within(async () => {
    const bodies = house.get(BodiesService);
    bodyId = await bodies.create({ kind: 'working-group', name: { en: 'Group' }, partnerId });
    await house.get(SeatsService).give({ bodyId, personId: member, startsOn, capacity: 'member' });
    await house.get(SeatsService).give({ bodyId, personId: chair, startsOn, capacity: 'chair' });
    const gone = { bodyId, personId: former, startsOn, endsOn: Temporal.PlainDate.from('2026-12-31') };
    await house.get(SeatsService).give({ ...gone, capacity: 'member' });
  });
});
afterAll(() => house.close());

describe('a delegation composed from its body', () => {
  it('takes everybody whose seat stands on the first day, the chair at its head, and nobody twice', async () => {
    const id = await aMission(house, { partnerId, bodyId });
    const desk = await house.signInAs('desk-officer');
    const path = `/house/activities/${id}`;
    expect((await desk.get(`${path}/people`)).text).toContain('Compose from the body');
    for (let n = 0; n < 2; n += 1)
      expect((await desk.post(`${path}/composition`).type('form').send({})).status).toBe(303);
    const { items } = (await desk.get(`/api/v1/house/activities/${id}/members`)).body;
    expect(items.map((one: { familyName: string; role: string }) => [one.familyName, one.role])).toEqual([
      ['Orlova', 'head'],
      ['Sorel', 'member'],
    ]);
  });

  it('is not made by who may only read, nor without a body', async () => {
    const id = await aMission(house, { partnerId, bodyId });
    const auditor = await house.signInAs('auditor');
    expect((await auditor.post(`/house/activities/${id}/composition`).type('form').send({})).status).toBe(404);
    const desk = await house.signInAs('desk-officer');
    const without = await aMission(house, { partnerId });
    expect((await desk.post(`/house/activities/${without}/composition`).type('form').send({})).status).toBe(409);
  });
});
