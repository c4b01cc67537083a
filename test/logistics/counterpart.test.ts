import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActivitiesQueries } from '../../src/activities/activities.queries.js';
import { TravelProfilesService } from '../../src/directory/travel-profiles.service.js';
import { aMember, aPartner, aPerson, aReception } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;
let desk: Agent;
let guest: Agent;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
  desk = await house.signInAs('desk-officer');
  guest = house.browser();
});
afterAll(() => house.close());

const listOf = (id: string) => `/house/activities/${id}/counterpart`;
const post = (agent: Agent, path: string, fields: object = {}) => agent.post(path).type('form').send(fields);
const expires = Temporal.Now.plainDateISO('UTC').add({ days: 60 }).toString();
const marenko = { familyName: 'Marenko', givenName: 'Adela', post: 'President of the Senate', role: 'head' };
const members = (id: string) => house.within(() => house.db.read(() => house.get(ActivitiesQueries).members(id)));
const lineIn = (text: string, name: string) =>
  new RegExp(`${name}[\\s\\S]*?lines/([0-9a-f-]{36})/acceptance`).exec(text)![1]!;

/** @returns the path of a new link, as the partner opens it */
async function aLink(id: string, language = 'en'): Promise<string> {
  const made = await post(desk, `${listOf(id)}/links`, { name: 'Secretariat', language, expiresOn: expires });
  expect(made.status).toBe(303);
  return /value="[^"]*(\/c\/ec_[A-Za-z0-9_-]{43})"/.exec((await desk.get(listOf(id))).text)![1]!;
}

