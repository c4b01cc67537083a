import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MergesService } from '../../src/directory/merges.service.js';
import { aMember, aMission, aPartner, aPerson, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;
let desk: Agent;
let finance: Agent;
let approver: Agent;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  desk = await house.signInAs('desk-officer');
  finance = await house.signInAs('finance');
  approver = await house.signInAs('approver');
  const rates = { 'rates[0][country]': 'NO', 'rates[0][validFrom]': '2026-01-01', 'rates[0][currency]': 'NOK' };
  await post(finance, '/house/settings/costs/per-diem', {
    ...rates,
    'rates[0][day]': '950',
    'rates[0][night]': '2100',
  });
  await post(finance, '/house/settings/costs/exchange', {
    'rates[0][currency]': 'NOK',
    'rates[0][rateOn]': '2026-01-01',
    'rates[0][rate]': '0.085',
  });
});
afterAll(() => house.close());

const post = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
  agent.post(path).type('form').send(fields);
const at = (id: string) => `/house/activities/${id}/costs`;
const line = (changes: Record<string, string> = {}) => ({
  of: 'estimate',
  category: 'transport',
  payer: 'sender',
  label: 'Flights',
  amount: '1250.50',
  currency: 'EUR',
  ...changes,
});
const days = (given: string[] = []) =>
  Object.fromEntries(
    ['2027-03-08', '2027-03-09', '2027-03-10'].flatMap((day, n) => [
      [`days[${n}][day]`, day],
      [`days[${n}][country]`, 'NO'],
      ...given.map((one, k) => [`days[${n}][given][${k}]`, one]),
    ]),
  );

describe('an estimate', () => {
  it('adds up in the currency of the house, is cleared by finance and never changes after', async () => {
    const id = await aMission(house, { partnerId });
    expect((await post(desk, `${at(id)}/lines`, line())).status).toBe(303);
    const foreign = line({ amount: '1000', currency: 'NOK', category: 'fees' });
    expect((await post(desk, `${at(id)}/lines`, foreign)).status).toBe(303);
    const page = await desk.get(at(id));
    expect(page.text).toContain('€1,335.50 in all');
    expect((await post(desk, `${at(id)}/estimate/submission`)).status).toBe(303);
    expect((await post(desk, `${at(id)}/lines`, line())).status).toBe(409);
    expect((await post(desk, `${at(id)}/estimate/clearance`)).status).toBe(404);
    expect((await post(finance, `${at(id)}/estimate/return`)).status).toBe(422);
    expect((await post(finance, `${at(id)}/estimate/clearance`)).status).toBe(303);
    expect((await post(desk, `${at(id)}/estimate/revision`)).status).toBe(303);
    expect((await desk.get(at(id))).text).toContain('Estimate 2');
    expect((await desk.get(at(id))).text).toContain('€1,335.50 in all');
  });

  it('is cleared by nobody who handed it in', async () => {
    const id = await aMission(house, { partnerId });
    await post(finance, `${at(id)}/estimate/submission`);
    const own = await post(finance, `${at(id)}/estimate/clearance`);
    expect(own.status).toBe(422);
    expect(own.text).toContain('Nobody clears, checks or approves');
  });

  it('keeps what was typed where an amount, a currency or its rate is wrong', async () => {
    const id = await aMission(house, { partnerId });
    const lines = `${at(id)}/lines`;
    const wrong = await post(desk, lines, line({ amount: '12.505', label: 'The odd one' }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-amount-error"');
    expect(wrong.text).toContain('The odd one');
    expect((await post(desk, lines, line({ currency: 'CHF' }))).text).toContain('No rate of CHF is known');
    expect((await post(desk, lines, line({ currency: 'CHF', rate: '1.05' }))).status).toBe(303);
    expect((await post(desk, lines, line({ currency: 'XQQ' }))).status).toBe(422);
  });

  it('computes allowances and nights for everybody who travels, less what the host gives, and again without doubling', async () => {
    const id = await aMission(house, { partnerId });
    for (const familyName of ['Orlova', 'Sorel'])
      await aMember(house, id, 'host', partnerId, await aPerson(house, { familyName }));
    expect((await post(desk, `${at(id)}/per-diem`, days())).status).toBe(303);
    // Two people, three days of 950 and two nights of 2,100 NOK, at 0.085.
    expect((await desk.get(at(id))).text).toContain('€1,198.50 in all');
    await post(desk, `${at(id)}/per-diem`, days(['lunch', 'dinner', 'lodging']));
    expect((await desk.get(at(id))).text).toContain('€96.90 in all');
    const elsewhere = { ...days(), 'days[1][country]': 'SE' };
    expect((await post(desk, `${at(id)}/per-diem`, elsewhere)).text).toContain('no daily rate for SE');
  });

  it('names a traveller who was entered twice by the entry that was kept', async () => {
    const id = await aMission(house, { partnerId });
    const [kept, alias] = [
      await aPerson(house, { familyName: 'Lindqvist' }),
      await aPerson(house, { familyName: 'Lindkvist' }),
    ];
    await aMember(house, id, 'host', partnerId, alias);
    await post(desk, `${at(id)}/lines`, line({ of: 'actual', personId: alias, amount: '40' }));
    await house.within(() => house.get(MergesService).merge(alias, kept));
    const { text } = await desk.get(at(id));
    expect([text.includes('Lindqvist'), text.includes('Lindkvist')]).toEqual([true, false]);
  });

  it('is not seen by a member, nor entered by an auditor who may read it', async () => {
    const id = await aMission(house, { partnerId });
    const member = await house.signInAs('member');
    expect((await member.get(at(id))).status).toBe(404);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(at(id))).status).toBe(200);
    expect((await post(auditor, `${at(id)}/lines`, line())).status).toBe(404);
    expect((await post(desk, '/house/settings/costs/exchange')).status).toBe(404);
  });

  it('reads one line and three with the same number of statements', async () => {
    const id = await aMission(house, { partnerId });
    await post(desk, `${at(id)}/lines`, line());
    const one = await statementsOf(house, () => desk.get(at(id)));
    for (let n = 0; n < 2; n += 1) await post(desk, `${at(id)}/lines`, line());
    expect(await statementsOf(house, () => desk.get(at(id)))).toBe(one);
  });
});

