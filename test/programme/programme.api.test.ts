import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MergesService } from '../../src/directory/merges.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInterpreter, anItem, aPerson, aVisit, DAY } from '../support/programme.js';

let house: TestApp;
let desk: Agent;

beforeAll(async () => {
  house = await startApp();
  desk = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const api = (activityId: string) => `/api/v1/house/activities/${activityId}/programme`;

const body = (changes: object = {}) => ({
  type: 'meeting',
  title: { en: 'Talks' },
  start: `${DAY}T10:00`,
  startZone: 'Europe/Luxembourg',
  end: `${DAY}T11:00`,
  endZone: 'Europe/Luxembourg',
  ...changes,
});

describe('the programme’s API', () => {
  it('places a line, changes it under its version, and shows it', async () => {
    const visit = await aVisit(house);
    const placed = await desk.post(`${api(visit)}/items`).send(body());
    expect(placed.status).toBe(201);
    expect(placed.body).toMatchObject({ item: { start: `${DAY}T10:00`, startsAt: `${DAY}T09:00:00Z` }, conflicts: [] });
    const tag = placed.headers['etag']!;
    const path = `${api(visit)}/items/${placed.body.item.id}`;
    const changed = await desk
      .patch(path)
      .set('If-Match', tag)
      .send(body({ dress: 'Dark suit' }));
    expect(changed.status).toBe(200);
    expect(changed.headers['etag']).not.toBe(tag);
    expect((await desk.patch(path).set('If-Match', tag).send(body())).status).toBe(412);
    const list = await desk.get(`${api(visit)}/items`);
    expect(list.body.items).toHaveLength(1);
    expect(list.body.items[0].item.dress).toBe('Dark suit');
  });

  it('refuses what it does not know, naming the place', async () => {
    const visit = await aVisit(house);
    for (const wrong of [
      { color: 'red' },
      { start: `${DAY}T24:10` },
      { start: '2027-02-30T10:00' },
      { startZone: 'Mars/Olympus' },
      { title: {} },
    ]) {
      const answer = await desk.post(`${api(visit)}/items`).send(body(wrong));
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
    const early = await desk.post(`${api(visit)}/items`).send(body({ end: `${DAY}T09:00` }));
    expect(early.status).toBe(422);
    expect(early.body.errors[0].path).toBe('end');
  });

  it('tells conflicts before a move, moves and cancels', async () => {
    const visit = await aVisit(house);
    const interpreterId = await anInterpreter(house, 'Orsell');
    const interpreters = [{ interpreterId, pair: 'fr-en' }];
    await anItem(house, visit, { at: '14:00', interpreters });
    const { item } = await anItem(house, visit, { at: '10:00', interpreters });
    const asked = await desk.get(`${api(visit)}/conflicts?item=${item.id}&start=${DAY}T14:30`);
    expect(asked.body.conflicts).toMatchObject([
      { kind: 'overlap', resource: 'interpreter', resourceId: interpreterId },
    ]);
    const moved = await desk.post(`${api(visit)}/items/${item.id}/moves`).send({ start: `${DAY}T14:30` });
    expect(moved.status).toBe(201);
    expect(moved.body.moved[0].conflicts).toHaveLength(1);
    const cancelled = await desk.post(`${api(visit)}/items/${item.id}/cancellations`);
    expect(cancelled.body.item.cancelled).toBe(true);
  });

  it('releases an edition and shows it as it was', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit);
    expect((await desk.post(`${api(visit)}/editions`)).body).toEqual({ number: 1 });
    expect((await desk.post(`${api(visit)}/editions`)).status).toBe(422);
    await desk.post(`${api(visit)}/items/${item.id}/moves`).send({ start: `${DAY}T15:00` });
    const edition = await desk.get(`${api(visit)}/editions/1`);
    expect(edition.body.lines).toMatchObject([{ id: item.id, start: `${DAY}T10:00` }]);
    expect((await desk.get(`${api(visit)}/editions/2`)).status).toBe(404);
  });

  it('knows no line under another activity', async () => {
    const [visit, other] = [await aVisit(house), await aVisit(house)];
    const { item } = await anItem(house, visit);
    expect((await desk.patch(`${api(other)}/items/${item.id}`).send(body())).status).toBe(404);
    expect((await desk.post(`${api(other)}/items/${item.id}/cancellations`)).status).toBe(404);
  });
});

describe('free/busy of the working plan', () => {
  const span = { from: `${DAY}T00:00:00Z`, until: `${DAY}T23:59:59+00:00` };

  it('tells when somebody is taken, and nothing of what takes them', async () => {
    const visit = await aVisit(house);
    const id = await aPerson(house, 'Adashkevich');
    const line = {
      at: '10:00',
      title: { en: 'A quiet word' },
      participants: [{ personId: id, side: 'host' as const }],
    };
    await anItem(house, visit, line);
    const { body: busy, text } = await desk.get('/api/v1/house/free-busy').query({ kind: 'person', id, ...span });
    expect(busy).toEqual({ items: [{ from: `${DAY}T09:00:00Z`, until: `${DAY}T10:00:00Z`, tentative: false }] });
    expect(text).not.toContain('quiet');
    const calendar = await desk.get('/api/v1/house/free-busy.ics').query({ kind: 'person', id, ...span });
    expect(calendar.headers['content-type']).toContain('text/calendar');
    const day = DAY.replaceAll('-', '');
    expect(String(calendar.text ?? calendar.body)).toContain(`FREEBUSY;FBTYPE=BUSY:${day}T090000Z/${day}T100000Z`);
    // Whoever is entered twice is taken under either entry.
    const kept = await aPerson(house, 'Adashkevitch');
    await house.within(() => house.get(MergesService).merge(id, kept));
    for (const one of [id, kept]) {
      const { body: known } = await desk.get('/api/v1/house/free-busy').query({ kind: 'person', id: one, ...span });
      expect(known).toEqual(busy);
    }
  });

  it('names what is wrong in the question', async () => {
    const id = await aPerson(house, 'Brahin');
    const ask = (query: object) => desk.get('/api/v1/house/free-busy').query({ kind: 'person', id, ...span, ...query });
    expect((await ask({ until: span.from })).body.errors).toEqual([
      { path: 'until', message: 'must be later than from' },
    ]);
    expect((await ask({ kind: 'country' })).status).toBe(400);
    expect((await ask({ id: '01900000-0000-7000-8000-000000000000' })).status).toBe(404);
  });

  it('is for who plans', async () => {
    const id = await aPerson(house, 'Charniak');
    const member = await house.signInAs('member');
    expect((await member.get('/api/v1/house/free-busy').query({ kind: 'person', id, ...span })).status).toBe(404);
  });
});
