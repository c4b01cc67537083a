import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { Actors } from '../../src/platform/permissions/actors.js';
import { Current } from '../../src/platform/current.js';
import { Collections } from '../../src/calendar/dav/collections.service.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { MergesService } from '../../src/directory/merges.service.js';
import type { ItemInput } from '../../src/programme/programme.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aFeed, feedOf, soon, titlesOf } from '../support/feeds.js';
import { anAccount } from '../support/factories.js';
import { aPartner } from '../support/activities.js';
import { anItem, aPerson, aVenue, aVisit, itemInput } from '../support/programme.js';

type Subscriber = 'named' | 'other' | 'sitting' | 'blue' | 'red' | 'country' | 'activity';
const V = 'Visit';

let house: TestApp;
let activityId: string;
let itemId: string;
let ids: Record<Subscriber | 'body', string>;
let input: ItemInput;
const links = {} as Record<Subscriber, { id: string; path: string; accountId: string }>;

const sql = (text: string, params: unknown[] = []) =>
  house.within(() => house.db.transaction(() => house.db.rows(text, [Current.institutionId, ...params])));

beforeAll(async () => {
  house = await startApp();
  const partnerId = await aPartner(house, 'Senate of Kestria', 'NO');
  const [named, other, sitting] = [
    await aPerson(house, 'Marenko'),
    await aPerson(house, 'Osei'),
    await aPerson(house, 'Lind'),
  ];
  const [blue, red, body] = [await aVenue(house, 'Blue'), await aVenue(house, 'Red'), randomUUIDv7()];
  await sql(
    `insert into body (institution_id, id, kind, state, name, partner_id, search_text) values ($1, $2, 'working-group', 'active', '{"en": "Friends"}', $3, 'friends')`,
    [body, partnerId],
  );
  await sql(
    `insert into seat (institution_id, id, body_id, person_id, capacity, starts_on) values ($1, $2, $3, $4, 'member', '2027-01-01')`,
    [randomUUIDv7(), body, sitting],
  );
  activityId = await aVisit(house, { partnerId, bodyId: body, title: { en: V } });
  ids = { named, other, sitting, blue, red, country: 'NO', activity: activityId, body };
  input = itemInput({ title: { en: 'Talks' }, venueId: blue, participants: [{ personId: named, side: 'host' }] });
  itemId = (await anItem(house, activityId, input)).item.id;
  await release();
  for (const name of ['named', 'other', 'sitting', 'blue', 'red', 'country', 'activity'] as const) {
    const isPerson = ['named', 'other', 'sitting'].includes(name);
    const account = await house.within(() =>
      anAccount(
        house.app,
        isPerson ? { personId: ids[name], roles: ['member'] } : { roles: ['interpreter-coord', 'auditor'] },
      ),
    );
    const scopeKind = isPerson ? 'person' : name === 'blue' || name === 'red' ? 'venue' : name;
    links[name] = { ...(await aFeed(house, { scopeKind, scopeId: ids[name] }, account.id)), accountId: account.id };
  }
});
afterAll(() => house.close());

async function release(): Promise<void> {
  await house.within(() => house.get(EditionsService).release(activityId));
  await house.drain();
}

const change = async (changes: Partial<ItemInput>) => {
  input = { ...input, ...changes };
  await house.within(() => house.get(ProgrammeService).change(itemId, input));
  await release();
};

/** What a program with an account of this subscriber's holds: titles in the order of time, as in the feed. */
async function byAccount(name: Subscriber): Promise<string[]> {
  const { id, accountId } = links[name];
  return house.within(() =>
    house.db.transaction(async () => {
      const actor = (await house.get(Actors).ofAccount(accountId))!;
      const { members } = await Current.run({ actor }, () => house.get(Collections).one(id, undefined));
      return titlesOf([...members.values()].map(({ text }) => text).join(''));
    }),
  );
}

