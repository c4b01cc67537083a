import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aPerson, aVenue } from '../support/programme.js';

let house: TestApp;
let protocol: Agent;

beforeAll(async () => {
  house = await startApp();
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

describe('resources', () => {
  it('adds and changes a venue, and tells the second editor', async () => {
    await protocol
      .post('/house/resources/venues')
      .type('form')
      .send({ 'name[en]': 'Room 214', capacity: '24' })
      .expect(303);
    const list = await protocol.get('/house/resources');
    const path = /href="(\/house\/resources\/venues\/[0-9a-f-]{36})"/.exec(list.text)![1]!;
    expect(list.text).toContain('Room 214');
    const send = () => protocol.post(path).type('form').send({ 'name[en]': 'Room 215', capacity: '30', version: '1' });
    expect((await send()).status).toBe(303);
    const second = await send();
    expect(second.status).toBe(409);
    expect(second.text).toContain('value="Room 215"');
    expect((await protocol.post('/house/resources/venues').type('form').send({ capacity: 'many' })).text).toContain(
      'value="many"',
    );
  });

  it('keeps a car and an interpreter, once each person', async () => {
    await protocol.post('/house/resources/vehicles').type('form').send({ label: 'Car 1', seats: '4' }).expect(303);
    expect((await protocol.get('/house/resources?part=vehicles')).text).toContain('Car 1');
    const personId = await aPerson(house, 'Orsell', 'Nadia');
    const add = () =>
      protocol
        .post('/house/resources/interpreters')
        .type('form')
        .send({ personId, pairs: 'FR-EN, de-en', longestShiftMinutes: '240', restMinutes: '15' });
    await add().expect(303);
    expect((await protocol.get('/house/resources?part=interpreters')).text).toContain('French–English, German–English');
    const twice = await add();
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('already listed as an interpreter');
  });

  it('notes a distance for both ways, and not from a place to itself', async () => {
    const [from, to] = [await aVenue(house, 'Airport'), await aVenue(house, 'Assembly')];
    await protocol.post('/house/resources/distances').type('form').send({ from, to, minutes: '22' }).expect(303);
    await protocol
      .post('/house/resources/distances')
      .type('form')
      .send({ from: to, to: from, minutes: '25' })
      .expect(303);
    const page = await protocol.get('/house/resources?part=distances');
    expect(page.text).toContain('<td class="num">25</td>');
    expect(page.text).not.toContain('<td class="num">22</td>');
    expect(
      (await protocol.post('/house/resources/distances').type('form').send({ from, to: from, minutes: '1' })).status,
    ).toBe(422);
  });

  it('lets others read at most', async () => {
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get('/house/resources')).status).toBe(200);
    expect(
      (await auditor.post('/house/resources/vehicles').type('form').send({ label: 'Car 2', seats: '4' })).status,
    ).toBe(404);
    const member = await house.signInAs('member');
    expect((await member.get('/house/resources')).status).toBe(404);
    expect((await protocol.get('/house/resources/boats/new')).status).toBe(404);
  });
});
