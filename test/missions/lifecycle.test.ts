import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { Current } from '../../src/platform/current.js';
import { aClearedEstimate, aMember, aMission, aPartner, aPerson } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

const EARLY = 'The advance party leaves before the first day';

let house: TestApp;
let partnerId: string;
let desk: Agent;
let head: Agent;
let approver: Agent;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  desk = await house.signInAs('desk-officer');
  head = await house.signInAs('head-intl', { name: 'Ilze Orlova' });
  approver = await house.signInAs('approver');
});
afterAll(() => house.close());

const at = (id: string) => `/house/activities/${id}`;
const post = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
  agent.post(path).type('form').send(fields);
const step = (agent: Agent, id: string, to: string, reason = '') =>
  post(agent, `${at(id)}/steps`, { to, ...(reason ? { reason } : {}) });
const clear = (agent: Agent, id: string, kind: string) => post(agent, `${at(id)}/mission/clearances`, { kind });

async function aLedMission(headOf = '', changes: object = {}): Promise<string> {
  const id = await aMission(house, { partnerId, ...changes });
  await aMember(house, id, 'host', partnerId, headOf || (await aPerson(house)), 'head');
  return id;
}

async function brought(id: string, to: 'submitted' | 'approved' | 'underway'): Promise<string> {
  await step(desk, id, 'submitted');
  if (to === 'submitted') return id;
  await clear(head, id, 'head-intl');
  await aClearedEstimate(house, id);
  await step(approver, id, 'approved');
  if (to === 'approved') return id;
  await step(desk, id, 'preparing');
  await step(desk, id, 'underway', EARLY);
  return id;
}

describe('the course of a mission', () => {
  it('asks for an order that is whole, then for clearances, then issues the order', async () => {
    const nowhere = await house.within(() =>
      house.get(OrganisationsService).create({ classification: 'ipo', name: { en: 'Assembly of the Middle Seas' } }),
    );
    const id = await aMission(house, { partnerId: nowhere, countries: [] });
    const early = await step(desk, id, 'submitted');
    expect(early.status).toBe(422);
    expect(early.text).toContain('needs a head of delegation and a country');
    // A partner at home in a country is visited there, unless something else is said.
    const abroad = await step(desk, await aMission(house, { partnerId, countries: [] }), 'submitted');
    expect(abroad.text).toMatch(/needs a head of delegation(?! and a country)/);
    const whole = await aLedMission();
    expect((await step(desk, whole, 'submitted')).status).toBe(303);
    expect((await step(approver, whole, 'approved')).text).toContain(
      'needs the clearance of: Head of international relations',
    );
    expect((await clear(head, whole, 'head-intl')).status).toBe(303);
    expect((await step(approver, whole, 'approved')).text).toContain('needs an estimate cleared by finance');
    await aClearedEstimate(house, whole);
    expect((await step(approver, whole, 'approved')).status).toBe(303);
    const order = await desk.get(`${at(whole)}/mission`);
    expect(order.text).toMatch(/No 1\/20\d\d/);
    expect(order.text).toContain('Ilze Orlova');
  });

  it('asks security where the mission says so, and takes clearances away when it is returned', async () => {
    const security = await house.signInAs('security');
    const id = await brought(await aLedMission('', { needsSecurity: true }), 'submitted');
    await clear(head, id, 'head-intl');
    expect((await step(approver, id, 'approved')).text).toContain('needs the clearance of: Security');
    expect((await clear(desk, id, 'security')).status).toBe(404);
    expect((await clear(security, id, 'security')).status).toBe(303);
    expect((await step(head, id, 'returned')).text).toContain('Say why');
    expect((await step(head, id, 'returned', 'Too many days')).status).toBe(303);
    expect((await step(desk, id, 'submitted')).status).toBe(303);
    expect((await step(approver, id, 'approved')).text).toContain('needs the clearance of');
  });

  it('is approved and cleared by nobody who proposed or submitted it', async () => {
    const both = await house.signInAs('desk-officer');
    for (const role of ['approver', 'head-intl']) await alsoGrant(both.account.id, role);
    const id = await aLedMission();
    await step(both, id, 'submitted');
    expect((await clear(both, id, 'head-intl')).text).toContain('Nobody approves what he proposed himself');
    await clear(head, id, 'head-intl');
    await aClearedEstimate(house, id);
    expect((await step(both, id, 'approved')).text).toContain('Nobody approves what he proposed himself');
    expect((await step(approver, id, 'approved')).status).toBe(303);
  });

  it('is moved by no stranger who could have succeeded', async () => {
    const id = await brought(await aLedMission(), 'submitted');
    await clear(head, id, 'head-intl');
    await aClearedEstimate(house, id);
    for (const stranger of [desk, head]) expect((await step(stranger, id, 'approved')).status).toBe(404);
    expect((await step(approver, id, 'approved')).status).toBe(303);
  });

  it('awaits its report by the rule of the house as soon as it is over', async () => {
    const id = await brought(await aLedMission(), 'underway');
    expect((await step(desk, id, 'completed')).status).toBe(303);
    const page = await desk.get(`${at(id)}/mission`);
    // Ten working days after Wednesday, 10 March 2027.
    expect(page.text).toContain('24\u00a0March\u00a02027');
    expect(page.text).toContain('Report due');
    await house.drain();
    expect((await desk.get(`${at(id)}/report`)).status).toBe(200);
    const held = await step(desk, id, 'reported');
    expect(held.status).toBe(422);
  });
});

