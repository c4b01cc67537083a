import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CountriesService } from '../../src/directory/countries.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { statementsOf } from '../support/activities.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  auditor = await app.signInAs('auditor');
}, 60_000);
afterAll(() => app.close());

describe('a country', () => {
  it('has its official names, capital, languages, zones, national day and public holidays', async () => {
    const read = await auditor.get('/api/v1/house/countries/BY');
    expect(read.body).toMatchObject({
      name: 'Belarus',
      officialName: { en: 'Republic of Belarus', fr: 'République du Bélarus', ru: 'Республика Беларусь' },
      capital: { en: 'Minsk' },
      languages: ['be', 'ru'],
      zones: ['Europe/Minsk'],
    });
    const { text } = await auditor.get('/house/countries/FR');
    expect(text).toContain('French Republic');
    expect(text).toContain('14');
    const days = await auditor.get('/api/v1/house/countries/FR/holidays?from=2027-01-01');
    expect(days.body.items).toContainEqual(expect.objectContaining({ day: '2027-07-14' }));
    expect((await auditor.get('/house/countries/QQ')).status).toBe(404);
  });

  it('is described by writers, an invented one too, and by nobody else', async () => {
    await app.within(() => app.get(CountriesService).nameCode('XE', { en: 'Kestria' }));
    const sent = {
      'officialName[en]': 'Republic of Kestria',
      languages: 'en, fr',
      zones: 'Europe/Luxembourg',
      'nationalDays[0][on]': '02-29',
      'nationalDays[0][name][en]': 'Leap Day',
    };
    const post = (who: Agent, changes: object = {}) =>
      who
        .post('/house/countries/XE')
        .type('form')
        .send({ ...sent, ...changes });
    expect((await post(auditor)).status).toBe(404);
    const wrong = await post(officer, { 'nationalDays[0][on]': '02-30', zones: 'Nowhere' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-nationalDays-0-on-error"');
    expect(wrong.text).toContain('id="f-zones-error"');
    expect((await post(officer)).status).toBe(303);
    const page = await auditor.get('/house/countries/XE');
    for (const text of ['Republic of Kestria', 'Leap Day', 'Luxembourg']) expect(page.text).toContain(text);
    const put = await auditor.put('/api/v1/house/countries/XE').send({ officialName: { en: 'X' } });
    expect(put.status).toBe(404);
  });

  it('stands in the list in the same number of statements, whatever is recorded of it', async () => {
    const list = () => statementsOf(app, () => officer.get('/house/countries'));
    const add = (country: string) =>
      app.within(() =>
        app.get(OrganisationsService).create({ classification: 'ministry', name: { en: `M ${country}` }, country }),
      );
    await add('BY');
    const one = await list();
    await add('FR');
    await add('DE');
    expect(await list()).toBe(one);
    expect((await officer.get('/house/countries')).text).toContain('partners?country=DE');
  });
});