describe('an expense claim', () => {
  it('goes from the claimant through finance and approver to its payment, less the advance, each by another', async () => {
    const id = await aMission(house, { partnerId });
    const personId = await aPerson(house, { familyName: 'Orlova', givenName: 'Ilze' });
    await aMember(house, id, 'host', partnerId, personId);
    const advance = { personId, amount: '100', currency: 'EUR', givenOn: '2027-03-01' };
    expect((await post(desk, `${at(id)}/advances`, advance)).status).toBe(404);
    expect((await post(finance, `${at(id)}/advances`, advance)).status).toBe(303);
    await post(desk, `${at(id)}/lines`, line({ of: 'actual', amount: '160', personId, claimed: 'on' }));
    expect((await post(desk, `${at(id)}/claims`, { personId })).status).toBe(303);
    const page = await desk.get(at(id));
    expect(page.text).toContain('€60.00 to be paid');
    const [, claim] = /claims\/([0-9a-f-]{36})\/steps/.exec(page.text)!;
    const take = (agent: Agent, to: string, more = {}) =>
      post(agent, `${at(id)}/claims/${claim}/steps`, { to, ...more });
    expect((await take(desk, 'submitted')).status).toBe(303);
    expect((await post(desk, `${at(id)}/lines`, line({ of: 'actual', personId, claimed: 'on' }))).status).toBe(409);
    expect((await take(desk, 'checked')).status).toBe(404);
    expect((await take(finance, 'draft')).status).toBe(422);
    expect((await take(finance, 'checked')).status).toBe(303);
    expect((await take(finance, 'approved')).status).toBe(404);
    expect((await take(approver, 'paid')).status).toBe(404);
    expect((await take(approver, 'approved')).status).toBe(303);
    expect((await take(finance, 'paid')).status).toBe(303);
    expect((await take(finance, 'paid')).status).toBe(409);
  });

  it('of somebody who was entered twice counts everything once, with the claim of the one person', async () => {
    const id = await aMission(house, { partnerId });
    const [kept, alias] = [
      await aPerson(house, { familyName: 'Salonen' }),
      await aPerson(house, { familyName: 'Sallonen' }),
    ];
    await aMember(house, id, 'host', partnerId, kept);
    await aMember(house, id, 'host', partnerId, alias);
    for (const [personId, amount] of [
      [kept, '100'],
      [alias, '40'],
    ] as const)
      await post(desk, `${at(id)}/lines`, line({ of: 'actual', amount, personId, claimed: 'on' }));
    await post(finance, `${at(id)}/advances`, { personId: kept, amount: '30', currency: 'EUR', givenOn: '2027-03-01' });
    await post(desk, `${at(id)}/claims`, { personId: alias });
    await house.within(() => house.get(MergesService).merge(alias, kept));
    const claims = async () => (await desk.get(`/api/v1/house/activities/${id}/costs/claims`)).body;
    const whole = { personId: kept, claimedMinor: 14_000, advancedMinor: 3_000 };
    expect((await claims()).claims).toEqual([expect.objectContaining(whole)]);
    await post(desk, `${at(id)}/claims`, { personId: kept });
    expect((await claims()).claims).toHaveLength(1);
    const [{ id: claim }] = (await claims()).claims;
    await post(desk, `${at(id)}/claims/${claim}/steps`, { to: 'submitted' });
    const late = line({ of: 'actual', personId: kept, claimed: 'on' });
    expect((await post(desk, `${at(id)}/lines`, late)).status).toBe(409);
  });

  it('opened under both entries keeps what each laid out apart, and nobody approves the money of his other entry', async () => {
    const id = await aMission(house, { partnerId });
    const [kept, alias] = [
      await aPerson(house, { familyName: 'Tuomi' }),
      await aPerson(house, { familyName: 'Tuomy' }),
    ];
    for (const [personId, amount] of [
      [kept, '100'],
      [alias, '40'],
    ] as const) {
      await aMember(house, id, 'host', partnerId, personId);
      await post(desk, `${at(id)}/lines`, line({ of: 'actual', amount, personId, claimed: 'on' }));
      await post(desk, `${at(id)}/claims`, { personId });
    }
    await house.within(() => house.get(MergesService).merge(alias, kept));
    const { claims } = (await desk.get(`/api/v1/house/activities/${id}/costs/claims`)).body as {
      claims: { id: string; claimedMinor: number }[];
    };
    expect(claims.map(({ claimedMinor }) => claimedMinor)).toEqual([10_000, 4_000]);
    const step = (agent: Agent, to: string) => post(agent, `${at(id)}/claims/${claims[1]!.id}/steps`, { to });
    await step(desk, 'submitted');
    await step(finance, 'checked');
    const own = await house.signInAs('approver', { personId: kept });
    expect((await step(own, 'approved')).status).toBe(404);
    expect((await step(approver, 'approved')).status).toBe(303);
  });
});

