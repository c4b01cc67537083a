import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { ROLES } from '../../src/platform/permissions/permissions.service.js';
import { RoutesCheck, type StatedRoute } from '../../src/platform/permissions/routes-check.js';
import { seedHouse, shippedHouse } from '../../src/seeding/seed-house.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anAccount, anInstitution, PASSWORD } from '../support/factories.js';

/** What stands in a path, and the table whose rows it names; the word before `:id` decides. */
const TABLES: Record<string, string> = {
  'my-calendar/passwords': 'app_password',
  'settings/webhooks': 'webhook',
  webhooks: 'webhook',
  deliveries: 'webhook_delivery',
  deliveryId: 'webhook_delivery',
  'account/tokens': 'access_token',
  absence: 'resource_block',
  activities: 'activity',
  activity: 'activity',
  activityId: 'activity',
  arrival: 'check_in',
  block: 'resource_block',
  bodies: 'body',
  claim: 'expense_claim',
  comment: 'report_comment',
  commitments: 'commitment',
  contacts: 'foreign_contact',
  changeId: 'setting_change',
  convocations: 'convocation',
  feedId: 'sitting_feed',
  gifts: 'gift',
  plan: 'seating_plan',
  'seating-plans': 'seating_plan',
  'published/reports': 'report_publication',
  'activity/approvals': 'activity_report_issue',
  grant: 'role_grant',
  invitation: 'invitation',
  packs: 'document_pack',
  imports: 'import',
  invitations: 'invitation',
  counterpartLine: 'counterpart_line',
  entry: 'logistics_entry',
  item: 'programme_item',
  letterId: 'paper_letter',
  link: 'pocket_link',
  line: 'cost_line',
  matter: 'body_matter',
  meeting: 'requested_meeting',
  proposal: 'programme_proposal',
  member: 'delegation_member',
  membership: 'membership',
  merge: 'person_merge',
  post: 'post',
  rank: 'precedence_rank',
  'my-calendar': 'feed',
  approvals: 'activity_report_issue',
  organisations: 'organisation',
  outbox: 'message',
  partners: 'organisation',
  picture: 'report_picture',
  people: 'person',
  mailing: 'mailing',
  mailings: 'mailing',
  mission: 'activity',
  missions: 'activity',
  receptions: 'activity',
  recipient: 'recipient',
  recipients: 'recipient',
  replies: 'inbound_mail',
  resources: 'venue',
  ruleId: 'deadline_rule',
  rollovers: 'rollover',
  rule: 'body_rule',
  seat: 'seat',
  'settings/people': 'account',
  version: 'activity_version',
};
/** Parameters that name no row of one institution. */
const PLAIN: Record<string, string> = {
  institution: 'senate',
  code: 'report-visit-end',
  country: 'BY',
  day: '2027-03-08',
  format: 'csv',
  kind: 'venues',
  language: 'en',
  template: 'note-verbale',
  number: '1',
  preset: 'pace-women',
  section: 'summary',
  sheet: 'labels',
  sheets: 'vehicles',
  step: 'approve',
  table: 'participants',
};
/** Not tried: what opens them is a secret that the other does not have, or a number of the own account. */
const NOT_TRIED = /:token|:file|\/account\/sessions\/:digest|\/sittings\/:day|^\/r\//;
const NOBODY = '0199c0de-7000-7000-8000-00000000abcd';

const namesRow = (path: string) => [...path.matchAll(/:(\w+)/g)].some(([, name]) => !((name ?? '') in PLAIN));

let house: TestApp;
let owner: pg.Client;
let stranger: Agent;
let routes: StatedRoute[];
const rows = new Map<string, string>();

