import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../../src/platform/current.js';
import { CalendarEntriesService } from '../../src/calendar/calendar-entries.service.js';
import { FeedContentsService } from '../../src/calendar/feed-contents.service.js';
import { Feed } from '../../src/calendar/feed.entity.js';
import { verifyCalendar } from '../../src/calendar/ical/verify.js';
import { MissionPlanService } from '../../src/missions/mission-plan.service.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ResourcesService } from '../../src/programme/resources/resources.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aFeed, feedOf, fetchFeed, soon, titlesOf } from '../support/feeds.js';
import { aMember, aMission, aPartner } from '../support/activities.js';
import { anAccount } from '../support/factories.js';
import { anInterpreter, anItem, aPerson, aVenue, aVisit } from '../support/programme.js';

let house: TestApp;
let activityId: string;
let ids: Record<'named' | 'delegate' | 'sitting' | 'body' | 'venue' | 'vehicle' | 'interpreter', string>;

/** A visit of a partner from Norway, received by a body, with one line for a named person and one for the whole delegation. */
beforeAll(async () => {
  house = await startApp();
  const partnerId = await aPartner(house, 'Senate of Kestria', 'NO');
  const [named, delegate, sitting] = await Promise.all(
    ['Marenko', 'Halvorsen', 'Osei'].map((name) => aPerson(house, name)),
  );
  const body = randomUUIDv7();
  await sql(
    `insert into body (institution_id, id, kind, state, name, partner_id, search_text) values ($1, $2, 'working-group', 'active', '{"en": "Friends of Kestria"}', $3, 'friends')`,
    [body, partnerId],
  );
  await seat(sitting!, body, '2027-01-01', null);
  activityId = await aVisit(house, { partnerId, bodyId: body });
  await aMember(house, activityId, 'guest', partnerId, delegate!);
  const [venue, interpreter] = [await aVenue(house, 'Yellow Room'), await anInterpreter(house, 'Lind')];
  const vehicle = await house.within(
    async () =>
      (
        await house
          .get(ResourcesService)
          .addVehicle({ label: 'Car 1', plate: '', seats: 4, driverName: 'Ola Nord', driverPhone: '' })
      ).id,
  );
  ids = { named: named!, delegate: delegate!, sitting: sitting!, body, venue, vehicle, interpreter };
  await anItem(house, activityId, {
    title: { en: 'Talks' },
    venueId: venue,
    participants: [{ personId: named!, side: 'host' }],
    interpreters: [{ interpreterId: interpreter, pair: 'fr-en', mode: 'consecutive' }],
    confidential: true,
  });
  await anItem(house, activityId, {
    at: '14:00',
    title: { en: 'City walk' },
    vehicles: [vehicle],
    audiences: ['guest', 'press'],
  });
  await house.within(() => house.get(EditionsService).release(activityId));
  await house.drain();
});
afterAll(() => house.close());

const sql = (text: string, params: unknown[] = []) =>
  house.within(() => house.db.transaction(() => house.db.rows(text, [Current.institutionId, ...params])));
const seat = (personId: string, bodyId: string, from: string, until: string | null) =>
  sql(
    `insert into seat (institution_id, id, body_id, person_id, capacity, starts_on, ends_on) values ($1, $2, $3, $4, 'member', $5, $6)`,
    [randomUUIDv7(), bodyId, personId, from, until],
  );
const account = (role: string, changes: object = {}) =>
  house.within(() => anAccount(house.app, { roles: [role as 'protocol'], ...changes }));
const titles = async (path: string): Promise<string[]> => titlesOf(await feedOf(house, path));
const VISIT = 'Official Visit of the Delegation of the Senate of Kestria';

