import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPartner, aPerson, aMember, aReception } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const path = '/api/v1/house/receptions';
const proposal = (changes: object = {}) => ({
  title: { en: 'Official visit' },
  partnerId,
  category: 'official',
  startsOn: '2027-03-08',
  endsOn: '2027-03-10',
  city: 'Arvena',
  ...changes,
});

describe('the API of receptions', () => {
  it('proposes, reads, changes and moves on, with versions', async () => {
    const desk = await house.signInAs('desk-officer');
    const made = await desk.post(path).send(proposal({ topics: ['Trade'] }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      state: 'proposed',
      startsOn: '2027-03-08',
      timeZone: 'Europe/Luxembourg',
      topics: ['Trade'],
    });
    const one = `${path}/${made.body.id}`;
    const stale = made.headers['etag'] as string;
    const changed = await desk.patch(one).set('If-Match', stale).send({ purpose: 'Talks' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ purpose: 'Talks', topics: ['Trade'] });
    expect((await desk.patch(one).set('If-Match', stale).send({ purpose: 'Other' })).status).toBe(412);
    expect((await desk.post(`${one}/steps`).send({ to: 'cleared' })).status).toBe(404);
    const head = await house.signInAs('head-intl');
    expect((await head.post(`${one}/steps`).send({ to: 'cleared' })).body.state).toBe('cleared');
    const approver = await house.signInAs('approver');
    const moved = await approver.post(`${one}/steps`).send({ to: 'approved-in-principle' });
    expect(moved.body.state).toBe('approved-in-principle');
  });

  it('says which field is wrong, and knows no others', async () => {
    const desk = await house.signInAs('desk-officer');
    const reversed = await desk.post(path).send(proposal({ endsOn: '2027-03-01' }));
    expect(reversed.status).toBe(422);
    expect(reversed.body.errors[0].path).toBe('endsOn');
    expect((await desk.post(path).send(proposal({ secret: true }))).status).toBe(400);
    expect((await desk.get(`${path}?cursor=${Buffer.from('["x","y"]').toString('base64url')}`)).status).toBe(400);
  });

  it('reads the list page by page without losing or repeating any', async () => {
    const desk = await house.signInAs('desk-officer');
    for (let n = 0; n < 3; n += 1) await aReception(house, { partnerId });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await desk.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.next) break;
      cursor = body.next;
    }
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('gives the members of an activity to who may see it', async () => {
    const id = await aReception(house, { partnerId });
    await aMember(house, id, 'guest', partnerId, await aPerson(house));
    const auditor = await house.signInAs('auditor');
    const { body } = await auditor.get(`/api/v1/house/activities/${id}/members`);
    expect(body.items).toMatchObject([{ side: 'guest', familyName: 'Marenko', position: 1 }]);
    expect((await auditor.get(`/api/v1/house/activities/${id}`)).body).toMatchObject({
      kind: 'reception',
      partner: { id: partnerId },
    });
    const nobody = await house.signInAs(null);
    expect((await nobody.get(`/api/v1/house/activities/${id}`)).status).toBe(404);
    expect((await auditor.post(path).send(proposal())).status).toBe(404);
  });
});