describe('the API of costs', () => {
  it('enters, reads and removes, and names the field that is wrong', async () => {
    const id = await aMission(house, { partnerId });
    const path = `/api/v1/house/activities/${id}/costs`;
    const body = { of: 'actual', category: 'fees', payer: 'host', amount: '10.00', currency: 'EUR' };
    const made = await desk.post(path).send(body);
    expect(made.status).toBe(201);
    expect(made.body.items[0]).toMatchObject({ of: 'actual', minor: 1000, baseMinor: 1000, baseCurrency: 'EUR' });
    expect((await desk.post(path).send({ ...body, amount: 'much' })).status).toBeGreaterThanOrEqual(400);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.delete(`${path}/${made.body.items[0].id}`)).status).toBe(404);
    expect((await desk.delete(`${path}/${made.body.items[0].id}`)).status).toBe(204);
    expect((await desk.get(path)).body.items).toEqual([]);
  });

  it('takes estimates and claims along their course, each step by its own people', async () => {
    const id = await aMission(house, { partnerId });
    const personId = await aPerson(house);
    await aMember(house, id, 'host', partnerId, personId, 'head');
    const api = `/api/v1/house/activities/${id}/costs`;
    const take = (agent: Agent, body: object) => agent.post(`${api}/estimates/steps`).send(body);
    await desk.post(api).send(line());
    expect((await take(desk, { to: 'submitted' })).body.items).toMatchObject([{ number: 1, state: 'submitted' }]);
    expect((await take(desk, { to: 'cleared' })).status).toBe(404);
    expect((await take(finance, { to: 'returned' })).status).toBe(400);
    expect((await take(finance, { to: 'returned', reason: 'Too dear' })).body.items[0].returnReason).toBe('Too dear');
    expect((await take(desk, { to: 'submitted' })).status).toBe(201);
    expect((await take(finance, { to: 'cleared' })).body.items[0].state).toBe('cleared');

    const advance = { personId, amount: '300', currency: 'EUR', givenOn: '2027-03-01' };
    expect((await desk.post(`${api}/advances`).send(advance)).status).toBe(404);
    expect((await finance.post(`${api}/advances`).send(advance)).body.advances).toMatchObject([{ minor: 30000 }]);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(`${api}/claims`)).body).toMatchObject({ claims: [], isSettled: false });
    expect((await auditor.post(`${api}/claims`).send({ personId })).status).toBe(404);
    const opened = await desk.post(`${api}/claims`).send({ personId });
    const claim = `${api}/claims/${opened.body.claims[0].id}/steps`;
    const step = async (agent: Agent, to: string) => (await agent.post(claim).send({ to })).status;
    expect(await step(auditor, 'submitted')).toBe(404);
    expect(await step(desk, 'submitted')).toBe(201);
    expect(await step(desk, 'checked')).toBe(404);
    expect(await step(finance, 'checked')).toBe(201);
    expect(await step(finance, 'approved')).toBe(404);
    expect(await step(approver, 'approved')).toBe(201);
    expect(await step(approver, 'recovered')).toBe(404);
    expect(await step(finance, 'recovered')).toBe(201);
    expect((await auditor.get(`${api}/claims`)).body).toMatchObject({ isSettled: true });
    const member = await house.signInAs('member');
    expect((await member.get(`${api}/claims`)).status).toBe(404);
    expect((await member.get(`${api}/estimates`)).status).toBe(404);
  });
});