beforeAll(async () => {
  house = await startApp();
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  await seedHouse(house.app, shippedHouse(), 'no-password');
  // The story brings nothing in from files.
  await owner.query(
    `insert into import (institution_id, id, kind, state, file_name) values ($1, gen_random_uuid(), 'people', 'mapping', 'people.csv')`,
    [house.house.id],
  );
  for (const table of new Set(Object.values(TABLES))) {
    const { rows: found } = await owner.query(`select id from ${table} where institution_id = $1 order by id limit 1`, [
      house.house.id,
    ]);
    if (found[0]) rows.set(table, found[0].id);
  }
  // Every role there is, so that nothing but the institution stands in the way.
  const senate = await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate' } });
  const { email } = await house.within(() => anAccount(house.app, { roles: [...ROLES] }), senate);
  stranger = house.browser();
  await stranger.post('/senate/sign-in').type('form').send({ email, password: PASSWORD });
  routes = house
    .get(RoutesCheck)
    .routes()
    .filter(({ path }) => namesRow(path) && !NOT_TRIED.test(path));
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const nameOf = ({ method, path }: StatedRoute) => `${method} ${path}`;

/** The path with every parameter filled; `rowOf` says which row of a table. */
function fill(path: string, rowOf: (table: string | undefined) => string): string {
  return path.replace(/:(\w+)/g, (_all, name: string, at: number) => {
    if (name in PLAIN) return PLAIN[name]!;
    const before = path
      .slice(0, at)
      .split('/')
      .slice(1, -1)
      .filter((word) => !word.startsWith(':'));
    const words = [before.slice(-2).join('/'), before.at(-1)!];
    return rowOf(TABLES[name] ?? words.map((word) => TABLES[word]).find(Boolean));
  });
}

async function ask(route: StatedRoute, rowOf: (table: string | undefined) => string) {
  const path = fill(route.path, rowOf);
  const isApi = path.startsWith('/api/');
  const method = route.method.toLowerCase() as 'get';
  const asked = stranger[method](path)
    .set('Accept', isApi ? 'application/json' : 'text/html')
    .redirects(0);
  if (route.method !== 'GET') asked.type(isApi ? 'json' : 'form').send(isApi ? {} : { position: '1' });
  const { status, text } = await asked;
  const bare = (text ?? '')
    .replace(/nonce[-="]+[\w-]+|content="[\w-]{22}"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    .replaceAll(path, '');
  return { status, bare };
}

describe('somebody of another institution who holds every role there and knows our ids', () => {
  it('is told of each what is told of one that never was, and changes nothing', async () => {
    const marks = async () => {
      const sql = `select (select count(*)::int from event where institution_id = $1) as events,
        (select sum(version)::int from activity where institution_id = $1) as activities,
        (select sum(version)::int from person where institution_id = $1) as people`;
      return (await owner.query(sql, [house.house.id])).rows[0] as unknown;
    };
    const before = await marks();
    const differing: string[] = [];
    const open: string[] = [];
    for (const route of routes) {
      const real = await ask(route, (table) => rows.get(table ?? '') ?? NOBODY);
      const none = await ask(route, () => NOBODY);
      if (real.status !== none.status || real.bare !== none.bare)
        differing.push(`${nameOf(route)} ${real.status}/${none.status}`);
      // 400 and 422: what was sent is judged before anything is looked up.
      if (![404, 400, 422].includes(real.status)) open.push(`${nameOf(route)} ${real.status}`);
    }
    expect(routes.length).toBeGreaterThan(60);
    expect(differing).toEqual([]);
    expect(open).toEqual([]);
    expect(await marks()).toEqual(before);
  });

  it('meets a row of ours behind most of those paths', () => {
    const tables = new Set(
      routes.flatMap((route) => {
        const met: string[] = [];
        fill(route.path, (table) => (met.push(table ?? `unknown: ${nameOf(route)}`), NOBODY));
        return met;
      }),
    );
    expect([...tables].filter((table) => table.startsWith('unknown'))).toEqual([]);
    // Nothing of these is in the story that the house begins with.
    const empty = [...tables].filter((table) => !rows.has(table)).sort();
    expect(
      empty.filter(
        (table) =>
          ![
            'access_token',
            'check_in',
            'report_comment',
            'activity_report_issue',
            'report_picture',
            'report_publication',
            'activity_report_issue',
            'app_password',
            'webhook',
            'webhook_delivery',
            'expense_claim',
            'feed',
            'document_pack',
            'inbound_mail',
            'invitation',
            'mailing',
            'paper_letter',
            'message',
            'person_merge',
            'recipient',
            'requested_meeting',
            'pocket_link',
            'programme_proposal',
            'resource_block',
            'rollover',
            'setting_change',
            'sitting_feed',
          ].includes(table),
      ),
    ).toEqual([]);
  });
});

describe('a path whose id is none', () => {
  it('is a page that is not there, and no fault of ours', async () => {
    const wrong: string[] = [];
    for (const id of ['not-an-id', '0199c0de', '%00', "'%20or%201=1"]) {
      for (const route of routes.filter(({ method }) => id === 'not-an-id' || method === 'GET')) {
        const { status } = await ask(route, () => id);
        if (![404, 400, 422].includes(status)) wrong.push(`${nameOf(route)} ${id} ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
