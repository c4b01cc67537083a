import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { CompositionService } from '../../src/bodies/composition/composition.service.js';
import type { Condition } from '../../src/bodies/composition/composition.rules.js';
import { CompositionRules } from '../../src/bodies/composition/rules.service.js';
import { ContactsQueries } from '../../src/bodies/contacts/contacts.queries.js';
import { MattersService } from '../../src/bodies/matters/matters.service.js';
import { RolloverQueries } from '../../src/bodies/rollover/rollover.queries.js';
import { RolloverService } from '../../src/bodies/rollover/rollover.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { MergesService } from '../../src/directory/merges.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PartnerContacts } from '../../src/directory/partner-contacts.registry.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { DeadlineTriggers } from '../../src/institution/deadlines/deadlines.registry.js';
import { ConvocationsService } from '../../src/institution/convocations.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let desk: Agent;
let partnerId: string;
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('desk-officer');
  partnerId = await anOrganisation('Assembly of Lakes');
}, 60_000);
afterAll(() => app.close());

const anOrganisation = (name: string, classification: 'ipo' | 'faction' | 'ministry' = 'ipo') =>
  app.within(() => app.get(OrganisationsService).create({ classification, name: { en: name }, country: null }));
const aPerson = (familyName: string) =>
  app.within(() => app.get(PeopleService).create({ familyName, givenName: 'Ada' }));
const aGroup = (name: string, convocationId: string | null = null) =>
  app.within(() =>
    app
      .get(BodiesService)
      .create({ kind: 'working-group', name: { en: name }, partnerId, convocationId, on: day('2025-01-10') }),
  );
const give = (bodyId: string, personId: string) =>
  app.within(() => app.get(SeatsService).give({ bodyId, personId, startsOn: day('2025-02-01') }));
const read = <T>(work: () => Promise<T>) => app.within(() => app.db.read(work));

describe('somebody who was entered twice', () => {
  let once: string;
  let again: string;

  beforeAll(async () => {
    [once, again] = [await aPerson('Winter'), await aPerson('Vinter')];
    await app.within(() => app.get(MergesService).merge(again, once));
  });

  it('is counted by the rules of composition with the seats and memberships of both entries', async () => {
    const [one, two] = [await aGroup('Group of twice'), await aGroup('Other group of twice')];
    await give(one, once);
    await give(two, again);
    const ministry = await anOrganisation('Ministry of Lakes', 'ministry');
    await app.within(async () => {
      await app.get(MembershipsService).appoint({
        personId: once,
        organisationId: ministry,
        role: { en: 'Minister' },
        startsOn: day('2025-01-01'),
      });
      const rules = app.get(CompositionRules);
      const conditions: Condition[] = [
        { type: 'bodies', max: 1 },
        { type: 'posts', words: ['minister'] },
      ];
      for (const condition of conditions)
        await rules.switch(
          await rules.add({
            name: { en: condition.type },
            source: null,
            kind: 'working-group',
            organisationId: null,
            level: 'warn',
            condition,
          }),
          true,
        );
    });
    const checks = await read(() =>
      app.get(CompositionService).check({ id: two, kind: 'working-group', partnerId }, day('2026-01-01')),
    );
    expect(checks.flatMap(({ violations }) => violations.map(({ who }) => who))).toEqual([
      ['Ada Winter'],
      ['Ada Winter'],
    ]);
  });

  it('stands once, under one name, in the register of contacts', async () => {
    const contact = { onDay: '2026-02-03', place: 'Hall', basis: 'Request', content: 'Greetings' };
    const sent = { ...contact, counterpart: 'Ms Stone', 'participants[0]': again, 'participants[1]': once };
    expect((await desk.post('/house/contacts').type('form').send(sent)).status).toBe(303);
    const [row] = (await read(() => app.get(ContactsQueries).list({ q: 'stone' }, 1, 40))).rows;
    expect(row!.participants).toBe('Ada Winter');
  });
});

