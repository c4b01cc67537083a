import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMission, aPartner, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

const draft = (changes: Record<string, string> = {}) => ({
  'title[en]': 'Mission to the Senate of Kestria',
  partnerId,
  kind: 'ipo-session',
  startsOn: '2027-03-08',
  endsOn: '2027-03-10',
  city: 'Arvena',
  timeZone: 'Europe/Oslo',
  ...changes,
});
const leg = (changes: Record<string, string> = {}) => ({
  'legs[0][mode]': 'flight',
  'legs[0][number]': 'KE 402',
  'legs[0][fromPlace]': 'Velm',
  'legs[0][fromCountry]': 'LU',
  'legs[0][departs]': '2027-03-08T09:15',
  'legs[0][departZone]': 'Europe/Minsk',
  'legs[0][toPlace]': 'Arvena',
  'legs[0][toCountry]': 'NO',
  'legs[0][arrives]': '2027-03-08T09:05',
  'legs[0][arriveZone]': 'Europe/Oslo',
  ...changes,
});

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

describe('the list of missions', () => {
  it('says what belongs there while it is empty, and offers to add it to who may', async () => {
    const desk = await house.signInAs('desk-officer');
    const empty = await desk.get('/house/missions');
    expect(empty.text).toContain('No mission is planned yet.');
    expect(empty.text).toContain('href="/house/missions/new"');
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get('/house/missions')).text).not.toContain('/missions/new');
    expect((await auditor.get('/house/missions/new')).status).toBe(404);
    expect((await auditor.post('/house/missions').type('form').send(draft())).status).toBe(404);
  });

  it('reads one row and three with the same number of statements', async () => {
    const desk = await house.signInAs('desk-officer');
    await aMission(house, { partnerId });
    const one = await statementsOf(house, () => desk.get('/house/missions'));
    await aMission(house, { partnerId });
    await aMission(house, { partnerId });
    expect(await statementsOf(house, () => desk.get('/house/missions'))).toBe(one);
    expect((await desk.get('/house/missions')).text.match(/Mission of the working group to Kestria/g)).toHaveLength(3);
  });
});

describe('drafting a mission', () => {
  it('is open to a member, who may change his own draft and no other', async () => {
    const member = await house.signInAs('member');
    const answer = await member.post('/house/missions').type('form').send(draft());
    expect(answer.status).toBe(303);
    const own = /missions\/([0-9a-f-]{36})/.exec(answer.headers['location']!)![1]!;
    const page = await member.get(`/house/activities/${own}/mission`);
    expect(page.text).toContain('Session of an organisation · Mission');
    expect((await member.get(`/house/missions/${own}/edit`)).status).toBe(200);
    const other = await aMission(house, { partnerId });
    expect((await member.get(`/house/missions/${other}/edit`)).status).toBe(404);
    expect((await member.post(`/house/activities/${own}/steps`).type('form').send({ to: 'submitted' })).status).toBe(
      404,
    );
  });

  it('keeps what was typed where something is wrong', async () => {
    const desk = await house.signInAs('desk-officer');
    const wrong = await desk
      .post('/house/missions')
      .type('form')
      .send(draft({ endsOn: '2027-03-07', purpose: 'Talks on fisheries', 'countries[0]': 'NO' }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-endsOn-error"');
    expect(wrong.text).toContain('Talks on fisheries');
    expect(wrong.text).toMatch(/value="NO" selected/);
  });

  it('takes a ride across zones that lands before it took off by the clock, and none that does so in truth', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aMission(house, { partnerId });
    const legs = `/house/activities/${id}/mission/legs`;
    const good = await desk
      .post(legs)
      .type('form')
      .send(leg({ version: '2' }));
    expect(good.status).toBe(303);
    expect((await desk.get(`/house/activities/${id}/mission`)).text).toContain('1 h 50 min');
    const bad = await desk
      .post(legs)
      .type('form')
      .send(leg({ version: '3', 'legs[0][arrives]': '2027-03-08T07:05' }));
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('id="f-legs-0-arrives-error"');
    expect(
      (
        await desk
          .post(legs)
          .type('form')
          .send(leg({ version: '2' }))
      ).status,
    ).toBe(409);
  });

  it('is read and changed by programs alike', async () => {
    const desk = await house.signInAs('desk-officer');
    const made = await desk
      .post('/api/v1/house/missions')
      .send({ ...bare(), title: { en: 'Mission' }, countries: ['NO'] });
    expect(made.status).toBe(201);
    const one = `/api/v1/house/missions/${made.body.id}`;
    const changed = await desk.patch(one).set('If-Match', made.headers['etag']!).send({ purpose: 'Talks' });
    expect(changed.body).toMatchObject({ purpose: 'Talks', countries: ['NO'], state: 'draft' });
    const tasks = await desk
      .put(`${one}/tasks`)
      .send({ version: changed.body.planVersion, tasks: [{ content: 'Agree' }] });
    expect(tasks.body.tasks).toEqual([{ kind: 'task', content: 'Agree', responsible: '' }]);
    expect((await desk.post('/api/v1/house/missions').send({ ...bare(), title: { en: 'M' }, secret: 1 })).status).toBe(
      400,
    );
    const auditor = await house.signInAs('auditor');
    expect((await auditor.patch(one).set('If-Match', '*').send({ purpose: 'X' })).status).toBe(404);
  });
});

function bare() {
  const { 'title[en]': _title, ...rest } = draft();
  return rest;
}
