import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  auditor = await app.signInAs('auditor');
}, 60_000);
afterAll(() => app.close());

describe('the API of the directory', () => {
  it('adds, reads and changes a person under If-Match', async () => {
    const made = await officer
      .post('/api/v1/house/people')
      .send({ familyName: 'Verhale', givenName: 'Tomas', languages: ['fr'] });
    expect(made.status).toBe(201);
    const path = `/api/v1/house/people/${made.body.id}`;
    const read = await officer.get(path);
    expect(read.body).toMatchObject({ familyName: 'Verhale', languages: ['fr'], country: null });
    const changed = await officer.patch(path).set('If-Match', read.headers['etag']!).send({ country: 'BY' });
    expect([changed.status, changed.body.country, changed.body.givenName]).toEqual([200, 'BY', 'Tomas']);
    expect((await officer.patch(path).set('If-Match', read.headers['etag']!).send({ country: 'FR' })).status).toBe(412);
  });

  it('pages by cursor', async () => {
    for (const familyName of ['Aa', 'Ab', 'Ac'])
      await officer.post('/api/v1/house/people').send({ familyName, country: 'DE' });
    const first = await officer.get('/api/v1/house/people?country=DE&limit=2');
    expect(first.body.items.map((one: { familyName: string }) => one.familyName)).toEqual(['Aa', 'Ab']);
    const second = await officer.get(`/api/v1/house/people?country=DE&limit=2&cursor=${first.body.next}`);
    expect([second.body.items.length, second.body.next]).toEqual([1, null]);
  });

  it('refuses an unknown field, and refuses an auditor', async () => {
    const unknown = await officer.post('/api/v1/house/people').send({ familyName: 'X', nickname: 'Y' });
    expect([unknown.status, unknown.headers['content-type']]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(
      (await auditor.post('/api/v1/house/organisations').send({ classification: 'chamber', name: { en: 'S' } })).status,
    ).toBe(404);
  });

  it('keeps an organisation from belonging to a part of itself', async () => {
    const parent = (
      await officer
        .post('/api/v1/house/organisations')
        .send({ classification: 'parliament', name: { en: 'Parliament' } })
    ).body;
    const chamber = (
      await officer
        .post('/api/v1/house/organisations')
        .send({ classification: 'chamber', name: { en: 'Senate' }, parentId: parent.id })
    ).body;
    const refused = await officer.patch(`/api/v1/house/organisations/${parent.id}`).send({ parentId: chamber.id });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'parentId']);
    expect((await officer.get('/api/v1/house/organisations?classification=chamber')).body.items).toHaveLength(1);
  });

  it('adds, reads and changes posts of an organisation under If-Match, for writers alone', async () => {
    const chamber = await officer
      .post('/api/v1/house/organisations')
      .send({ classification: 'chamber', name: { en: 'Diet' } });
    const list = `/api/v1/house/organisations/${chamber.body.id}/posts`;
    const facts = { label: { en: 'Marshal', fr: 'Maréchal' }, singleHolder: true };
    expect((await auditor.post(list).send(facts)).status).toBe(404);
    const made = await officer.post(list).send(facts);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ ...facts, maySign: false, rankId: null }),
    ]);
    const path = `/api/v1/house/posts/${made.body.id}`;
    const read = await auditor.get(path);
    expect([read.status, read.body.label]).toEqual([200, facts.label]);
    const etag = read.headers['etag']!;
    expect((await auditor.patch(path).set('If-Match', etag).send({ maySign: true })).status).toBe(404);
    const changed = await officer.patch(path).set('If-Match', etag).send({ addressForm: 'Marshal' });
    expect([changed.status, changed.body.addressForm, changed.body.singleHolder]).toEqual([200, 'Marshal', true]);
    expect((await officer.patch(path).set('If-Match', etag).send({ maySign: true })).status).toBe(412);
    expect((await officer.patch(path).send({ rank: 1 })).status).toBe(400);
    const person = await officer.post('/api/v1/house/people').send({ familyName: 'Holder' });
    await officer
      .post(`/api/v1/house/people/${person.body.id}/memberships`)
      .send({ organisationId: chamber.body.id, postId: made.body.id, startsOn: '2024-02-29' });
    const [line] = (await auditor.get(list)).body.items;
    expect(line).toMatchObject({ holders: [{ name: 'Holder', since: '2024-02-29' }], singleHolder: true, rank: null });
    expect((await officer.get('/api/v1/house/organisations/none/posts')).status).toBe(404);
  });
});
