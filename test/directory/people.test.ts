import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { Current } from '../../src/platform/current.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;
let member: Agent;

beforeAll(async () => {
  app = await startApp();
  [officer, auditor, member] = [
    await app.signInAs('desk-officer'),
    await app.signInAs('auditor'),
    await app.signInAs('member'),
  ];
}, 60_000);
afterAll(() => app.close());

const aPerson = (changes: Parameters<PeopleService['create']>[0]) =>
  app.within(() => app.get(PeopleService).create(changes));

describe('a person', () => {
  it('is added by the form, with errors beside the fields and nothing lost', async () => {
    const wrong = await officer
      .post('/house/people')
      .type('form')
      .send({ givenName: 'Adela', email: 'no address', languages: 'be, klingon!' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-familyName-error"');
    expect(wrong.text).toContain('id="f-email-error"');
    expect(wrong.text).toContain('id="f-languages-error"');
    expect(wrong.text).toContain('value="Adela"');

    const added = await officer.post('/house/people').type('form').send({
      givenName: 'Adela',
      familyName: 'Marenko',
      nativeName: 'Адэля Марэнка',
      nativeLanguage: 'be',
      country: 'BY',
      languages: 'be, fr',
    });
    expect(added.status).toBe(303);
    const page = await officer.get(added.headers['location']!);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Адэля Марэнка');
  });

  it('is not added by an auditor, who may read', async () => {
    expect((await auditor.get('/house/people')).status).toBe(200);
    const refused = await auditor.post('/house/people').type('form').send({ familyName: 'Stranger' });
    expect(refused.status).toBe(404);
    expect((await auditor.get('/house/people?q=stranger')).text).not.toContain('Stranger</a>');
  });

  it('is hidden from a member of a body', async () => {
    expect((await member.get('/house/people')).status).toBe(404);
  });

  it('tells the second of two who save that somebody was quicker, and keeps what was typed', async () => {
    const id = await aPerson({ familyName: 'Quick' });
    expect(
      (await officer.post(`/house/people/${id}`).type('form').send({ familyName: 'First', version: 1 })).status,
    ).toBe(303);
    const second = await officer.post(`/house/people/${id}`).type('form').send({ familyName: 'Second', version: 1 });
    expect(second.status).toBe(409);
    expect(second.text).toContain('value="Second"');
  });
});

describe('the search', () => {
  it('finds a name in any spelling, on the page and by Ctrl K', async () => {
    await aPerson({ familyName: 'Мясниковіч', givenName: 'Аляксей' });
    for (const q of ['Miasnikovich', 'miasnikovič', 'МЯСНИКОВИЧ', 'Myasnik']) {
      expect((await officer.get(`/house/people?q=${encodeURIComponent(q)}`)).text).toContain('Мясниковіч');
    }
    const found = await officer.get('/house/search?q=Miasnikovich').set('Accept', 'application/json');
    expect(found.body.hits[0].title).toContain('Мясниковіч');
    expect((await officer.get('/house/people?q=%25')).text).not.toContain('Мясниковіч');
  });

  it('never finds another institution’s people', async () => {
    const other = await app.within(() => anInstitution(app.app, { slug: 'senate' }));
    await app.within(() => app.get(PeopleService).create({ familyName: 'Foreignname' }), other);
    const ids = await app.within(() => app.db.read(() => app.db.rows(`select search_people('foreignname', 10)`)));
    expect(ids).toEqual([]);
    expect(
      await app.within(() => app.db.read(() => app.db.rows(`select search_people('foreignname', 10)`)), other),
    ).toHaveLength(1);
  });
});

describe('the list', () => {
  it('takes the same number of statements for one row as for three', async () => {
    const organisationId = await app.within(() =>
      app
        .get(OrganisationsService)
        .create({ classification: 'chamber', name: { en: 'Senate of Kestria' }, country: 'BY' }),
    );
    const add = (familyName: string) =>
      app.within(async () => {
        const personId = await app.get(PeopleService).create({ familyName });
        await app.get(MembershipsService).appoint({ personId, organisationId, role: { en: 'Senator' } });
      });
    const statements = () =>
      app.within(async () => {
        Current.context.statements.count = 0;
        const { PeopleQueries } = await import('../../src/directory/people.queries.js');
        const { rows } = await app.db.read(() => app.get(PeopleQueries).list({ organisation: organisationId }, 1, 40));
        return [rows.length, Current.context.statements.count] as const;
      });
    await add('One');
    const [one, few] = await statements();
    await add('Two');
    await add('Three');
    const [three, same] = await statements();
    expect([one, three, same]).toEqual([1, 3, few]);
    const partner = await officer.get(`/house/partners/${organisationId}`);
    expect(partner.text).toContain('Senate of Kestria');
    expect(partner.text).toContain('Senator');
  });
});
