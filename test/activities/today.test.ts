import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const soon = (days: number) => Temporal.Now.plainDateISO('Europe/Luxembourg').add({ days });

describe('Today', () => {
  it('greets whoever is signed in, with nothing where nothing waits', async () => {
    const nobody = await house.signInAs(null);
    const page = await nobody.get('/house');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing waits for you.');
  });

  it('shows the approver what waits for him, and not who proposed it', async () => {
    const id = await aReception(house, { partnerId, title: { en: 'Visit to approve' }, startsOn: soon(3), endsOn: soon(4) });
    const approver = await house.signInAs('approver');
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

  it('reads one visit and three in the same number of statements', async () => {
    const approver = await house.signInAs('approver');
    const one = await statementsOf(house, () => approver.get('/house'));
    await aReception(house, { partnerId, startsOn: soon(2), endsOn: soon(5) });
    await aReception(house, { partnerId, startsOn: soon(2), endsOn: soon(5) });
    expect(await statementsOf(house, () => approver.get('/house'))).toBe(one);
  });
});
