import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActivitiesQueries } from '../../src/activities/activities.queries.js';
import { Papers } from '../../src/activities/papers.registry.js';
import { aMember, aPartner, aPerson, aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;
let desk: Agent;
let security: Agent;
let auditor: Agent;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  desk = await house.signInAs('desk-officer');
  security = await house.signInAs('security');
  auditor = await house.signInAs('auditor');
});
afterAll(() => house.close());

const pageOf = (id: string) => `/house/activities/${id}/logistics`;
const apiOf = (id: string) => `/api/v1/house/activities/${id}/logistics`;
const post = (agent: Agent, path: string, fields: object = {}) => agent.post(path).type('form').send(fields);
const guest = async (id: string, familyName: string) =>
  aMember(house, id, 'guest', partnerId, await aPerson(house, { familyName, givenName: '', honorific: null }));
const entryIn = (text: string) => /id="entry-([0-9a-f-]{36})"/.exec(text)![1]!;
const flight = { at: '2027-03-08T13:40', mode: 'flight', number: 'KE 402', terminal: '2', metBy: 'Ines Mårtens' };

describe('what is arranged around the people', () => {
  it('is one flight for several, and their line on every list follows it', async () => {
    const id = await aReception(house, { partnerId });
    const [one, two] = [await guest(id, 'Vasse'), await guest(id, 'Brandt')];
    expect((await desk.get(pageOf(id))).text).toContain('No arrival is known yet');
    expect((await desk.get(`${pageOf(id)}?new=arrival`)).text).toContain('name="terminal"');
    const sent = await post(desk, `${pageOf(id)}/kinds/arrival`, { ...flight, 'members[]': [one, two] });
    expect(sent.status).toBe(303);
    const lines = async () =>
      (await house.within(() => house.db.read(() => house.get(ActivitiesQueries).members(id)))).map(
        ({ arrival }) => arrival,
      );
    expect(await lines()).toEqual(['Mon 13:40, KE 402', 'Mon 13:40, KE 402']);
    const { text } = await desk.get(pageOf(id));
    expect(text).toContain('met by'.replace('met', 'Met'));
    const path = `${pageOf(id)}/${entryIn(text)}`;
    const later = { ...flight, at: '2027-03-08T15:05', version: '1', 'members[]': [one] };
    expect((await post(desk, path, later)).status).toBe(303);
    expect(await lines()).toEqual(['Mon 15:05, KE 402', null]);
    expect((await post(desk, path, later)).status).toBe(409);
    expect((await post(desk, `${path}/steps`, { to: 'cancelled' })).status).toBe(303);
    expect(await lines()).toEqual([null, null]);
    expect((await post(desk, `${path}/steps`, { to: 'done' })).status).toBe(409);
    expect((await post(desk, `${path}/removal`)).status).toBe(303);
    expect((await desk.get(pageOf(id))).text).toContain('No arrival is known yet');
    expect((await desk.get(`/house/activities/${id}/history`)).text).toContain('Logistics: arrival is now cancelled');
  });

  it('names people of this activity alone, and keeps what was typed', async () => {
    const id = await aReception(house, { partnerId });
    const stranger = await guest(await aReception(house, { partnerId }), 'Holt');
    const mine = await guest(id, 'Verigo');
    const room = { hotel: '<b>Meridian</b>', roomType: 'single', from: '2027-03-08', to: '2027-03-10', payer: 'host' };
    const wrong = await post(desk, `${pageOf(id)}/kinds/room`, { ...room, 'members[]': [stranger] });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Name at least one person of this activity.');
    expect(wrong.text).toContain('value="&lt;b>Meridian&lt;/b>"');
    const full = await post(desk, `${pageOf(id)}/kinds/room`, { ...room, 'members[]': [mine, stranger] });
    expect(full.text).toContain('One person sleeps in such a room.');
    const back = await post(desk, `${pageOf(id)}/kinds/room`, { ...room, to: '2027-03-01', 'members[]': [mine] });
    expect(back.text).toContain('The last day is before the first.');
    const rooming = house.get(Papers).all.find(({ kind }) => kind === 'rooming-list')!;
    const paper = <T>(read: () => Promise<T>) => house.within(() => house.db.read(read));
    expect(await paper(() => rooming.missing!(id))).toBe('logistics.paper.needs_rooms');
    expect((await desk.get(`/house/activities/${id}/people`)).text).toContain('1 without a room');
    expect((await post(desk, `${pageOf(id)}/kinds/room`, { ...room, 'members[]': [mine] })).status).toBe(303);
    expect((await desk.get(pageOf(id))).text).not.toContain('<b>Meridian');
    expect((await desk.get(`/house/activities/${id}/people`)).text).not.toContain('without a room');
    const { hotels } = (await paper(() => rooming.data(id, 'en', null))) as unknown as { hotels: object[] };
    const night = { category: 'single', guests: ['Verigo'], arrival: '8\u00a0Mar', departure: '10\u00a0Mar' };
    expect(hotels).toMatchObject([{ title: '<b>Meridian</b>', rooms: [night] }]);
    const sheet = await desk.get(`${pageOf(id)}/room/export/csv`);
    expect(sheet.text).toContain('Verigo');
    expect(sheet.text).toContain('Meridian');
  });

  it('shows a clearance to those who keep it, what is sealed to them alone, and records who read it', async () => {
    const id = await aReception(house, { partnerId });
    const member = await guest(id, 'Kalinets');
    const clearance = { authority: 'Guard', finding: 'nothing against him', 'members[]': [member] };
    expect((await post(desk, `${pageOf(id)}/kinds/clearance`, clearance)).status).toBe(404);
    expect((await post(security, `${pageOf(id)}/kinds/clearance`, clearance)).status).toBe(303);
    const { text } = await security.get(pageOf(id));
    expect(text).toContain('Guard');
    expect(text).not.toContain('nothing against');
    const path = `${pageOf(id)}/${entryIn(text)}`;
    const stored = await house.within(() =>
      house.db.transaction(() => house.db.rows('select * from logistics_entry where activity_id = $1', [id])),
    );
    expect(JSON.stringify(stored)).not.toContain('nothing against');
    expect((await desk.get(pageOf(id))).text).not.toContain('Guard');
    expect((await desk.get(apiOf(id))).body).toEqual({ items: [] });
    expect((await post(desk, `${path}/opening`)).status).toBe(404);
    expect((await post(desk, `${path}/steps`, { to: 'asked' })).status).toBe(404);
    expect((await desk.get(`${pageOf(id)}/clearance/export/csv`)).status).toBe(404);
    expect((await post(security, `${path}/opening`)).text).toContain('nothing against him');
    expect((await post(security, `${path}/steps`, { to: 'refused' })).text).toContain('Say why');
    expect((await desk.get(`/house/activities/${id}/history`)).text).toContain('a sealed detail was read');
  });

  it('is entered, changed and taken away in JSON under the same rules', async () => {
    const id = await aReception(house, { partnerId });
    const member = await guest(id, 'Saltvedt');
    const badge = { kind: 'accreditation', members: [member], badge: 'delegate', zone: 'A', number: '7' };
    const made = await desk.post(apiOf(id)).send(badge);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ state: 'asked', facts: { zone: 'A', number: '7' }, members: [member] });
    const entry = `${apiOf(id)}/${made.body.id}`;
    expect((await desk.post(apiOf(id)).send({ ...badge, colour: 'red' })).status).toBe(400);
    const { kind: _kind, ...change } = badge;
    expect((await desk.put(entry).send({ ...change, number: '8', version: 1 })).body.facts.number).toBe('8');
    expect((await desk.put(entry).send({ ...change, number: '9', version: 1 })).status).toBe(409);
    expect((await desk.post(`${entry}/steps`).send({ to: 'approved' })).body.state).toBe('approved');
    expect((await desk.get(`/house/activities/${id}/people`)).text).toContain('8, approved');
    expect((await auditor.get(apiOf(id))).body.items).toHaveLength(1);
    expect((await auditor.post(apiOf(id)).send(badge)).status).toBe(404);
    expect((await auditor.put(entry).send({ ...change, version: 3 })).status).toBe(404);
    expect((await auditor.delete(entry)).status).toBe(404);
    expect((await desk.delete(entry)).status).toBe(204);
  });

  it('is read in the same number of statements, one or three', async () => {
    const id = await aReception(house, { partnerId });
    const enter = async (name: string) =>
      post(desk, `${pageOf(id)}/kinds/arrival`, { ...flight, 'members[]': [await guest(id, name)] });
    await enter('One');
    const one = await statementsOf(house, () => desk.get(pageOf(id)));
    await enter('Two');
    await enter('Three');
    expect(await statementsOf(house, () => desk.get(pageOf(id)))).toBe(one);
  });
});
