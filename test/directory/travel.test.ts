import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryTicks } from '../../src/directory/directory.ticks.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { TravelNeeds } from '../../src/directory/travel-needs.registry.js';
import { TravelRetentionService } from '../../src/directory/travel-retention.service.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let officer: Agent;
let protocol: Agent;
let security: Agent;
let admin: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  protocol = await app.signInAs('protocol');
  security = await app.signInAs('security');
  admin = await app.signInAs('tenant-admin');
}, 60_000);
afterAll(() => app.close());

const aPerson = (changes: Partial<Parameters<PeopleService['create']>[0]> = {}) =>
  app.within(() => app.get(PeopleService).create({ familyName: 'Guarded', ...changes }));
const details = (personId: string) =>
  app.within(() =>
    app.db.read(() =>
      app.db.rows<{ field: string; sealed: Buffer }>(
        'select field, sealed from travel_detail where person_id = $1 order by field',
        [personId],
      ),
    ),
  );
const reveal = (who: Agent, id: string, reason: string) =>
  who.post(`/house/people/${id}/reveal`).type('form').send({ reason });

describe('travel details', () => {
  it('are sealed one by one, and a purpose opens only what it needs', async () => {
    const id = await aPerson({
      restricted: { diet: 'no nuts', passports: [{ kind: 'diplomatic', number: 'KX-77120' }] },
    });
    const rows = await details(id);
    expect(rows.map(({ field }) => field)).toEqual(['diet', 'passports']);
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toMatch(/nuts|77120/);

    const menu = await reveal(protocol, id, 'menu');
    expect(menu.status).toBe(200);
    expect(menu.text).toContain('no nuts');
    expect(menu.text).not.toContain('KX-77120');
    const visa = await reveal(security, id, 'visa');
    expect(visa.text).toContain('KX-77120');
    expect(visa.text).not.toContain('no nuts');

    const listed = await protocol.get(`/house/people/${id}/readings`);
    expect(listed.text.match(/a visa or the border/g)).toHaveLength(1);
    expect(listed.text).toContain('a menu');
    expect(listed.text).not.toMatch(/nuts|77120/);
  });

  it('stay shut for who may write everything else, and without a purpose', async () => {
    const id = await aPerson({ restricted: { diet: 'no nuts' } });
    expect((await officer.get(`/house/people/${id}`)).text).not.toContain('no nuts');
    expect((await reveal(officer, id, 'menu')).status).toBe(404);
    expect((await officer.get(`/house/people/${id}/readings`)).status).toBe(404);
    const none = await protocol.post(`/house/people/${id}/reveal`).type('form').send({});
    expect(none.status).toBe(422);
    expect(none.text).not.toContain('no nuts');
  });

  it('are written field by field: what the purpose did not show stays', async () => {
    const id = await aPerson({ restricted: { diet: 'no nuts', hotel: 'a low floor' } });
    const save = (who: Agent, body: object) => who.post(`/house/people/${id}/restricted`).type('form').send(body);
    expect((await save(officer, { reason: 'menu', diet: 'anything' })).status).toBe(404);
    const wrong = await save(protocol, { reason: 'visa', 'passports[0][country]': 'XK', 'visas[0][number]': '9' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-passports-0-number-error"');
    expect((await save(protocol, { reason: 'menu', diet: 'vegetarian' })).status).toBe(303);
    const all = await reveal(protocol, id, 'upkeep');
    expect(all.text).toContain('vegetarian');
    expect(all.text).toContain('a low floor');
    await save(protocol, { reason: 'menu' });
    expect((await details(id)).map(({ field }) => field)).toEqual(['hotel']);
  });

  it('are read and corrected by the person, and by nobody else without the role', async () => {
    const id = await aPerson({ restricted: { diet: 'no nuts' } });
    const self = await app.signInAs('member', { personId: id });
    const other = await app.signInAs('member', { personId: await aPerson() });
    expect((await self.get('/house/account/travel')).text).not.toContain('no nuts');
    expect((await self.post('/house/account/travel/reveal')).text).toContain('no nuts');
    expect((await other.post('/house/account/travel/reveal')).text).not.toContain('no nuts');
    expect((await (await app.signInAs('member')).post('/house/account/travel/reveal')).status).toBe(404);
    const saved = await self.post('/house/account/travel').type('form').send({ reason: 'upkeep', diet: 'all' });
    expect(saved.status).toBe(303);
    expect((await reveal(protocol, id, 'menu')).text).toContain('>all<');
  });
});

describe('retention', () => {
  const purge = async (today: string) =>
    app.within(() => app.get(TravelRetentionService).purge(Temporal.PlainDate.from(today)));

  it('destroys each field after its own term, counted from the last need, and leaves a proof', async () => {
    const [id, needed] = [
      await aPerson({ restricted: { diet: 'a', visas: [{ country: 'FR' }] } }),
      await aPerson({ restricted: { diet: 'b' } }),
    ];
    app.get(TravelNeeds).add({
      id: 'test',
      lastNeeded: async () => new Map([[needed, Temporal.Now.plainDateISO('UTC').add({ days: 100 })]]),
    });
    const today = Temporal.Now.plainDateISO('UTC');
    await purge(today.add({ days: 6 }).toString());
    expect((await details(id)).map(({ field }) => field)).toEqual(['diet', 'visas']);
    await purge(today.add({ days: 9 }).toString());
    expect((await details(id)).map(({ field }) => field)).toEqual(['visas']);
    expect(await details(needed)).toHaveLength(1);
    await purge(today.add({ days: 110 }).toString());
    expect([...(await details(id)), ...(await details(needed))]).toEqual([]);
    const proofs = await app.within(() =>
      app.db.read(() =>
        app.db.rows(`select data from event where subject_id = $1 and type = 'person.restricted_purged' order by id`, [
          id,
        ]),
      ),
    );
    expect(proofs).toEqual([{ data: { fields: ['diet'] } }, { data: { fields: ['visas'] } }]);
  });

  it('follows the terms that the administrator sets, and nobody else may set', async () => {
    const id = await aPerson({ restricted: { diet: 'a' } });
    const set = (who: Agent) => who.post('/house/settings/retention').type('form').send({ 'days[diet]': '400' });
    expect((await set(protocol)).status).toBe(404);
    expect((await set(admin)).status).toBe(303);
    await purge(Temporal.Now.plainDateISO('UTC').add({ days: 300 }).toString());
    expect(await details(id)).toHaveLength(1);
    const page = await admin.get('/house/settings/retention');
    expect(page.text).toContain('value="400"');
    expect(page.text).not.toContain('vegetarian');
  });

  it('is the work of the night', async () => {
    const id = await aPerson({ restricted: { seat: 'aisle' } });
    await app.within(() =>
      app.db.transaction(() =>
        app.db.rows(`update travel_detail set noted_on = current_date - 60 where person_id = $1`, [id]),
      ),
    );
    await app.within(() => app.get(DirectoryTicks).nightly());
    await app.drain();
    expect(await details(id)).toEqual([]);
  });
});