describe('the counterpart’s own list', () => {
  it('waits beside ours and is taken over line by line, what is restricted from seal to seal', async () => {
    const id = await aReception(house, { partnerId });
    const path = await aLink(id);
    expect((await guest.get(path)).text).toContain('Official Visit of the Delegation');
    const line = {
      ...marenko,
      arrivesAt: '2027-03-08T13:40',
      arrivesBy: 'KE 402',
      passportNumber: 'KD 418',
      diet: 'halal',
    };
    expect((await post(guest, `${path}/people`, line)).status).toBe(303);
    const sent = await post(guest, `${path}/people`, {
      ...line,
      familyName: 'Sciapura',
      givenName: 'Mikalaj',
      role: 'member',
    });
    expect(sent.status).toBe(303);
    expect(await members(id)).toHaveLength(0);
    const own = (await guest.get(path)).text;
    expect(own).toContain('sent, waits for our protocol');
    expect(own).not.toContain('KD 418');
    const kept = await house.within(() =>
      house.db.read(() => house.db.rows('select * from counterpart_line where activity_id = $1', [id])),
    );
    expect(JSON.stringify(kept)).not.toMatch(/KD 418|halal/);
    expect((await desk.get('/house')).text).toContain('2 lines of the counterpart wait');
    const review = (await desk.get(listOf(id))).text;
    expect(review).not.toMatch(/KD 418|halal/);
    for (const name of ['Marenko', 'Sciapura'])
      expect((await post(desk, `${listOf(id)}/lines/${lineIn(review, name)}/acceptance`)).status).toBe(303);
    const [head, second] = await members(id);
    expect([head?.family_name, head?.role, head?.arrival]).toEqual(['Marenko', 'head', 'Mon 13:40, KE 402']);
    // One flight, both on it.
    const { body } = await desk.get(`/api/v1/house/activities/${id}/logistics`);
    expect(body.items).toMatchObject([{ kind: 'arrival', members: [head!.id, second!.id] }]);
    const profile = await house.within(() => house.get(TravelProfilesService).reveal(head!.person_id, 'travel'));
    expect(profile.passports).toMatchObject([{ number: 'KD 418' }]);
    expect((await post(desk, `${listOf(id)}/lines/${lineIn(review, 'Marenko')}/acceptance`)).status).toBe(409);
  });

  it('is changed and taken back by the counterpart, and nothing of ours changes before it is accepted', async () => {
    const id = await aReception(house, { partnerId });
    const path = await aLink(id);
    await post(guest, `${path}/people`, marenko);
    const first = lineIn((await desk.get(listOf(id))).text, 'Marenko');
    await post(desk, `${listOf(id)}/lines/${first}/acceptance`);
    expect((await post(guest, `${path}/people/${first}`, { ...marenko, post: 'Former President' })).status).toBe(303);
    expect((await members(id))[0]?.post_label).toEqual({ en: 'President of the Senate' });
    await post(desk, `${listOf(id)}/lines/${first}/acceptance`);
    expect((await members(id))[0]?.post_label).toEqual({ en: 'Former President' });
    await post(guest, `${path}/people/${first}/removal`);
    expect(await members(id)).toHaveLength(1);
    expect((await post(desk, `${listOf(id)}/lines/${first}/refusal`, { reason: 'He leads' })).status).toBe(303);
    expect((await guest.get(path)).text).toContain('He leads');
    await post(guest, `${path}/people/${first}/removal`);
    await post(desk, `${listOf(id)}/lines/${first}/acceptance`);
    expect(await members(id)).toHaveLength(0);
    expect((await guest.get(path)).text).toContain('taken off the list');
  });

  it('proposes who stands in the directory already', async () => {
    const known = await aPerson(house, { familyName: 'Kalinets', givenName: 'Yaromir', honorific: null });
    const id = await aReception(house, { partnerId });
    const path = await aLink(id);
    await post(guest, `${path}/people`, { familyName: 'Kalinets', givenName: 'Yaromir' });
    const { text } = await desk.get(listOf(id));
    expect(text).toContain(`<option value="${known}"`);
    await post(desk, `${listOf(id)}/lines/${lineIn(text, 'Kalinets')}/acceptance`, { personId: known });
    expect((await members(id))[0]?.person_id).toBe(known);
  });

  it('shows its holder nothing but his own side, in his language, and hostile text as text', async () => {
    const id = await aReception(house, { partnerId });
    await aMember(house, id, 'host', partnerId, await aPerson(house, { familyName: 'Verhale' }));
    await aMember(house, id, 'guest', partnerId, await aPerson(house, { familyName: 'Vasse' }));
    const path = await aLink(id, 'ar');
    const evil = { familyName: '<script>alert(1)</script>', givenName: 'a\u202Eb\u0007', note: '{{7*7}}' };
    expect((await post(guest, `${path}/people`, evil)).status).toBe(303);
    const { text, headers } = await guest.get(path);
    expect(text).toContain('dir="rtl"');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('\u202E');
    expect(text).not.toMatch(/Verhale|Vasse|Desk/);
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect((await desk.get(listOf(id))).text).not.toContain('<script>alert');
    const wrong = await post(guest, `${path}/people`, { givenName: 'Nameless', post: 'Kept', colour: 'red' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Kept"');
    const other = await aLink(await aReception(house, { partnerId }));
    const line = lineIn((await desk.get(listOf(id))).text, 'alert');
    expect((await post(guest, `${other}/people/${line}`, marenko)).status).toBe(404);
  });

  it('opens until its day, not once withdrawn, and is made by those who plan', async () => {
    const id = await aReception(house, { partnerId });
    const path = await aLink(id);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(listOf(id))).status).toBe(404);
    expect((await post(auditor, `${listOf(id)}/links`, { name: 'x', language: 'en', expiresOn: expires })).status).toBe(
      404,
    );
    const past = await post(desk, `${listOf(id)}/links`, { name: 'x', language: 'en', expiresOn: '2020-01-01' });
    expect(past.text).toContain('This day is over');
    expect((await guest.get(`/c/ec_${'A'.repeat(43)}`)).status).toBe(404);
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update counterpart_link set expires_on = '2020-01-01' where activity_id = $1`, [id]),
      ),
    );
    expect((await guest.get(path)).status).toBe(404);
    expect((await post(guest, `${path}/people`, marenko)).status).toBe(404);
    const again = await aLink(id);
    const withdrawal = /action="([^"]+withdrawal)"/.exec((await desk.get(listOf(id))).text)![1]!;
    expect((await post(desk, withdrawal)).status).toBe(303);
    expect((await guest.get(again)).status).toBe(404);
  });
});
