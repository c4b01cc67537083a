import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GiftsService } from '../../src/gifts/gifts.service.js';
import type { GiftFacts } from '../../src/gifts/gift.entity.js';
import { DeadlineRulesService } from '../../src/institution/deadlines/deadline-rules.service.js';
import { DueList } from '../../src/institution/deadlines/due-list.service.js';
import { aMember, aPartner, aPerson, aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';

let house: TestApp;
let protocol: Agent & { account: { id: string } };

const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
const LIST = '/house/gifts';
const API = '/api/v1/house/gifts';

beforeAll(async () => {
  house = await startApp();
  await house.within(() => anInstitution(house.app, { slug: 'senate' }));
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

const given = (changes: Partial<GiftFacts> = {}) =>
  house.within(() =>
    house.get(GiftsService).record({
      direction: 'received',
      description: 'Silver compass',
      onDay: today,
      activityId: null,
      personId: null,
      party: 'Speaker of the Diet',
      partnerId: null,
      value: { minor: 20_000, currency: 'EUR' },
      isEstimate: false,
      ...changes,
    }),
  );
const limitForm = {
  'limits[0][code]': 'ep-150',
  'limits[0][name][en]': 'Above 150 euros refused',
  'limits[0][direction]': 'received',
  'limits[0][amount]': '150',
  'limits[0][currency]': 'eur',
  'limits[0][consequence]': 'refused',
  'limits[0][isOn]': 'on',
};
const decide = (id: string, fate: string, more = {}) =>
  protocol
    .post(`${LIST}/${id}/fate`)
    .type('form')
    .send({ fate, ...more });

describe('the register', () => {
  it('takes a gift from the visit, keeps what was typed wrong, and numbers it', async () => {
    const partnerId = await aPartner(house, 'Diet of Norrland');
    const visit = await aReception(house, { partnerId });
    const host = await aPerson(house, { familyName: 'Hostwick' });
    await aMember(house, visit, 'host', partnerId, host);
    expect((await protocol.get(`${LIST}/new?activity=${visit}`)).text).toContain('Hostwick');
    const sent = {
      direction: 'received',
      description: 'Vase of glass',
      onDay: today.toString(),
      activityId: visit,
      personId: host,
      party: 'Diet of Norrland',
      amount: '1 20,5x',
      currency: 'EUR',
    };
    const wrong = await protocol.post(LIST).type('form').send(sent);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/id="f-amount-error"[^>]*>Please enter an amount/);
    expect(wrong.text).toContain('1 20,5x');
    const future = await protocol
      .post(LIST)
      .type('form')
      .send({ ...sent, amount: '120,50', onDay: today.add({ days: 2 }).toString() });
    expect(future.text).toMatch(/id="f-onDay-error"/);
    const made = await protocol
      .post(LIST)
      .type('form')
      .send({ ...sent, amount: '120,50' });
    expect(made.status).toBe(303);
    const shown = (await protocol.get(made.headers['location']!)).text;
    for (const words of ['€120.50', 'Hostwick', 'To be declared', `1/${today.year}`]) expect(shown).toContain(words);
    expect((await protocol.get(`/house/activities/${visit}/gifts`)).text).toContain('Vase of glass');
    expect((await protocol.get(`${LIST}/export/csv?year=${today.year}`)).text).toContain('Vase of glass');
  });

  it('is read by staff and declared by who received it, not by another member or another house', async () => {
    const personId = await aPerson(house);
    const member = await house.signInAs('member', { personId });
    const own = await given({ personId });
    const other = await given();
    expect((await member.get(LIST)).status).toBe(404);
    expect((await member.get(`${LIST}/${own.id}`)).status).toBe(200);
    expect((await member.get(`${LIST}/${other.id}`)).status).toBe(404);
    expect((await member.post(`${LIST}/${other.id}/declaration`)).status).toBe(404);
    expect((await member.post(`${LIST}/${own.id}/declaration`)).status).toBe(303);
    expect((await member.post(`${LIST}/${own.id}/fate`).type('form').send({ fate: 'kept' })).status).toBe(404);
    const stranger = await house.signInAs('protocol', { slug: 'senate' });
    expect((await stranger.get(`/senate/gifts/${own.id}`)).status).toBe(404);
    expect((await (await house.signInAs('finance')).post(LIST).type('form').send({})).status).toBe(404);
    expect((await protocol.get('/house/settings/gifts')).status).toBe(404);
  });

  it('stands under one count of statements whatever its length', async () => {
    const count = () => statementsOf(house, () => protocol.get(`${LIST}?q=Countable`));
    await given({ description: 'Countable bowl' });
    const one = await count();
    await given({ description: 'Countable cup', partnerId: await aPartner(house) });
    await given({ description: 'Countable plate' });
    expect(await count()).toBe(one);
  });
});

describe('limits and deadlines', () => {
  it('let a gift above the limit be passed on but not kept, once the limit is on', async () => {
    const { id } = await given();
    expect((await decide(id, 'kept')).status).toBe(303);
    const head = await house.signInAs('head-intl');
    expect((await head.post('/house/settings/gifts').type('form').send(limitForm)).status).toBe(303);
    const over = await given();
    expect((await protocol.get(`${LIST}/${over.id}`)).text).toContain('Above 150 euros refused');
    const kept = await decide(over.id, 'kept');
    expect(kept.status).toBe(422);
    expect(kept.text).toMatch(/id="f-fate-error"[^>]*>Its value is above a limit/);
    expect((await decide(over.id, 'passed-on', { note: 'To the archive' })).status).toBe(303);
    const cheap = await given({ value: { minor: 15_000, currency: 'EUR' } });
    expect((await decide(cheap.id, 'redeemed')).text).toMatch(/id="f-price-error"/);
    expect((await decide(cheap.id, 'redeemed', { price: '80' })).status).toBe(303);
    expect((await protocol.get(`${LIST}/${cheap.id}`)).text).toContain('€80.00');
  });

  it('ask for the declaration within the days of the rule, until it is declared', async () => {
    await house.within(() => house.get(DeadlineRulesService).turn('md-gift-declared', true));
    const personId = await aPerson(house);
    const { account } = await house.signInAs('member', { personId });
    const { id } = await given({ personId });
    const due = () =>
      house.within(async () => (await house.get(DueList).open(today)).find(({ subjectId }) => subjectId === id));
    const item = await due();
    expect(item?.dueOn?.toString()).toBe(today.add({ days: 5 }).toString());
    expect(item?.responsible.map((one) => one.id)).toEqual([account.id]);
    await house.within(() => house.get(GiftsService).declare(id));
    expect(await due()).toBeUndefined();
  });
});

describe('the API', () => {
  it('records, declares, decides and lists', async () => {
    const body = { direction: 'received', description: 'Book', onDay: today.toString(), party: 'Clerk of Kestria' };
    const made = await protocol.post(API).send({ ...body, amount: 12.5, currency: 'EUR' });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    expect(made.body).toMatchObject({ value: { minor: 1250, currency: 'EUR' }, fate: null });
    expect((await protocol.post(API).send({ ...body, colour: 'red' })).status).toBe(400);
    expect((await protocol.post(`${API}/${id}/declaration`).send({})).body).toMatchObject({
      declaredOn: today.toString(),
    });
    expect((await protocol.post(`${API}/${id}/declaration`).send({})).status).toBe(409);
    await protocol.post(`${API}/${id}/fate`).send({ fate: 'displayed' });
    const listed = await protocol.get(`${API}?fate=displayed`);
    expect(listed.body).toMatchObject({ items: [{ id, fate: 'displayed' }] });
  });
});
