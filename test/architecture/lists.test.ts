import { afterAll, beforeAll, expect, it } from 'vitest';
import { NoticesService } from '../../src/accounts/notices.service.js';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { CompositionRules } from '../../src/bodies/composition/rules.service.js';
import { ContactsService } from '../../src/bodies/contacts/contacts.service.js';
import { MattersService } from '../../src/bodies/matters/matters.service.js';
import { RolloverService } from '../../src/bodies/rollover/rollover.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { PostsService } from '../../src/directory/posts.service.js';
import { Current } from '../../src/platform/current.js';
import type { Role } from '../../src/platform/permissions/permissions.service.js';
import { statementsOf } from '../support/activities.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anAccount } from '../support/factories.js';

let house: TestApp;
const agents = new Map<Role, Agent & { account: { id: string } }>();
const as = async (role: Role) => agents.get(role) ?? agents.set(role, await house.signInAs(role)).get(role)!;
let n = 0;
const number = () => (n += 1);
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  house = await startApp();
}, 60_000);
afterAll(() => house.close());

const within = <T>(work: () => Promise<T>) => house.within(work);
const aPerson = () =>
  within(() => house.get(PeopleService).create({ familyName: `Family ${number()}`, country: 'LU' }));
const aChamber = () =>
  within(() =>
    house.get(OrganisationsService).create({ classification: 'chamber', name: { en: `Chamber ${number()}` } }),
  );
const hold = async (personId: string, organisationId: string, postId: string) =>
  within(() => house.get(MembershipsService).appoint({ personId, organisationId, postId }));
const aPost = (organisationId: string) =>
  within(() => house.get(PostsService).create({ organisationId, label: { en: `Post ${number()}` } }));
const aBody = async (convocationId: string | null = null) => {
  const partnerId = await aChamber();
  const name = { en: `Group ${number()}` };
  return within(() =>
    house.get(BodiesService).create({ kind: 'working-group', name, partnerId, convocationId, on: day('2025-01-10') }),
  );
};
const seat = async (bodyId: string) => {
  const personId = await aPerson();
  await within(() => house.get(SeatsService).give({ bodyId, personId, capacity: 'member', kind: 'full', startsOn: day('2025-01-10') })); // prettier-ignore
};
const send = async (role: Role, path: string, fields: object) => {
  const { status, text } = await (await as(role)).post(path).type('form').send(fields);
  if (status >= 400) throw new Error(`${path} answered ${status}: ${text.slice(0, 500)}`);
};
/** Convocations follow each other, a year each. */
const aConvocation = () =>
  within(() =>
    house.db.transaction(async () => {
      const k = number();
      const [row] = await house.db.rows<{ id: string }>(
        `insert into convocation (institution_id, id, number, starts_on, ends_on)
         values ($1, gen_random_uuid(), $2, $3, $4) returning id`,
        [Current.institutionId, k, day('1900-01-01').add({ years: k }), day('1900-12-31').add({ years: k })],
      );
      return row!.id;
    }),
  );

