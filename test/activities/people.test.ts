import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Current } from '../../src/platform/current.js';
import { aMember, aPartner, aPerson, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const names = (text: string) =>
  [...text.matchAll(/class="nm"><span class="person"><span class="strong"><a [^>]*><bdi>([^<]*)/g)].map(
    ([, name]) => name,
  );

describe('the people of an activity', () => {
  it('stand in order of precedence, and the order is changed by hand', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aReception(house, { partnerId });
    const path = `/house/activities/${id}/people`;
    expect((await desk.get(path)).text).toContain('Nobody is on the list yet.');
    for (const familyName of ['First', 'Second', 'Third'])
      await aMember(
        house,
        id,
        'guest',
        partnerId,
        await aPerson(house, { familyName, givenName: '', honorific: null }),
      );
    const before = await desk.get(path);
    expect(names(before.text)).toEqual(['First', 'Second', 'Third']);
    const third = /people\/([0-9a-f-]{36})"><bdi>Third/.exec(before.text)![1]!;
    expect((await desk.post(`${path}/${third}/rank`).type('form').send({ position: '1' })).status).toBe(303);
    expect(names((await desk.get(path)).text)).toEqual(['Third', 'First', 'Second']);
  });

  it('are offered from the partner’s people, one after the other, while nobody is searched for', async () => {
    const desk = await house.signInAs('desk-officer');
    const partner = await aPartner(house);
    const id = await aReception(house, { partnerId: partner });
    const [one, other] = [
      await aPerson(house, { familyName: 'Orvald' }),
      await aPerson(house, { familyName: 'Tessmer' }),
    ];
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(
          `insert into membership (institution_id, id, person_id, organisation_id, state)
           select $1, gen_random_uuid(), p, $2, 'appointed' from unnest($3::uuid[]) as p`,
          [Current.institutionId, partner, [one, other]],
        ),
      ),
    );
    const path = `/house/activities/${id}/people`;
    const offered = async (side: string) =>
      [...(await desk.get(`${path}/new?side=${side}`)).text.matchAll(/name="personId" value="([^"]*)"/g)].map(
        ([, found]) => found,
      );
    expect(await offered('guest')).toEqual([one, other]);
    expect(await offered('host')).toEqual([]);
    const added = await desk.post(`${path}?side=guest&more=on&q=`).type('form').send({ personId: one });
    expect([added.status, added.headers['location']]).toEqual([303, `${path}/new?side=guest&q=`]);
    expect(await offered('guest')).toEqual([other]);
  });

  it('are added from the directory or typed in, and shown as text', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aReception(house, { partnerId });
    const path = `/house/activities/${id}/people`;
    const personId = await aPerson(house, {
      familyName: 'Sciapura',
      givenName: 'Mikalaj',
      nativeName: 'Мікалай Сцяпура',
      nativeLanguage: 'be',
    });
    expect((await desk.get(`${path}/new?side=guest&q=sciap`)).text).toContain(`value="${personId}"`);
    expect(
      (await desk.post(`${path}?side=guest`).type('form').send({ personId, post: 'Deputy President' })).status,
    ).toBe(303);
    const twice = await desk.post(`${path}?side=guest`).type('form').send({ personId });
    expect(twice.status).toBe(422);
    const typed = {
      familyName: '<b>Drost</b>',
      givenName: 'Ilan',
      role: 'head',
      post: 'Deputy Speaker',
      arrival: 'Mon 13:40',
    };
    expect((await desk.post(`${path}?side=host`).type('form').send(typed)).status).toBe(303);
    const { text } = await desk.get(path);
    expect(text).toContain('<span lang="be" dir="ltr" class="mute">Мікалай Сцяпура</span>');
    expect(text).toContain('&lt;b>Drost');
    expect(text).not.toContain('<b>Drost');
    expect(text).toContain('head of delegation');
    const nameless = await desk.post(`${path}?side=host`).type('form').send({ post: 'Somebody' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain('id="f-familyName-error"');
    expect(nameless.text).toContain('value="Somebody"');
  });

  it('come back to their place when their removal is undone', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aReception(house, { partnerId });
    const path = `/house/activities/${id}/people`;
    const first = await aMember(
      house,
      id,
      'guest',
      partnerId,
      await aPerson(house, { familyName: 'Vasse', givenName: '', honorific: null }),
    );
    await aMember(
      house,
      id,
      'guest',
      partnerId,
      await aPerson(house, { familyName: 'Brandt', givenName: '', honorific: null }),
    );
    expect((await desk.post(`${path}/${first}/removal`)).status).toBe(303);
    const after = await desk.get(path);
    expect(names(after.text)).toEqual(['Brandt']);
    const undo = /action="([^"]+restoration[^"]+)"/.exec(after.text)![1]!;
    expect((await desk.post(undo)).status).toBe(303);
    expect(names((await desk.get(path)).text)).toEqual(['Vasse', 'Brandt']);
  });

  it('are read in the same number of statements, one or three', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aReception(house, { partnerId });
    const path = `/house/activities/${id}/people`;
    await aMember(house, id, 'guest', partnerId, await aPerson(house));
    const one = await statementsOf(house, () => desk.get(path));
    await aMember(house, id, 'guest', partnerId, await aPerson(house));
    await aMember(house, id, 'host', partnerId, await aPerson(house));
    expect(await statementsOf(house, () => desk.get(path))).toBe(one);
  });

  it('are seen by staff and changed by those who plan; to a person without a role there is nothing', async () => {
    const id = await aReception(house, { partnerId });
    const path = `/house/activities/${id}/people`;
    const member = await aMember(house, id, 'guest', partnerId, await aPerson(house));
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(path)).status).toBe(200);
    expect((await auditor.get(path)).text).not.toContain('/removal');
    for (const send of [
      auditor.post(`${path}/${member}/removal`),
      auditor.post(`${path}/${member}/rank`).type('form').send({ position: '1' }),
      auditor.post(`${path}?side=guest`).type('form').send({ familyName: 'X' }),
      auditor.get(`${path}/new`),
    ]) {
      expect((await send).status).toBe(404);
    }
    const nobody = await house.signInAs(null);
    expect((await nobody.get(path)).status).toBe(404);
  });
});