describe('each subject’s calendar', () => {
  it.each([
    ['person', 'named', [VISIT, 'Busy']],
    ['person', 'delegate', [VISIT, 'City walk']],
    ['person', 'sitting', [VISIT, 'City walk']],
    ['body', 'body', [VISIT, 'Busy', 'City walk']],
    ['activity', 'activity', [VISIT, 'Busy']],
    ['venue', 'venue', ['Busy']],
    ['interpreter', 'interpreter', ['Busy']],
    ['vehicle', 'vehicle', ['City walk']],
    ['driver', 'Ola Nord', ['City walk']],
    ['country', 'NO', [VISIT, 'Busy', 'City walk']],
    ['public', '', ['City walk']],
  ])('of kind %s: %s', async (scopeKind, name, expected) => {
    const scopeId = ({ ...ids, activity: activityId } as Record<string, string>)[name] ?? name;
    const text = await feedOf(house, (await aFeed(house, { scopeKind, scopeId })).path);
    expect(titlesOf(text)).toEqual(expected);
    expect(verifyCalendar(text)).toEqual([]);
  });

  it('is of something that is there', async () => {
    for (const [scopeKind, scopeId] of [
      ['venue', randomUUIDv7()],
      ['driver', 'Nobody'],
      ['country', 'nor'],
      ['person', 'x'],
      ['ship', activityId],
    ] as const)
      await expect(aFeed(house, { scopeKind, scopeId })).rejects.toThrow('platform.error.not_found');
  });
});

describe('rights', () => {
  it('show a confidential line whole to who takes part, and to who is cleared, and busy to others', async () => {
    const own = await account('member', { personId: ids.named });
    const cleared = await account('protocol');
    const keeper = await account('interpreter-coord');
    const of = async (scopeKind: string, scopeId: string, { id }: { id: string }) =>
      titles((await aFeed(house, { scopeKind, scopeId, confidential: 'full' }, id)).path);
    expect(await of('person', ids.named, own)).toContain('Talks');
    expect(await of('venue', ids.venue, cleared)).toEqual(['Talks']);
    expect(await of('venue', ids.venue, keeper)).toEqual(['Busy']);
  });

  it('are asked before a link is made', async () => {
    const member = await account('member', { personId: ids.delegate });
    for (const [scopeKind, scopeId] of [
      ['person', ids.named],
      ['venue', ids.venue],
      ['country', 'NO'],
      ['public', ''],
    ] as const)
      await expect(aFeed(house, { scopeKind, scopeId }, member.id)).rejects.toThrow('platform.error.not_found');
    await expect(aFeed(house, { scopeKind: 'person', scopeId: ids.delegate }, member.id)).resolves.toBeDefined();
  });

  it('end with the role: the entries are gone at the next fetch, also for who asks with the old tag', async () => {
    const keeper = await account('protocol');
    const { path } = await aFeed(house, { scopeKind: 'venue', scopeId: ids.venue, confidential: 'full' }, keeper.id);
    expect(await titles(path)).toEqual(['Talks']);
    const { headers } = await fetchFeed(house, path);
    await sql(
      `update role_grant set starts_on = '2020-01-01', ends_on = '2020-01-02' where institution_id = $1 and account_id = $2`,
      [keeper.id],
    );
    await soon(
      async () => (await fetchFeed(house, path).set('If-None-Match', headers['etag'] as string)).status === 200,
    );
    expect(await titles(path)).toEqual(['This calendar link has been withdrawn']);
    await sql(`update role_grant set ends_on = null where institution_id = $1 and account_id = $2`, [keeper.id]);
    await soon(async () => (await titles(path))[0] === 'Talks');
    // Lost again, and noticed: a calendar made again in between would else take the old day away.
    await sql(`delete from role_grant where institution_id = $1 and account_id = $2`, [keeper.id]);
    await soon(async () => (await titles(path))[0] !== 'Talks');
    await sql(`update feed set lapsed_at = now() - interval '31 days' where institution_id = $1 and account_id = $2`, [
      keeper.id,
    ]);
    await soon(async () => (await fetchFeed(house, path)).status === 410);
  });

  it('are noticed to be gone also by who only looks at the page of the link', async () => {
    const keeper = await house.signInAs('protocol');
    const { id, path } = await aFeed(house, { scopeKind: 'venue', scopeId: ids.venue }, keeper.account.id);
    await sql(`update role_grant set role = 'member' where institution_id = $1 and account_id = $2`, [
      keeper.account.id,
    ]);
    const { text } = await keeper.get(`/house/my-calendar/${id}/verification`).expect(200);
    expect(text).toContain('1 entry');
    expect((await keeper.get('/house/my-calendar').expect(200)).text).toContain('The right to it has ended');
    expect(await titles(path)).toEqual(['This calendar link has been withdrawn']);
  });

  it('end with the seat in a body', async () => {
    const friend = await aPerson(house, 'Friend');
    await seat(friend, ids.body, '2027-01-01', null);
    const { path } = await aFeed(house, { scopeKind: 'person', scopeId: friend });
    expect(await titles(path)).toEqual([VISIT, 'City walk']);
    await sql(`update seat set ends_on = '2027-02-01' where institution_id = $1 and person_id = $2`, [friend]);
    await soon(async () => (await titles(path)).length === 0);
  });
});

