import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { aPartner, aPerson, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const plain = {
  interpreters: [],
  vehicles: [],
  audiences: ['guest' as const],
  track: null,
  confidential: false,
  dress: null,
  menu: null,
  flags: null,
  gift: null,
  press: null,
  talkingPoints: null,
  internalNote: null,
  responsible: null,
};
const soon = (days: number) => Temporal.Now.plainDateISO('Europe/Luxembourg').add({ days });

describe('Today', () => {
  it('greets whoever is signed in, with nothing where nothing waits', async () => {
    const nobody = await house.signInAs(null);
    const page = await nobody.get('/house');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing waits for you.');
  });

  it('shows the approver what waits for him, and not who proposed it', async () => {
    const id = await aReception(house, {
      partnerId,
      title: { en: 'Visit to approve' },
      startsOn: soon(3),
      endsOn: soon(4),
    });
    const head = await house.signInAs('head-intl');
    expect((await head.get('/house')).text).toContain(`/house/activities/${id}/steps`);
    const approver = await house.signInAs('approver');
    expect((await approver.get('/house')).text).not.toContain(`/house/activities/${id}/steps`);
    await head.post(`/house/activities/${id}/steps`).type('form').send({ to: 'cleared' });
    const { text } = await approver.get('/house');
    expect(text).toContain('Visit to approve');
    expect(text).toContain(`/house/activities/${id}/steps`);
    expect(text).toContain('class="bar maybe"');
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get('/house')).text).toContain('Nothing waits for you.');
  });

  it('hides from who may not see them what takes place', async () => {
    await aReception(house, { partnerId, title: { en: 'Nothing for strangers' }, startsOn: soon(1), endsOn: soon(1) });
    const nobody = await house.signInAs(null);
    expect((await nobody.get('/house')).text).not.toContain('Nothing for strangers');
  });

  it('tells a conflict of two visits once, in words, and who arrives today; a settled one no more', async () => {
    const personId = await aPerson(house, { familyName: 'Orsell', givenName: 'Nadia' });
    const at = (time: string, days = 0) => soon(days).toPlainDateTime(Temporal.PlainTime.from(time));
    const line = {
      startZone: 'Europe/Luxembourg',
      endZone: 'Europe/Luxembourg',
      venueId: null,
      participants: [{ personId, side: 'host' as const }],
      ...plain,
    };
    const place = async (title: string, start: Temporal.PlainDateTime, type: 'meeting' | 'arrival' = 'meeting') => {
      const id = await aReception(house, { partnerId, startsOn: soon(0), endsOn: soon(3) });
      return house.within(() =>
        house
          .get(ProgrammeService)
          .place(id, { ...line, type, title: { en: title }, start, end: start.add({ minutes: 60 }) }),
      );
    };
    await place('Talks of the delegations', at('14:45', 2));
    const { item } = await place('Call on the Minister', at('15:15', 2));
    await place('Arrival of the guests', at('11:40'), 'arrival');
    const desk = await house.signInAs('desk-officer');
    const { text } = await desk.get('/house');
    expect(text.match(/Nadia Orsell is at/g)).toHaveLength(2); // once as what waits, once in the name of its button
    expect(text).toContain('Arrival of the guests');
    await house.within(() => house.get(ProgrammeService).move(item.id, at('16:15', 2)));
    expect((await desk.get('/house')).text).not.toContain('Nadia Orsell is at');
  });

  it('reads one visit and three in the same number of statements', async () => {
    const approver = await house.signInAs('approver');
    const one = await statementsOf(house, () => approver.get('/house'));
    await aReception(house, { partnerId, startsOn: soon(2), endsOn: soon(5) });
    await aReception(house, { partnerId, startsOn: soon(2), endsOn: soon(5) });
    expect(await statementsOf(house, () => approver.get('/house'))).toBe(one);
  });
});