describe('a body read as of a day', () => {
  it('has the committees and the titles of then, whatever was corrected since', async () => {
    const bodyId = await aGroup('Group of then');
    const seat = await give(bodyId, await aPerson('Then'));
    const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
    const api = `/house/bodies/${bodyId}`;
    await app.within(async () => {
      await app.get(SeatsService).assign(bodyId, seat, ['Committee on Water']);
      const matters = app.get(MattersService);
      const facts = { title: 'Model law on rivers', dueOn: day('2026-01-31') };
      const id = await matters.add(bodyId, 'plan-item', facts, day('2025-03-01'));
      await matters.update(bodyId, id, { title: 'Model law on waters', dueOn: null });
    });
    const then = (await desk.get(`${api}?on=${today.subtract({ days: 1 })}`)).text;
    const now = (await desk.get(`${api}?on=${today}`)).text;
    for (const [words, was, is] of [
      ['Committee on Water', false, true],
      ['Model law on rivers', true, false],
      ['Model law on waters', false, true],
      ['2026-01-31', true, false],
    ] as const)
      expect([words, then.includes(words), now.includes(words)]).toEqual([words, was, is]);
    expect((await desk.get(api)).text).toContain('Model law on waters');
    expect((await desk.get(`${api}?on=2025-02-20`)).text).not.toContain('Model law');
  });
});

describe('the opening of a session', () => {
  it('is a day from which deadlines are counted, unless the meeting was called off', async () => {
    const bodyId = await app.within(() =>
      app.get(BodiesService).create({ kind: 'permanent-delegation', name: { en: 'Delegation of days' }, partnerId }),
    );
    const days = await app.within(async () => {
      const matters = app.get(MattersService);
      await matters.add(bodyId, 'meeting', { title: 'Spring session', startsOn: day('2027-04-12') });
      const off = await matters.add(bodyId, 'meeting', { title: 'Autumn session', startsOn: day('2027-04-20') });
      await matters.take(bodyId, off, 'cancellation', { note: 'No host' });
      const trigger = app.get(DeadlineTriggers).of('SESSION_OPEN')!;
      return app.db.read(() => trigger.occurrences(day('2027-04-01'), day('2027-04-30')));
    });
    expect(days.map(({ about, day: on }) => [about, on.toString()])).toEqual([
      ['Spring session · Delegation of days', '2027-04-12'],
    ]);
  });
});

describe('contacts on record', () => {
  it('keep a partnership awake: of the partner of their body, and of an organisation by its name', async () => {
    const named = await anOrganisation('Senate of Pines');
    const bodyId = await aGroup('Group that met');
    const contact = { place: 'Hall', basis: 'Request', content: 'Greetings', counterpart: 'Mr Reed' };
    for (const more of [
      { onDay: '2026-03-01', bodyId },
      { onDay: '2026-04-01', organisation: ' senate of pines' },
      { onDay: '2026-02-01', organisation: 'Senate of Pines', country: 'FR' },
      { onDay: '2026-05-01', organisation: 'Somebody else' },
    ])
      expect(
        (
          await desk
            .post('/house/contacts')
            .type('form')
            .send({ ...contact, ...more })
        ).status,
      ).toBe(303);
    const last = await read(() => app.get(PartnerContacts).last());
    expect([last.get(partnerId)?.toString(), last.get(named)?.toString()]).toEqual(['2026-03-01', '2026-04-01']);
  });
});

