import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodiesQueries } from '../../src/bodies/bodies.queries.js';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { ContactsQueries } from '../../src/bodies/contacts/contacts.queries.js';
import { RolloverQueries } from '../../src/bodies/rollover/rollover.queries.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { ConvocationsService } from '../../src/institution/convocations.service.js';
import { FeedsService } from '../../src/calendar/feeds.service.js';
import { Current } from '../../src/platform/current.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anAccount } from '../support/factories.js';

let app: TestApp;
let head: Agent;
let approver: Agent;
let secretary: Agent;
let desk: Agent;
let member: Agent;
let partnerId: string;
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  app = await startApp();
  head = await app.signInAs('head-intl');
  approver = await app.signInAs('approver');
  secretary = await app.signInAs('body-secretary');
  desk = await app.signInAs('desk-officer');
  member = await app.signInAs('member');
  partnerId = await app.within(() =>
    app.get(OrganisationsService).create({ classification: 'ipo', name: { en: 'Assembly of Rivers' }, country: null }),
  );
}, 60_000);
afterAll(() => app.close());

const aPerson = (familyName: string, gender: 'female' | 'male' = 'male') =>
  app.within(() => app.get(PeopleService).create({ familyName, gender }));
const aBody = (kind: 'working-group' | 'permanent-delegation', name: string, convocationId: string | null = null) =>
  app.within(() =>
    app.get(BodiesService).create({ kind, name: { en: name }, partnerId, convocationId, on: day('2025-01-10') }),
  );
const form = (agent: Agent, path: string, sent: object = {}) => agent.post(`/house/${path}`).type('form').send(sent);
const rows = <T>(sql: string, params: unknown[] = []) =>
  app.within(() => app.db.read(() => app.db.rows<T>(sql, [Current.institutionId, ...params])));

describe('the course of a body', () => {
  it('is read as of any day, with who sat in it then', async () => {
    const id = await aBody('working-group', 'Group as of');
    const [early, late] = [await aPerson('Early'), await aPerson('Late')];
    await app.within(async () => {
      await app.get(BodiesService).take(id, 'proposal', { on: day('2025-02-01') });
      await app.get(BodiesService).take(id, 'constitution', { on: day('2025-02-10') });
      const seats = app.get(SeatsService);
      await seats.give({ bodyId: id, personId: early, startsOn: day('2025-02-10'), endsOn: day('2025-03-01') });
      await seats.give({ bodyId: id, personId: late, startsOn: day('2025-03-02') });
    });
    const then = await member.get(`/house/bodies/${id}?on=2025-03-01`);
    expect(then.text).toContain('As it stood on');
    expect([then.text.includes('Early'), then.text.includes('Late'), then.text.includes('/edit')]).toEqual([
      true,
      false,
      false,
    ]);
    const stateOn = async (on: string) =>
      (await member.get(`/house/bodies/${id}?on=${on}`)).text.match(/aria-current="step"><b>([^<]+)/)?.[1];
    expect([await stateOn('2025-01-31'), await stateOn('2025-02-05'), await stateOn('2025-02-10')]).toEqual([
      'Draft',
      'Proposed',
      'Active',
    ]);
    expect((await member.get(`/house/bodies/${id}?on=2024-12-31`)).text).toContain('not yet on record');
    expect(await stateOn('2024-12-31')).toBe('Draft');
  });

  it('asks for the reason of a return, and for days in their order', async () => {
    const id = await aBody('working-group', 'Group returned');
    expect((await form(secretary, `bodies/${id}/steps/proposal`, { on: '2025-02-01' })).status).toBe(303);
    const bare = await form(approver, `bodies/${id}/steps/return`);
    expect([bare.status, bare.text.includes('id="f-note-error"')]).toEqual([422, true]);
    expect((await form(approver, `bodies/${id}/steps/return`, { on: '2025-01-20', note: 'Early' })).status).toBe(422);
    expect((await form(member, `bodies/${id}/steps/return`, { note: 'No' })).status).toBe(404);
    expect((await form(approver, `bodies/${id}/steps/return`, { note: 'Please name a chair' })).status).toBe(303);
    expect((await secretary.get(`/house/bodies/${id}`)).text).toContain('Please name a chair');
  });
});

