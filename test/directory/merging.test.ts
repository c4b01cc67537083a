import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { LikenessQueries } from '../../src/directory/likeness.queries.js';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { MergesService } from '../../src/directory/merges.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { Current } from '../../src/platform/current.js';
import { aMember, aPartner, aReception } from '../support/activities.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;
let partnerId: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  auditor = await app.signInAs('auditor');
  partnerId = await aPartner(app);
}, 60_000);
afterAll(() => app.close());

const aPerson = (changes: Parameters<PeopleService['create']>[0]) =>
  app.within(() => app.get(PeopleService).create(changes));
const alike = (typed: { familyName: string; givenName?: string; nativeName?: string; email?: string }) =>
  officer.post('/house/people/alike').type('form').send(typed);

describe('a person who is typed in anew', () => {
  it('is met by who may be the same, in any script, and is saved when it is somebody else', async () => {
    await aPerson({ familyName: 'Мясниковіч', givenName: 'Аляксей' });
    const found = await alike({ familyName: 'Miasnikovich', givenName: 'Aliaksei' });
    expect(found.text).toContain('Мясниковіч');
    expect(found.text).toContain('the same name');
    expect((await alike({ familyName: 'Miasnikovich', givenName: 'Boris' })).text).toBe('');
    expect((await auditor.post('/house/people/alike').type('form').send({ familyName: 'x' })).status).toBe(404);

    const typed = { familyName: 'Miasnikovich', givenName: 'Aliaksei', note: 'kept' };
    const asked = await officer.post('/house/people').type('form').send(typed);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('name="another"');
    expect(asked.text).toContain('>kept<');
    const saved = await officer
      .post('/house/people')
      .type('form')
      .send({ ...typed, another: 'yes' });
    expect(saved.status).toBe(303);
  });

  it('stands in the list of doubles until somebody tells them apart', async () => {
    const one = await aPerson({ familyName: 'Twinova', givenName: 'Ada', email: 'ada@twin.example' });
    const other = await aPerson({ familyName: 'Twinowa', givenName: 'Adela', email: 'ada@twin.example' });
    const listed = await officer.get('/house/people/doubles');
    expect(listed.text).toContain('Twinova');
    expect(listed.text).toContain('the same e-mail address');
    expect((await auditor.get('/house/people/doubles')).status).toBe(404);
    expect((await auditor.post('/house/people/doubles/distinct').type('form').send({ one, other })).status).toBe(404);
    expect((await officer.post('/house/people/doubles/distinct').type('form').send({ one, other })).status).toBe(303);
    expect((await officer.get('/house/people/doubles')).text).not.toContain('Twinova');
  });

  it('takes the same number of statements for one pair as for three', async () => {
    const count = () =>
      app.within(() =>
        app.db.read(async () => {
          Current.context.statements.count = 0;
          const { total } = await app.get(LikenessQueries).pairs(1, 40);
          return [total, Current.context.statements.count] as const;
        }),
      );
    const before = (await count())[0];
    for (const [n, more] of [
      [1, 1],
      [2, 3],
    ] as const) {
      for (let k = n === 1 ? 0 : 1; k < more; k++)
        for (const country of ['DE', 'FR']) await aPerson({ familyName: `Pair${'abc'[k]}`, givenName: 'Q', country });
      expect(await count()).toEqual([before + more, 2]);
    }
  });
});

describe('a merge', () => {
  it('keeps every reference, leads every reading to the one that is kept, and can be undone', async () => {
    const [alias, kept] = [
      await aPerson({ familyName: 'Oldspelling', givenName: 'Ilan', restricted: { diet: 'no fish' } }),
      await aPerson({ familyName: 'Newspelling', givenName: 'Ilan' }),
    ];
    const house = await app.within(() =>
      app.get(OrganisationsService).create({ classification: 'chamber', name: { en: 'Upper House' } }),
    );
    await app.within(() =>
      app.get(MembershipsService).appoint({ personId: alias, organisationId: house, role: { en: 'Quaestor' } }),
    );
    const body = await app.within(() =>
      app.get(BodiesService).create({ kind: 'working-group', name: { en: 'Group of merges' }, partnerId }),
    );
    await app.within(() =>
      app.get(SeatsService).give({ bodyId: body, personId: alias, startsOn: Temporal.PlainDate.from('2026-01-01') }),
    );
    const activity = await aReception(app, { partnerId });
    await aMember(app, activity, 'guest', partnerId, alias);

    const merging = `/house/people/${kept}/merging`;
    expect((await officer.get(`${merging}?with=${alias}`)).text).toContain('Oldspelling');
    expect((await auditor.get(`${merging}?with=${alias}`)).status).toBe(404);
    const body_ = { with: alias, kept };
    expect((await auditor.post(merging).type('form').send(body_)).status).toBe(404);
    expect((await officer.post(merging).type('form').send(body_)).status).toBe(303);

    expect((await officer.get(`/house/people/${alias}`)).headers['location']).toBe(`/house/people/${kept}`);
    const page = await officer.get(`/house/people/${kept}`);
    for (const text of ['Quaestor', 'Group of merges', 'Oldspelling']) expect(page.text).toContain(text);
    expect((await officer.get(`/api/v1/house/people/${alias}`)).body.id).toBe(kept);
    for (const path of [
      `/house/activities/${activity}/people`,
      `/house/bodies/${body}`,
      `/house/people?organisation=${house}`,
      `/house/partners/${house}`,
    ]) {
      const { text } = await officer.get(path);
      expect(text).toContain('Newspelling');
      expect(text).not.toContain('Oldspelling');
    }
    const protocol = await app.signInAs('protocol');
    const opened = await protocol.post(`/house/people/${kept}/reveal`).type('form').send({ reason: 'menu' });
    expect(opened.text).toContain('no fish');
    const again = await officer.post(`/house/people/${alias}/merging`).type('form').send({ with: kept, kept: alias });
    expect(again.status).toBe(409);

    const undo = /action="([^"]+\/undoing)"/.exec(page.text)![1]!;
    expect((await auditor.post(undo)).status).toBe(404);
    expect((await officer.post(undo)).status).toBe(303);
    expect((await officer.get(`/house/people/${alias}`)).text).toContain('Quaestor');
    expect((await officer.get(`/house/people/${kept}`)).text).not.toContain('Quaestor');
    expect((await officer.post(undo)).status).toBe(409);
  });

  it('carries over what was merged before, and gives it back', async () => {
    const [a, b, c] = [
      await aPerson({ familyName: 'Chaina' }),
      await aPerson({ familyName: 'Chainb' }),
      await aPerson({ familyName: 'Chainc' }),
    ];
    const merges = app.get(MergesService);
    const first = await app.within(() => merges.merge(a, b));
    const second = await app.within(() => merges.merge(b, c));
    const leads = async (id: string) => (await app.within(() => app.get(PeopleService).get(id))).id;
    expect([await leads(a), await leads(b)]).toEqual([c, c]);
    await expect(app.within(() => merges.undo(first))).rejects.toMatchObject({ status: 409 });
    await app.within(() => merges.undo(second));
    expect([await leads(a), await leads(b)]).toEqual([b, b]);
    await app.within(() => merges.undo(first));
    expect(await leads(a)).toBe(a);
    await expect(app.within(() => merges.merge(c, c))).rejects.toMatchObject({ status: 422 });
  });
});