describe('the end of a term', () => {
  it('ends the memberships that were given for it, and names a merged person once', async () => {
    const convocationId = await app.within(() =>
      app.get(ConvocationsService).addConvocation({ number: 8, startsOn: day('2024-01-01') }),
    );
    const bodyId = await aGroup('Group of the term', convocationId);
    const [kept, alias, stays] = [await aPerson('Moss'), await aPerson('Mosse'), await aPerson('Fern')];
    await give(bodyId, alias);
    const organisationId = await anOrganisation('Faction of Ponds', 'faction');
    const facts = { organisationId, role: { en: 'Deputy' }, startsOn: day('2024-02-01') };
    await app.within(async () => {
      await app.get(MergesService).merge(alias, kept);
      const memberships = app.get(MembershipsService);
      await memberships.appoint({ ...facts, personId: alias, convocationId });
      await memberships.appoint({ ...facts, personId: stays });
    });
    const shares = app.get(RolloverService);
    const lastDay = day('2026-06-30');
    const id = await app.within(() => shares.prepare({ convocationId, lastDay, carried: [] }));
    const plan = await read(() => app.get(RolloverQueries).plan({ convocationId, lastDay, carried: [] }));
    expect(plan.people.map(({ name, ids }) => [name, ids.toSorted()])).toEqual([
      ['Ada Moss', [kept, alias].toSorted()],
    ]);
    expect(plan.shares.find((share) => share.id === 'memberships')?.hanging).toEqual([
      { what: 'Deputy, Faction of Ponds', whose: 'Ada Moss' },
    ]);
    await app.within(() => shares.confirm(id, plan.seen));
    const rows = await read(() =>
      app.db.rows<{ person_id: string; state: string; ends_on: Temporal.PlainDate | null }>(
        `select person_id, state, ends_on from membership where institution_id = $1 and organisation_id = $2`,
        [app.house.id, organisationId],
      ),
    );
    expect(rows.map((row) => [row.person_id, row.state, row.ends_on?.toString() ?? null]).toSorted()).toEqual(
      [
        [kept, 'ended', '2026-06-30'],
        [stays, 'appointed', null],
      ].toSorted(),
    );
  });
});

describe('verbs of the parts of a body', () => {
  const contact = { onDay: '2026-02-03', place: 'Hall', basis: 'Request', content: 'Talks', counterpart: 'Ms Elm' };
  const rule = { 'name[en]': 'Five', 'condition[type]': 'size', 'condition[max]': '5', level: 'warn' };
  const ids: Record<'body' | 'seat' | 'matter' | 'rule', string> = { body: '', seat: '', matter: '', rule: '' };

  beforeAll(async () => {
    ids.body = await aGroup('Group of verbs');
    ids.seat = await give(ids.body, await aPerson('Verb'));
    await app.within(async () => {
      ids.matter = await app.get(MattersService).add(ids.body, 'plan-item', { title: 'A seminar' });
      const facts = { name: { en: 'Size' }, source: null, kind: null, organisationId: null, level: 'warn' } as const;
      ids.rule = await app.get(CompositionRules).add({ ...facts, condition: { type: 'size', of: 'all', max: 9 } });
    });
  });

  const form = (path: string, fields: object) => (agent: Agent) => agent.post(path).type('form').send(fields);
  const verbs: [string, 'desk-officer' | 'head-intl', string, (agent: Agent) => ReturnType<Agent['post']>][] = [
    ['assign committees', 'desk-officer', 'member', (agent) =>
      form(`/house/bodies/${ids.body}/seats/${ids.seat}/committees`, { committees: 'Budget' })(agent)],
    ['edit a matter', 'desk-officer', 'auditor', (agent) =>
      form(`/house/bodies/${ids.body}/matters/${ids.matter}`, { kind: 'plan-item', title: 'Two seminars', version: '1' })(agent)],
    ['edit a rule', 'head-intl', 'desk-officer', (agent) => form(`/house/composition-rules/${ids.rule}`, { ...rule, version: '1' })(agent)],
    ['describe a body by the API', 'desk-officer', 'member', (agent) =>
      agent.patch(`/api/v1/house/bodies/${ids.body}`).send({ name: { en: 'Group of all verbs' }, partnerId })],
    ['record a contact by the API', 'desk-officer', 'member', (agent) => agent.post('/api/v1/house/contacts').send(contact)],
    ['look for own participants', 'desk-officer', 'member', (agent) => form('/house/contacts/people', { q: 'ma' })(agent)],
    ['save the register of contacts', 'desk-officer', 'member', (agent) => agent.get('/house/contacts/export/csv')],
  ]; // prettier-ignore

  it.each(verbs)('%s: a %s may, a %s may not', async (_verb, may, mayNot, send) => {
    const stranger = await app.signInAs(mayNot as 'member');
    expect((await send(stranger)).status).toBe(404);
    expect((await send(await app.signInAs(may))).status).toBeLessThan(400);
  });
});