it('the public calendar tells that a visit is off only where it told that it is on', async () => {
  const visit = await aVisit(house);
  await anItem(house, visit);
  await house.within(() => house.get(EditionsService).release(visit));
  await house.drain();
  const publicAfter = async (state: string) => {
    await sql('update activity set state = $3 where institution_id = $1 and id = $2', [visit, state]);
    await house.within(() => house.get(CalendarEntriesService).derive(visit));
    const rows = await sql(
      `select cancelled_at from calendar_entry e join calendar_entry_subject s on s.institution_id = $1 and s.entry_id = e.id and s.kind = 'public'
        where e.institution_id = $1 and e.origin_id = $2`,
      [visit],
    );
    return rows.map((row) => (row['cancelled_at'] ? 'off' : 'on'));
  };
  expect(await publicAfter('declined')).toEqual([]);
  expect(await publicAfter('confirmed')).toEqual(['on']);
  expect(await publicAfter('cancelled')).toEqual(['off']);
});

describe('the rides of a mission', () => {
  const ride = (number: string, from: string, to: string, departs: string, arrives: string) => ({
    ...{ mode: 'flight' as const, number, note: '', fromCountry: 'LU', toCountry: 'FI' },
    ...{ fromPlace: from, departs: Temporal.PlainDateTime.from(departs), departZone: 'Europe/Luxembourg' },
    ...{ toPlace: to, arrives: Temporal.PlainDateTime.from(arrives), arriveZone: 'Europe/Helsinki' },
  });

  it('stand in the calendars of those who go, in the zones of both ends, and keep their UID when a ticket is changed', async () => {
    const partnerId = await aPartner(house, 'Diet of Velmora', 'FI');
    const missionId = await aMission(house, { partnerId });
    const [traveller, other] = [await aPerson(house, 'Vaher'), await aPerson(house, 'Sild')];
    await aMember(house, missionId, 'host', partnerId, traveller);
    const { path } = await aFeed(house, { scopeKind: 'person', scopeId: traveller });
    const set = async (...legs: ReturnType<typeof ride>[]) => {
      const [row] = await sql('select version from mission where institution_id = $1 and id = $2', [missionId]);
      await house.within(() => house.get(MissionPlanService).setLegs(missionId, legs, Number(row!['version'])));
      await house.drain();
      return (await feedOf(house, path)).replaceAll('\r\n ', '');
    };
    const out = ride('KE 402', 'Arvena', 'Velm', '2027-03-08T07:10', '2027-03-08T10:40');
    // Before the decision tickets are only looked at.
    expect(titlesOf(await set(out))).toEqual([]);
    await sql(`update activity set state = 'approved' where institution_id = $1 and id = $2`, [missionId]);
    const text = await set(out, ride('KE 408', 'Velm', 'Tarn', '2027-03-08T12:00', '2027-03-08T13:30'));
    expect(titlesOf(text)).toEqual(['Flight KE 402\\, Arvena – Velm', 'Flight KE 408\\, Velm – Tarn']);
    expect(text).toContain(
      'DTSTART;TZID=Europe/Luxembourg:20270308T071000\r\nDTEND;TZID=Europe/Helsinki:20270308T104000',
    );
    expect(text).toContain('LOCATION:Arvena\r\n');
    expect(verifyCalendar(await feedOf(house, path))).toEqual([]);
    const uid = /UID:(.*)\r/.exec(text)![1]!;
    const later = await set(ride('KE 404', 'Arvena', 'Velm', '2027-03-08T09:10', '2027-03-08T12:40'));
    expect(titlesOf(later)).toEqual(['Flight KE 404\\, Arvena – Velm', '-Flight KE 408\\, Velm – Tarn']);
    expect(later).toContain(`UID:${uid}\r\nSEQUENCE:1\r\n`);
    expect(await titles((await aFeed(house, { scopeKind: 'person', scopeId: other })).path)).toEqual([]);
  });
});