const nothing: string[] = [];
const all = (line: string[]) => [V, ...line];
// Each change follows the one above it.
const CHANGES: [what: string, make: () => Promise<unknown>, expected: Record<Subscriber, string[]>][] = [
  [
    'the first release',
    () => Promise.resolve(),
    {
      named: all(['Talks']),
      other: nothing,
      sitting: [V],
      blue: ['Talks'],
      red: nothing,
      country: all(['Talks']),
      activity: all(['Talks']),
    },
  ],
  [
    'another title and time',
    () =>
      change({ title: { en: 'Long talks' }, start: input.start.add({ hours: 1 }), end: input.end.add({ hours: 2 }) }),
    {
      named: all(['Long talks']),
      other: nothing,
      sitting: [V],
      blue: ['Long talks'],
      red: nothing,
      country: all(['Long talks']),
      activity: all(['Long talks']),
    },
  ],
  [
    'another venue',
    () => change({ venueId: ids.red }),
    {
      named: all(['Long talks']),
      other: nothing,
      sitting: [V],
      blue: nothing,
      red: ['Long talks'],
      country: all(['Long talks']),
      activity: all(['Long talks']),
    },
  ],
  [
    'another person',
    () => change({ participants: [{ personId: ids.other, side: 'host' }] }),
    {
      named: nothing,
      other: all(['Long talks']),
      sitting: [V],
      blue: nothing,
      red: ['Long talks'],
      country: all(['Long talks']),
      activity: all(['Long talks']),
    },
  ],
  [
    'nobody named any more',
    () => change({ participants: [] }),
    {
      named: nothing,
      other: nothing,
      sitting: all(['Long talks']),
      blue: nothing,
      red: ['Long talks'],
      country: all(['Long talks']),
      activity: all(['Long talks']),
    },
  ],
  [
    'confidential',
    () => change({ confidential: true, participants: [{ personId: ids.named, side: 'host' }] }),
    {
      named: all(['Busy']),
      other: nothing,
      sitting: [V],
      blue: nothing,
      red: ['Busy'],
      country: all(['Busy']),
      activity: all(['Busy']),
    },
  ],
  [
    'another audience',
    () => change({ confidential: false, audiences: ['guest'] }),
    {
      named: all(['Long talks']),
      other: nothing,
      sitting: [V],
      blue: nothing,
      red: ['Long talks'],
      country: all(['Long talks']),
      activity: [V],
    },
  ],
  [
    'the line is cancelled',
    async () => {
      await house.within(() => house.get(ProgrammeService).cancel(itemId));
      await release();
    },
    {
      named: all(['-Long talks']),
      other: nothing,
      sitting: [V],
      blue: nothing,
      red: ['-Long talks'],
      country: all(['-Long talks']),
      activity: [V],
    },
  ],
  [
    'the line is restored',
    async () => {
      await house.within(() => house.get(ProgrammeService).restore(itemId));
      await release();
    },
    {
      ...{ named: all(['Long talks']), other: nothing, sitting: [V], blue: nothing, red: ['Long talks'] },
      ...{ country: all(['Long talks']), activity: [V] },
    },
  ],
  [
    'it has no clock times any more',
    () => change({ allDay: true }),
    {
      ...{ named: all(['Long talks']), other: nothing, sitting: [V], blue: nothing, red: ['Long talks'] },
      ...{ country: all(['Long talks']), activity: [V] },
    },
  ],
  [
    'who sits is found to be who is named',
    () => house.within(() => house.get(MergesService).merge(ids.sitting, ids.named)),
    {
      ...{ named: all(['Long talks']), other: nothing, sitting: all(['Long talks']), blue: nothing },
      ...{ red: ['Long talks'], country: all(['Long talks']), activity: [V] },
    },
  ],
  [
    'and is found to be another all the same',
    async () => {
      const [merge] = await sql('select id from person_merge where institution_id = $1');
      await house.within(() => house.get(MergesService).undo(String(merge!['id'])));
    },
    {
      ...{ named: all(['Long talks']), other: nothing, sitting: [V], blue: nothing, red: ['Long talks'] },
      ...{ country: all(['Long talks']), activity: [V] },
    },
  ],
  [
    'a seat ends before the visit',
    () => sql(`update seat set ends_on = '2027-02-01' where institution_id = $1`),
    {
      named: all(['Long talks']),
      other: nothing,
      sitting: nothing,
      blue: nothing,
      red: ['Long talks'],
      country: all(['Long talks']),
      activity: [V],
    },
  ],
  [
    'the keeper’s role of a venue ends',
    () => sql('delete from role_grant where institution_id = $1 and account_id = $2', [links.red.accountId]),
    {
      ...{ named: all(['Long talks']), other: nothing, sitting: nothing, blue: nothing },
      ...{ red: ['This calendar link has been withdrawn'], country: all(['Long talks']), activity: [V] },
    },
  ],
];

describe('each change of the plan, in each subscriber’s calendar, by link and by account alike', () => {
  it.each(CHANGES)('%s', async (_what, make, expected) => {
    await make();
    for (const name of Object.keys(expected) as Subscriber[]) {
      const told = async () => titlesOf(await feedOf(house, links[name].path));
      await soon(async () => JSON.stringify(await told()) === JSON.stringify(expected[name])).catch(async () =>
        expect([name, await told()]).toEqual([name, expected[name]]),
      );
      expect([name, (await byAccount(name)).toSorted()]).toEqual([name, expected[name].toSorted()]);
    }
  });
});