describe('rules of composition', () => {
  it('are adopted and switched by the head, not by a secretary', async () => {
    expect((await form(secretary, 'composition-rules/presets/ipu-sexes')).status).toBe(404);
    const adopted = await form(head, 'composition-rules/presets/ipu-sitting');
    const id = /composition-rules\/([^/]+)\/edit/.exec(adopted.headers['location']!)![1];
    expect((await form(secretary, `composition-rules/${id}/force`)).status).toBe(404);
    const open = await form(head, `composition-rules/${id}/force`);
    expect([open.status, open.text.includes('choose the organisation')]).toEqual([422, true]);
  });

  it('keep a seat from being given, and say by whom they are broken', async () => {
    const rule = {
      'name[en]': 'Two at most',
      'condition[type]': 'size',
      'condition[of]': 'all',
      'condition[min]': '2',
      'condition[max]': '2',
      level: 'block',
      kind: 'permanent-delegation',
    };
    expect((await form(desk, 'composition-rules', rule)).status).toBe(404);
    expect((await form(head, 'composition-rules', rule)).status).toBe(303);
    const [made] = await rows<{ id: string }>(`select id from body_rule where institution_id = $1 and preset is null`);
    expect((await form(head, `composition-rules/${made!.id}/force`)).status).toBe(303);
    const id = await aBody('permanent-delegation', 'Delegation of two');
    const give = async (name: string) =>
      form(secretary, `bodies/${id}/seats`, {
        personId: await aPerson(name),
        kind: 'full',
        capacity: 'member',
        startsOn: '2026-01-10',
      });
    expect((await give('One')).status).toBe(303);
    const alone = await form(approver, `bodies/${id}/steps/appointment`);
    expect([alone.status, alone.text.includes('at least 2 are needed')]).toEqual([422, true]);
    expect((await give('Two')).status).toBe(303);
    const third = await give('Three');
    expect([third.status, third.text.includes('There are 3 members; at most 2 are allowed.')]).toEqual([422, true]);
    expect((await form(approver, `bodies/${id}/steps/appointment`)).status).toBe(303);
    expect((await form(secretary, `bodies/${id}/steps/credentials`, { signedBy: 'The Speaker' })).status).toBe(303);
    expect((await secretary.get(`/house/bodies/${id}`)).text).toContain('signed by The Speaker');
    await form(head, `composition-rules/${made!.id}/rest`);
    expect((await give('Three again')).status).toBe(303);
    const list = async () => (await member.get('/house/composition-rules')).text;
    expect(await list()).not.toContain('What is broken today');
    await form(head, `composition-rules/${made!.id}/force`);
    const told = await list();
    expect(told).toContain('in 1 body');
    expect(told).toContain(`/house/bodies/${id}#composition`);
    expect(told).toContain('There are 3 members; at most 2 are allowed.');
    await form(head, `composition-rules/${made!.id}/rest`);
  });
});

describe('what lies before a body', () => {
  it('goes its course under those who may lead it', async () => {
    const id = await aBody('permanent-delegation', 'Delegation with a text');
    expect((await form(member, `bodies/${id}/matters`, { kind: 'text', title: 'Model law' })).status).toBe(404);
    expect((await form(secretary, `bodies/${id}/matters`, { kind: 'text', title: 'Model law' })).status).toBe(303);
    const [text] = await rows<{ id: string }>(`select id from body_matter where institution_id = $1 and body_id = $2`, [
      id,
    ]);
    const step = (agent: Agent, name: string, sent: object = {}) =>
      form(agent, `bodies/${id}/matters/${text!.id}/steps/${name}`, sent);
    expect((await step(member, 'review')).status).toBe(404);
    expect((await step(secretary, 'review')).status).toBe(303);
    expect((await step(secretary, 'position', { outcome: 'We support it.' })).status).toBe(404);
    expect((await step(approver, 'position')).status).toBe(422);
    expect((await step(approver, 'position', { outcome: 'We support it.' })).status).toBe(303);
    expect((await secretary.get(`/house/bodies/${id}/matters/${text!.id}`)).text).toContain('We support it.');
  });
});