describe('the days of a seat', () => {
  it.each([
    ['before the visit', '2027-01-01', '2027-03-07', 'Europe/Luxembourg', []],
    ['on its first day', '2027-01-01', '2027-03-08', 'Europe/Luxembourg', [VISIT]],
    ['in its midst', '2027-01-01', '2027-03-09', 'Europe/Luxembourg', [VISIT, 'City walk']],
    ['and begins on its last day', '2027-03-10', null, 'Europe/Luxembourg', [VISIT]],
    ['and begins on the day after', '2027-03-11', null, 'Europe/Luxembourg', []],
    ['before the visit, west of Greenwich', '2027-01-01', '2027-03-07', 'America/New_York', []],
  ])('ends %s', async (_what, from, until, zone, expected) => {
    const member = await aPerson(house, 'Daly');
    await seat(member, ids.body, from, until);
    const { id } = await aFeed(house, { scopeKind: 'person', scopeId: member });
    const contents = await house.within(() =>
      Current.run({ institution: { ...Current.institution, timeZone: zone } }, () =>
        house.db.transaction(async () => house.get(FeedContentsService).of(await house.db.one(Feed, id))),
      ),
    );
    expect(titlesOf(contents!.items.map(({ text }) => text).join(''))).toEqual(expected);
  });
});

describe('a link that was replaced (S21)', () => {
  it('tells so at once, to who asks with the old tag too; and is gone after thirty days', async () => {
    const desk = await house.signInAs('desk-officer');
    const { id, path } = await aFeed(house, { scopeKind: 'activity', scopeId: activityId }, desk.account.id);
    // Twice, so that the second answer comes from memory.
    await fetchFeed(house, path);
    const { headers } = await fetchFeed(house, path);
    await desk.post(`/house/my-calendar/${id}/rotation`);
    const old = await fetchFeed(house, path).set('If-None-Match', headers['etag'] as string);
    expect([old.status, titlesOf(old.body as string)]).toEqual([200, ['This calendar link has been replaced']]);
    expect(verifyCalendar(old.body as string)).toEqual([]);
    await sql(`update feed set revoked_at = now() - interval '31 days' where institution_id = $1 and id = $2`, [id]);
    await soon(async () => (await fetchFeed(house, path)).status === 410);
  });
});

describe('a subscriber’s choices', () => {
  it('remind, and say of a cancelled entry what was chosen', async () => {
    const { path } = await aFeed(house, { scopeKind: 'vehicle', scopeId: ids.vehicle, alarmMinutes: 30 });
    const text = await feedOf(house, path);
    expect(text).toContain('BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\n');
    expect(verifyCalendar(text)).toEqual([]);
  });
});

it('makes no more statements for three entries than for one', async () => {
  const { path } = await aFeed(house, { scopeKind: 'country', scopeId: 'NO' });
  const count = (kind: string) =>
    house.within(() =>
      house.db.read(async () => {
        const feed = await house.db
          .repo(Feed)
          .findOneByOrFail({ institutionId: Current.institutionId, scopeKind: kind });
        const before = Current.context.statements.count;
        await house.get(FeedContentsService).of(feed);
        return Current.context.statements.count - before;
      }),
    );
  expect(await titles(path)).toHaveLength(3);
  expect(await count('country')).toBe(await count('vehicle'));
});
