import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodiesQueries } from '../../src/bodies/bodies.queries.js';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { Current } from '../../src/platform/current.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let secretary: Agent;
let approver: Agent;
let member: Agent;
let auditor: Agent;
let partnerId: string;

beforeAll(async () => {
  app = await startApp();
  secretary = await app.signInAs('body-secretary');
  approver = await app.signInAs('approver');
  member = await app.signInAs('member');
  auditor = await app.signInAs('auditor');
  partnerId = await app.within(() =>
    app
      .get(OrganisationsService)
      .create({ classification: 'parliament', name: { en: 'Parliament of Kestria' }, country: 'BY' }),
  );
}, 60_000);
afterAll(() => app.close());

const aGroup = (name = 'Friendship group') =>
  app.within(() => app.get(BodiesService).create({ kind: 'working-group', name: { en: name }, partnerId }));
const aPerson = (familyName: string) => app.within(() => app.get(PeopleService).create({ familyName }));
const stateOf = async (id: string) => (await app.within(() => app.get(BodiesService).get(id))).state;

describe('a working group', () => {
  it('is added by the form, proposed by its secretary and constituted by an approver', async () => {
    const wrong = await secretary.post('/house/bodies').type('form').send({ kind: 'working-group' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-partnerId-error"');
    const added = await secretary
      .post('/house/bodies')
      .type('form')
      .send({ kind: 'working-group', 'name[en]': 'Group on Kestria', partnerId });
    expect(added.status).toBe(303);
    const path = added.headers['location']!;
    expect((await secretary.post(`${path}/steps/proposal`)).status).toBe(303);
    expect((await approver.post(`${path}/steps/constitution`)).status).toBe(303);
    const page = await approver.get(path);
    expect(page.text).toContain('The group was constituted');
    expect(page.text).toContain('steps/dissolution');
    expect((await secretary.get(path)).text).not.toContain('steps/dissolution');
  });

  it('is not constituted by its secretary, nor by the approver who proposed it', async () => {
    const id = await aGroup();
    await secretary.post(`/house/bodies/${id}/steps/proposal`);
    expect((await secretary.post(`/house/bodies/${id}/steps/constitution`)).status).toBe(404);
    expect((await member.post(`/house/bodies/${id}/steps/constitution`)).status).toBe(404);
    expect(await stateOf(id)).toBe('proposed');

    const both = await app.signInAs('approver');
    const mine = await aGroup();
    await app.within(() =>
      app.db.transaction(async () => {
        await app.db.rows(`update body set state = 'proposed' where id = $1`, [mine]);
        await app.db.rows(
          `insert into event (institution_id, id, type, subject_id, actor_id) values ($1, uuidv7(), 'body.proposal', $2, $3)`,
          [app.house.id, mine, both.account.id],
        );
      }),
    );
    expect((await both.post(`/house/bodies/${mine}/steps/constitution`)).status).toBe(422);
    expect((await approver.post(`/house/bodies/${mine}/steps/constitution`)).status).toBe(303);
  });

  it('refuses a step that its state does not know', async () => {
    const id = await aGroup();
    expect((await approver.post(`/house/bodies/${id}/steps/dissolution`)).status).toBe(409);
  });

  it('may be read by a member and changed by nobody without the role', async () => {
    const id = await aGroup();
    expect((await member.get(`/house/bodies/${id}`)).status).toBe(200);
    expect((await auditor.post(`/house/bodies/${id}/seats`).type('form').send({})).status).toBe(404);
  });
});

describe('seats', () => {
  it('are given once per person, and one chair at a time', async () => {
    const id = await aGroup();
    const [first, second] = [await aPerson('Brandt'), await aPerson('Holt')];
    const give = (personId: string, capacity: string) =>
      secretary
        .post(`/house/bodies/${id}/seats`)
        .type('form')
        .send({ personId, capacity, kind: 'full', startsOn: '2026-01-10' });
    expect((await give(first, 'chair')).status).toBe(303);
    const again = await give(first, 'member');
    expect([again.status, again.text.includes('id="f-personId-error"')]).toEqual([422, true]);
    const chair = await give(second, 'chair');
    expect([chair.status, chair.text.includes('id="f-capacity-error"')]).toEqual([422, true]);
    expect((await give(second, 'member')).status).toBe(303);

    const read = await secretary.get(`/api/v1/house/bodies/${id}`);
    const [seat] = read.body.seats;
    expect(seat).toMatchObject({ capacity: 'chair', name: 'Brandt', startsOn: '2026-01-10', endsOn: null });
    const wrong = await secretary
      .post(`/house/bodies/${id}/seats/${seat.id}/end`)
      .type('form')
      .send({ endsOn: '2025-01-01' });
    expect(wrong.status).toBe(422);
    expect(
      (await secretary.post(`/house/bodies/${id}/seats/${seat.id}/end`).type('form').send({ endsOn: '2026-06-30' }))
        .status,
    ).toBe(303);
    expect((await give(first, 'member')).status).toBe(422);
    const later = { personId: first, capacity: 'chair', kind: 'full', startsOn: '2026-07-01' };
    expect((await secretary.post(`/house/bodies/${id}/seats`).type('form').send(later)).status).toBe(303);
  });

  it('stand on the page of the person and of the partner', async () => {
    const id = await aGroup('Group of the panels');
    const personId = await aPerson('Panel');
    await app.within(() =>
      app.get(SeatsService).give({ bodyId: id, personId, startsOn: Temporal.PlainDate.from('2026-01-01') }),
    );
    expect((await auditor.get(`/house/people/${personId}`)).text).toContain('Group of the panels');
    expect((await auditor.get(`/house/partners/${partnerId}`)).text).toContain('Group of the panels');
    expect((await auditor.get('/house/search?q=panels').set('Accept', 'application/json')).body.hits[0].title).toBe(
      'Group of the panels',
    );
  });
});

describe('the list', () => {
  it('takes one statement for one row as for three', async () => {
    const count = () =>
      app.within(async () => {
        return app.db.read(async () => {
          Current.context.statements.count = 0;
          const { rows } = await app.get(BodiesQueries).list({ q: 'counted' }, 1, 40);
          return [rows.length, Current.context.statements.count];
        });
      });
    await aGroup('Counted one');
    expect(await count()).toEqual([1, 1]);
    await aGroup('Counted two');
    await aGroup('Counted three');
    expect(await count()).toEqual([3, 1]);
    expect((await member.get('/house/bodies?kind=working-group&q=counted')).text).toContain('Counted three');
  });
});