describe('contacts with foreigners', () => {
  const contact = {
    onDay: '2026-02-03',
    place: 'Room 1',
    counterpart: 'Mr Holt',
    basis: 'His request',
    content: 'Greetings',
  };

  it('are numbered by their year, by those who may', async () => {
    expect((await form(member, 'contacts', contact)).status).toBe(404);
    expect((await member.get('/house/contacts')).status).toBe(404);
    const first = await form(desk, 'contacts', contact);
    expect(first.status).toBe(303);
    expect((await form(desk, 'contacts', { ...contact, onDay: '2025-12-30' })).status).toBe(303);
    expect((await desk.get(first.headers['location']!)).text).toContain('Contact No. 1 of 2026');
    expect((await form(desk, 'contacts', { ...contact, onDay: '2999-01-01' })).status).toBe(422);
    const moved = await desk
      .post(first.headers['location']!)
      .type('form')
      .send({ ...contact, onDay: '2025-02-03', version: '1' });
    expect([moved.status, moved.text.includes('id="f-onDay-error"')]).toEqual([422, true]);
    expect(
      (
        await member
          .post(first.headers['location']!)
          .type('form')
          .send({ ...contact, version: '1' })
      ).status,
    ).toBe(404);
  });

  it('offer people among thousands by a few letters, and lose nothing that was typed or ticked', async () => {
    const [found, other] = [await aPerson('Ostrowska'), await aPerson('Petrauskas')];
    const offered = await form(desk, 'contacts/people', { q: 'ostrow' });
    expect([offered.status, offered.text.includes(found), offered.text.includes(other)]).toEqual([200, true, false]);
    expect((await form(desk, 'contacts/people', { q: 'o' })).text).not.toContain(found);
    const again = await form(desk, 'contacts/finding', { ...contact, q: 'ostrow', 'participants[]': other });
    expect(again.status).toBe(422);
    expect((await form(member, 'contacts/finding', { ...contact, q: 'ostrow' })).status).toBe(404);
    expect(again.text).toContain('Petrauskas');
    expect(again.text).toMatch(new RegExp(`value="${other}" checked`));
    expect(again.text).toContain(`value="${found}"`);
    expect(again.text).toContain(contact.counterpart);
    const saved = await form(desk, 'contacts', { ...contact, 'participants[]': found });
    const edit = (await desk.get(`${saved.headers['location']}/edit`)).text;
    expect(edit).toMatch(new RegExp(`value="${found}" checked`));
  });

  it('are listed by one statement, however many there are', async () => {
    const count = () =>
      app.within(() =>
        app.db.read(async () => {
          Current.context.statements.count = 0;
          const { rows: found } = await app.get(ContactsQueries).list({ q: 'counted' }, 1, 40);
          return [found.length, Current.context.statements.count];
        }),
      );
    await form(desk, 'contacts', { ...contact, counterpart: 'Counted' });
    expect(await count()).toEqual([1, 1]);
    for (const n of [2, 3]) await form(desk, 'contacts', { ...contact, counterpart: `Counted ${n}` });
    expect(await count()).toEqual([3, 1]);
  });
});

