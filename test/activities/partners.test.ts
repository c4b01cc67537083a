import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PartnerContacts } from '../../src/directory/partner-contacts.registry.js';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let desk: Agent;
let admin: Agent;
const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
const LIST = '/house/dormant-partnerships';

beforeAll(async () => {
  house = await startApp();
  desk = await house.signInAs('desk-officer');
  admin = await house.signInAs('tenant-admin');
});
afterAll(() => house.close());

/** A visit that took place, or will. */
async function aVisitOf(partnerId: string, startsOn: Temporal.PlainDate, kind = 'reception'): Promise<void> {
  const id = await aReception(house, { partnerId, startsOn, endsOn: startsOn.add({ days: 1 }) });
  await house.within(() =>
    house.db.transaction(() =>
      house.db.rows(`update activity set state = 'confirmed', kind = $2 where id = $1`, [id, kind]),
    ),
  );
}

describe('the page of a partner', () => {
  it('shows visits by year as a chart and as a table, who owes whom one, and what comes there', async () => {
    const partner = await aPartner(house, 'Storting of Kestria', 'NO');
    await aVisitOf(partner, today.subtract({ years: 2 }));
    await aVisitOf(partner, today.subtract({ years: 1 }));
    await aVisitOf(partner, today.subtract({ days: 400 }), 'mission');
    await aVisitOf(partner, today.add({ days: 20 }));
    const { text } = await desk.get(`/house/partners/${partner}`).catch(() => ({ text: '' }));
    expect(text).toContain('2 received, 1 made');
    expect(text).toContain('We owe them a visit.');
    expect(text.match(/class="in"/g)).toHaveLength(2);
    expect(text.match(/class="outl"/g)).toHaveLength(1);
    expect(text.match(/class="plan"/g)).toHaveLength(1);
    expect(text).toContain(`<th scope="row">${today.year - 2}</th>`);
    expect(text).toContain('What comes');
    expect(text).toContain('public holiday there');
  });
});

describe('the days of a visit that is planned', () => {
  it('are told with the holidays of both countries, to who plans', async () => {
    const partner = await aPartner(house, 'Parliament of the Fjords', 'NO');
    const { text } = await desk.get(`/house/days?from=2027-05-17&to=2027-05-17&partner=${partner}`);
    expect(text).toContain('Norway: ');
    expect((await desk.get('/house/days?from=2027-06-23&to=2027-06-23')).text).toContain('hol ours');
    expect((await desk.get('/house/days?from=2027-06-23&to=2027-06-01')).text).toBe('');
    expect((await desk.get('/house/receptions/new')).text).toContain('data-controller="day-notes"');
    expect((await house.browser().get('/house/days?from=2027-06-23&to=2027-06-23')).status).toBe(303);
  });
});

describe('dormant partnerships', () => {
  it('are those without visit or contact for so long, the longest asleep first', async () => {
    const asleep = await aPartner(house, 'Diet of Vaskland', 'FI');
    const older = await aPartner(house, 'Riksdag of Ostmark', 'SE');
    const met = await aPartner(house, 'Folketing of Jylland', 'DK');
    await aPartner(house, 'Althing of Thule', 'IS');
    await aVisitOf(asleep, today.subtract({ years: 4 }));
    await aVisitOf(older, today.subtract({ years: 6 }));
    await aVisitOf(met, today.subtract({ years: 5 }));
    house.get(PartnerContacts).add({
      id: 'test',
      last: () => Promise.resolve([{ organisationId: met, day: today.subtract({ days: 30 }) }]),
    });
    const { text } = await desk.get(LIST);
    expect([text.includes('Storting'), text.includes('Folketing'), text.includes('Althing')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(text.indexOf('Riksdag')).toBeLessThan(text.indexOf('Diet'));
    expect(text.indexOf('Riksdag')).toBeGreaterThan(0);
    const narrowed = (await desk.get(`${LIST}?country=FI`)).text;
    expect([narrowed.includes('Diet'), narrowed.includes('Riksdag')]).toEqual([true, false]);
    expect((await desk.get(`${LIST}?years=5`)).text).not.toContain('Diet');
  });

  it('are read with the same number of statements for one and three', async () => {
    const one = await statementsOf(house, () => desk.get(`${LIST}?country=FI`));
    for (const name of ['Eduskunta', 'Valtiopäivät'])
      await aVisitOf(await aPartner(house, name, 'FI'), today.subtract({ years: 8 }));
    expect(await statementsOf(house, () => desk.get(`${LIST}?country=FI`))).toBe(one);
    expect((await desk.get(`${LIST}?country=FI`)).text).toContain('3 partners');
  });

  it('are not for a delegate, and their threshold is set by who administers the house alone', async () => {
    const member = await house.signInAs('member');
    expect((await member.get(LIST)).status).toBe(404);
    const set = (who: Agent) => who.post(`${LIST}/threshold`).type('form').send({ years: '5' });
    expect((await set(desk)).status).toBe(404);
    expect((await desk.get(LIST)).text).toContain('Diet');
    expect((await set(admin)).status).toBe(303);
    expect((await desk.get(LIST)).text).not.toContain('Diet');
  });
});