interface List {
  path: string;
  /** Who reads it. */
  as: Role;
  /** One row more. */
  add: () => Promise<unknown>;
}
const LISTS: Record<string, () => Promise<List> | List> = {
  people: () => ({ path: 'people', as: 'desk-officer', add: aPerson }),
  organisations: () => ({ path: 'partners?classification=all', as: 'desk-officer', add: aChamber }),
  'the posts and people of an organisation': async () => {
    const id = await aChamber();
    const add = async () => hold(await aPerson(), id, await aPost(id));
    return { path: `partners/${id}`, as: 'desk-officer', add };
  },
  'the memberships of a person': async () => {
    const id = await aPerson();
    const add = async () => {
      const organisation = await aChamber();
      await hold(id, organisation, await aPost(organisation));
    };
    return { path: `people/${id}`, as: 'desk-officer', add };
  },
  'readings of travel details': async () => {
    const id = await aPerson();
    return {
      path: `people/${id}/readings`,
      as: 'protocol',
      add: () => send('protocol', `/house/people/${id}/reveal`, { reason: 'visa' }),
    };
  },
  bodies: () => ({ path: 'bodies', as: 'desk-officer', add: async () => seat(await aBody()) }),
  'seats and matters of a body': async () => {
    const id = await aBody();
    const add = async () => {
      await seat(id);
      await within(() => house.get(MattersService).add(id, 'plan-item', { title: `Seminar ${number()}` }));
    };
    return { path: `bodies/${id}`, as: 'desk-officer', add };
  },
  'rules of composition and who breaks them': () => ({
    path: 'composition-rules',
    as: 'head-intl',
    add: () =>
      within(() =>
        house.get(CompositionRules).add({ name: { en: `Rule ${number()}` }, source: null, kind: null, organisationId: null, level: 'warn', condition: { type: 'size', of: 'all', min: 9 } }),
      ), // prettier-ignore
  }),
  contacts: () => ({
    path: 'contacts',
    as: 'desk-officer',
    add: async () => {
      const participants = [await aPerson(), await aPerson()];
      const facts = { place: 'Hall', counterpart: 'Ms Elm', basis: 'Request', content: 'Talks', country: 'FI' };
      const nothing = { organisation: null, purpose: null, authorisedBy: null, report: null, bodyId: null };
      return within(() => house.get(ContactsService).add({ ...facts, ...nothing, participants, onDay: day('2026-02-03') })); // prettier-ignore
    },
  }),
  'ends of convocations': () => ({
    path: 'rollovers',
    as: 'head-intl',
    add: async () => {
      const convocationId = await aConvocation();
      const carried = [await aBody(convocationId)];
      return within(() => house.get(RolloverService).prepare({ convocationId, carried, lastDay: day('2026-01-31') }));
    },
  }),
  'what the end of a convocation will do': async () => {
    const convocationId = await aConvocation();
    await seat(await aBody(convocationId));
    const id = await within(() => house.get(RolloverService).prepare({ convocationId, carried: [], lastDay: day('2026-01-31') })); // prettier-ignore
    return { path: `rollovers/${id}`, as: 'head-intl', add: async () => seat(await aBody(convocationId)) };
  },
  'convocations and sittings': () => ({ path: 'settings/sittings', as: 'registry', add: aConvocation }),
  'days of the institution': () => ({
    path: 'settings/time?year=2027',
    as: 'registry',
    add: () => send('registry', '/house/settings/time/days', { day: `2027-03-0${number() % 9 || 9}`, kind: 'closed', 'name[en]': 'Closed' }), // prettier-ignore
  }),
  'deadline rules and their history': () => ({
    path: 'settings/deadlines',
    as: 'head-intl',
    add: () => send('head-intl', '/house/settings/deadlines/in-visit-abroad/copy', {}),
  }),
  accounts: () => ({
    path: 'settings/people',
    as: 'tenant-admin',
    add: () => within(() => anAccount(house.app, { roles: ['protocol', 'finance'] })),
  }),
  'roles of an account': async () => {
    const { id } = await within(() => anAccount(house.app));
    const roles = ['auditor', 'legal', 'finance'];
    const add = () => send('tenant-admin', `/house/settings/people/${id}/roles`, { role: roles.pop() });
    return { path: `settings/people/${id}`, as: 'tenant-admin', add };
  },
  'access tokens': () => ({
    path: 'account',
    as: 'finance',
    add: () => send('finance', '/house/account/tokens', { tokenName: `Phone ${number()}`, 'scopes[]': ['read'] }),
  }),
  notices: async () => {
    const { account } = await as('legal');
    const add = () => within(() => house.db.transaction(() => house.get(NoticesService).tell([account.id], { key: 'accounts.notices.title', href: '' }))); // prettier-ignore
    return { path: 'notices', as: 'legal', add };
  },
  imports: () => ({
    path: 'imports',
    as: 'desk-officer',
    add: async () => {
      const csv = Buffer.from('Family name\nX\n');
      await (await as('desk-officer')).post('/house/imports').field('kind', 'people').attach('file', csv, 'x.csv');
    },
  }),
};

it.each(Object.keys(LISTS))('%s: one row and three are read with the same number of statements', async (name) => {
  const { path, as: role, add } = await LISTS[name]!();
  const agent = await as(role);
  const count = () => statementsOf(house, () => agent.get(`/house/${path}`));
  await add();
  await count();
  const one = await count();
  await add();
  await add();
  expect(await count()).toBe(one);
});