describe('the end of a convocation', () => {
  it('shows what it will do, is taken back, and is confirmed by another than who prepared it', async () => {
    const term = await app.within(() =>
      app.get(ConvocationsService).addConvocation({ number: 5, startsOn: day('2024-01-01') }),
    );
    const [kept, closed] = [
      await aBody('working-group', 'Group kept', term),
      await aBody('working-group', 'Group closed', term),
    ];
    const person = await aPerson('Leaving');
    const chairAccount = await app.within(() => anAccount(app.app, { name: 'Nora Reuter' }));
    await app.within(async () => {
      await app.get(SeatsService).give({ bodyId: kept, personId: person, startsOn: day('2025-02-01') });
      await app
        .get(FeedsService)
        .subscribe({ scopeKind: 'person', scopeId: person, name: 'Diary of Leaving', language: 'en' });
    });
    await app.within(() =>
      app.db.transaction(async () => {
        for (const role of ['body-secretary', 'body-chair'])
          await app.db.rows(
            `insert into role_grant (institution_id, id, account_id, role, scope_kind, scope_id, starts_on)
             values ($1, uuidv7(), $2, $3, 'body', $4, '2025-01-01')`,
            [Current.institutionId, chairAccount.id, role, kept],
          );
      }),
    );

    const input = { convocationId: term, lastDay: '2026-06-30', 'carried[]': kept };
    expect((await form(desk, 'rollovers', input)).status).toBe(404);
    const first = await form(head, 'rollovers', input);
    expect(first.status).toBe(303);
    expect((await form(head, 'rollovers', input)).status).toBe(422);
    expect((await desk.post(`${first.headers['location']!}/withdrawal`)).status).toBe(404);
    expect((await head.post(`${first.headers['location']!}/withdrawal`)).status).toBe(303);
    expect((await rows(`select 1 from body where institution_id = $1 and archived_on is not null`)).length).toBe(0);

    const second = (await form(head, 'rollovers', input)).headers['location']!;
    const shown = (await approver.get(second)).text;
    for (const words of [
      'Group kept',
      'closed, carried over',
      'Group closed',
      'Nora Reuter',
      'Diary of Leaving',
      'Leaving',
    ])
      expect([words, shown.includes(words)]).toEqual([words, true]);
    const seen = /name="seen" value="([^"]+)"/.exec(shown)![1];
    const confirm = (agent: Agent, seal = seen) =>
      agent.post(`${second}/confirmation`).type('form').send({ seen: seal });
    expect((await confirm(head)).status).toBe(404);
    expect((await confirm(approver, 'another')).status).toBe(409);
    const both = await confirm(approver);
    expect(both.status).toBe(303);
    expect((await confirm(approver)).status).toBe(409);
    expect((await head.post(`${second}/withdrawal`)).status).toBe(409);

    const bodies = await rows<{
      name: { en: string };
      state: string;
      predecessor_id: string | null;
      number: number;
    }>(
      `select b.name, b.state, b.predecessor_id, c.number from body b
         join convocation c on c.institution_id = b.institution_id and c.id = b.convocation_id where b.institution_id = $1 order by b.id`,
    );
    expect(bodies.map(({ name, state, predecessor_id, number }) => [name.en, state, predecessor_id, number])).toEqual([
      ['Group kept', 'dissolved', null, 5],
      ['Group closed', 'dissolved', null, 5],
      ['Group kept', 'draft', kept, 6],
    ]);
    const [seat] = await rows<{ ends_on: Temporal.PlainDate }>(
      `select ends_on from seat where institution_id = $1 and body_id = $2`,
      [kept],
    );
    expect(seat!.ends_on.toString()).toBe('2026-06-30');
    expect(
      (await rows(`select 1 from feed where institution_id = $1 and scope_id = $2 and revoked_at is null`, [person]))
        .length,
    ).toBe(0);
    const grants = await rows<{ role: string; ends_on: Temporal.PlainDate | null; old: boolean }>(
      `select role, ends_on, scope_id = $3 as old from role_grant where institution_id = $1 and account_id = $2 order by role, ends_on nulls last`,
      [chairAccount.id, kept],
    );
    expect(grants.map(({ role, ends_on, old }) => [role, ends_on?.toString() ?? null, old])).toEqual([
      ['body-chair', '2026-06-30', true],
      ['body-secretary', '2026-06-30', true],
      ['body-secretary', null, false],
    ]);
    expect((await member.get('/house/bodies')).text).not.toContain('Group closed');
    expect((await member.get('/house/bodies?archived=on')).text).toContain('Group closed');
    expect((await member.get(`/house/bodies/${kept}?on=2026-06-29`)).text).toContain('Leaving');
    expect(
      (
        await form(secretary, `bodies/${closed}/seats`, {
          personId: person,
          kind: 'full',
          capacity: 'member',
          startsOn: '2026-07-01',
        })
      ).status,
    ).toBe(422);
    const plan = await app.within(() => app.db.read(() => app.get(RolloverQueries).list()));
    expect(plan.map(({ state }) => state)).toEqual(['confirmed', 'withdrawn']);
    expect(await app.within(() => app.db.read(() => app.get(BodiesQueries).kinOf(kept)))).toMatchObject([
      { relation: 'successor' },
    ]);
  });
});

describe('the API', () => {
  it('takes steps and gives seats as the pages do', async () => {
    const id = await aBody('working-group', 'Group of the API');
    const api = `/api/v1/house/bodies/${id}`;
    const personId = await aPerson('Wire');
    expect(
      (await member.post(`${api}/seats`).send({ personId, kind: 'full', capacity: 'member', startsOn: '2026-01-01' }))
        .status,
    ).toBe(404);
    const made = await secretary
      .post(`${api}/seats`)
      .send({ personId, kind: 'full', capacity: 'chair', startsOn: '2026-01-01' });
    expect(made.status).toBe(201);
    expect((await secretary.post(`${api}/seats`).send({ personId, colour: 'red' })).status).toBe(400);
    expect((await member.patch(`${api}/seats/${made.body.id}`).send({ endsOn: '2026-02-01' })).status).toBe(404);
    expect((await secretary.patch(`${api}/seats/${made.body.id}`).send({ endsOn: '2026-02-01' })).status).toBe(200);
    expect((await member.post(`${api}/steps/proposal`).send({})).status).toBe(404);
    expect((await secretary.post(`${api}/steps/proposal`).send({ note: 'No. 7' })).body).toEqual({
      id,
      state: 'proposed',
    });
    const then = (await member.get(`${api}?on=2026-01-31`)).body;
    expect([then.state, then.seats.length]).toEqual(['draft', 1]);
    expect((await member.get(`${api}?on=2026-02-02`)).body.seats).toEqual([]);
  });
});
