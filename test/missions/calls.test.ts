import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActivitiesQueries } from '../../src/activities/activities.queries.js';
import { PAPER_LANGUAGES, Papers } from '../../src/activities/papers.registry.js';
import { aMission, aPartner, aPerson } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;
let desk: Agent;
let head: Agent;
let approver: Agent;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  desk = await house.signInAs('desk-officer');
  head = await house.signInAs('head-intl');
  approver = await house.signInAs('approver');
});
afterAll(() => house.close());

const post = (agent: Agent, path: string, fields: object = {}) => agent.post(path).type('form').send(fields);
const callOf = (id: string) => `/house/activities/${id}/call`;
const step = (agent: Agent, id: string, to: string, reason = '') => post(agent, `${callOf(id)}/steps`, { to, reason });
const today = Temporal.Now.plainDateISO('UTC');
const call = { seats: '1', closesOn: today.add({ days: 35 }).toString(), requirements: 'Two terms' };
const later = { startsOn: today.add({ days: 90 }), endsOn: today.add({ days: 93 }) };

async function aMember(familyName: string): Promise<Agent & { personId: string }> {
  const personId = await aPerson(house, { familyName, givenName: '', honorific: null });
  return Object.assign(await house.signInAs('member', { personId }), { personId });
}

describe('the call for members', () => {
  it('exists only where the house works so', async () => {
    const id = await aMission(house, { partnerId, ...later });
    const refused = await post(desk, callOf(id), call);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('does not choose its delegations by calls');
    const admin = await house.signInAs('tenant-admin');
    expect((await post(admin, '/house/settings/missions', { callForMembers: 'on' })).status).toBe(303);
    expect((await post(desk, callOf(id), { ...call, closesOn: later.startsOn.toString() })).text).toContain(
      'A call ends before the mission begins.',
    );
    expect((await post(desk, callOf(id), call)).status).toBe(303);
  });

  it('goes from applications by the ranking to the delegation, each by its own people', async () => {
    const id = await aMission(house, { partnerId, ...later });
    await post(desk, callOf(id), call);
    const [first, second, third] = [await aMember('Vasse'), await aMember('Brandt'), await aMember('Holt')];
    expect((await first.get('/house')).text).toContain('Call for members');
    expect((await first.get('/house/calls')).text).toContain(`/house/calls/${id}`);
    expect((await post(first, `/house/calls/${id}/application`, { experience: 'Trade' })).status).toBe(422);
    for (const member of [first, second, third])
      expect((await post(member, `/house/calls/${id}/application`, { reasons: '<i>I know them</i>' })).status).toBe(
        303,
      );
    expect((await post(third, `/house/calls/${id}/application/withdrawal`)).status).toBe(303);
    expect((await post(desk, `/house/calls/${id}/application`, { reasons: 'Me too' })).status).toBe(404);
    expect((await first.get(callOf(id))).status).toBe(404);

    expect((await post(head, `${callOf(id)}/ranking`, {})).status).toBe(404);
    expect((await step(approver, id, 'nominating')).status).toBe(404);
    expect((await step(desk, id, 'nominating')).status).toBe(303);
    expect((await post(first, `/house/calls/${id}/application`, { reasons: 'Late' })).status).toBe(409);
    const { text } = await head.get(callOf(id));
    expect(text).toContain('&lt;i>I know them');
    const ids = [...text.matchAll(/name="places\[([0-9a-f-]{36})\]"/g)].map(([, one]) => one!);
    expect(ids).toHaveLength(2);
    expect((await step(head, id, 'proposed')).text).toContain('Nobody is ranked yet.');
    const ranking = { [`places[${ids[0]}]`]: '2', [`places[${ids[1]}]`]: '1' };
    expect((await post(desk, `${callOf(id)}/ranking`, ranking)).status).toBe(404);
    expect((await post(head, `${callOf(id)}/ranking`, ranking)).status).toBe(303);
    expect((await step(head, id, 'proposed')).status).toBe(303);
    expect((await step(head, id, 'decided')).status).toBe(404);
    expect((await step(approver, id, 'nominating')).text).toContain('Say why');
    expect((await step(approver, id, 'decided')).status).toBe(303);
    const members = await house.within(() => house.db.read(() => house.get(ActivitiesQueries).members(id)));
    expect(members.map(({ family_name, role }) => [family_name, role])).toEqual([
      ['Brandt', 'member'],
      ['Vasse', 'substitute'],
    ]);
    expect((await second.get(`/house/calls/${id}`)).text).toContain('selected');
    expect((await third.get(`/house/calls/${id}`)).text).toContain('taken back');
    expect((await (await aMember('Stranger')).get(`/house/calls/${id}`)).status).toBe(404);
    expect((await desk.get(`/house/activities/${id}/history`)).text).toContain('chosen from the applications');
  });

  it('holds the submission of the mission until it is over', async () => {
    const id = await aMission(house, { partnerId, ...later });
    await post(desk, callOf(id), call);
    const submit = () => post(desk, `/house/activities/${id}/steps`, { to: 'submitted' });
    expect((await submit()).text).toContain('the call for members is still open');
    expect((await step(desk, id, 'withdrawn', 'Too few places')).status).toBe(303);
    expect((await submit()).text).toContain('needs a head of delegation');
  });
});

describe('a study visit', () => {
  it('keeps its own fields, and prints them with the order in every language', async () => {
    const training = { institution: 'Institute of Parliamentary Law', aim: 'Drafting' };
    const id = await aMission(house, { partnerId, kind: 'study-training', training });
    expect((await desk.get(`/house/activities/${id}/mission`)).text).toContain('Institute of Parliamentary Law');
    expect((await desk.get(`/api/v1/house/missions/${id}`)).body.training).toEqual(training);
    const order = house.get(Papers).all.find(({ kind }) => kind === 'mission-order')!;
    for (const language of PAPER_LANGUAGES) {
      const data = await house.within(() => house.db.read(() => order.data(id, language, null)));
      expect(data).toMatchObject({ tasks: ['Agree the plan'], purpose: 'To agree the plan of the groups' });
    }
  });
});