describe('an approved mission', () => {
  it('changes by an amendment, approved by another, and does not begin before', async () => {
    const id = await brought(await aLedMission(), 'approved');
    const [, version] = /name="version" value="(\d+)"/.exec((await desk.get(`/house/missions/${id}/edit`)).text)!;
    const changed = await desk.post(`/house/missions/${id}`).type('form').send({
      'title[en]': 'Mission to Kestria',
      partnerId,
      kind: 'bilateral',
      startsOn: '2027-03-09',
      endsOn: '2027-03-11',
      city: 'Arvena',
      timeZone: 'Europe/Oslo',
      purpose: 'To agree the plan of the groups',
      'countries[0]': 'NO',
      version: version!,
    });
    expect(changed.status).toBe(303);
    await step(desk, id, 'preparing');
    expect((await step(desk, id, 'underway')).text).toContain('differs from what was approved');
    expect((await post(desk, `${at(id)}/versions`)).status).toBe(422);
    expect((await post(desk, `${at(id)}/versions`, { reason: 'The host moved the session' })).status).toBe(303);
    const page = await approver.get(`${at(id)}/versions`);
    expect(page.text).toContain('The host moved the session');
    const [, amendment] = /versions\/([0-9a-f-]{36})\/approval/.exec(page.text)!;
    expect((await post(desk, `${at(id)}/versions/${amendment}/approval`)).status).toBe(404);
    expect((await post(approver, `${at(id)}/versions/${amendment}/approval`)).status).toBe(303);
    expect((await desk.get(`${at(id)}/versions`)).text).toContain('Version 2');
    expect((await post(desk, `${at(id)}/versions`, { reason: 'Again' })).status).toBe(409);
    expect((await step(desk, id, 'underway', EARLY)).status).toBe(303);
  });
});

describe('an overdue report', () => {
  it('holds up the next mission of the same head where the house says so, and nobody else’s', async () => {
    const leader = await aPerson(house, { familyName: 'Sorel' });
    const days = { startsOn: Temporal.PlainDate.from('2026-01-12'), endsOn: Temporal.PlainDate.from('2026-01-14') };
    const first = await brought(await aLedMission(leader, days), 'underway');
    await step(desk, first, 'completed');
    const next = await aLedMission(leader);
    const other = await aLedMission();
    const blocks = (on: boolean) =>
      house.within(() =>
        house.db.transaction(() =>
          house.db.rows(
            `update institution set settings = settings || jsonb_build_object('missions', jsonb_build_object('overdueReportBlocks', $2::boolean))
              where institution_id = $1`,
            [Current.institutionId, on],
          ),
        ),
      );
    await blocks(true);
    expect((await step(desk, next, 'submitted')).text).toContain('has been due since');
    expect((await step(desk, other, 'submitted')).status).toBe(303);
    await blocks(false);
    expect((await step(desk, next, 'submitted')).status).toBe(303);
  });
});

function alsoGrant(accountId: string, role: string) {
  return house.within(() =>
    house.db.transaction(() =>
      house.db.rows(
        'insert into role_grant (institution_id, id, account_id, role, starts_on) values ($1, $2, $3, $4, current_date - 1)',
        [Current.institutionId, randomUUIDv7(), accountId, role],
      ),
    ),
  );
}
