import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { dryRun, importFile } from '../support/imports.js';

let app: TestApp;
let officer: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  await app.within(async () => {
    const organisations = app.get(OrganisationsService);
    await organisations.create({ classification: 'parliament', name: { en: 'Eduskunta' }, country: 'FI' });
    await organisations.create({ classification: 'parliament', name: { en: 'Sejm of Poland' }, country: 'PL' });
  });
}, 60_000);
afterAll(() => app.close());

const visits = () =>
  app.within(() =>
    app.db.read(() =>
      app.db.rows<{
        title: string;
        state: string;
        partner: string | null;
        days: string;
        city: string;
        category: string;
      }>(
        `select a.title ->> 'en' as title, a.state, o.name ->> 'en' as partner, a.starts_on || ' ' || a.ends_on as days, a.city, r.category
           from activity a join reception r on r.id = a.id left join organisation o on o.id = a.partner_id
          where a.institution_id = $1 order by a.starts_on, a.id`,
        [app.house.id],
      ),
    ),
  );

describe('what was before', () => {
  const SHEET =
    'Date;Until;Delegation;Place;Category\n' +
    '12.05.2019;14.05.2019;Finland;Tampere;official visit\n' +
    '01.10.2099;03.10.2099;Sejm of Poland;;\n' +
    '05.06.2020;04.06.2020;Finland;;\n' +
    '05.07.2020;;Atlantis;;\n';

  it('comes from a sheet: past visits are closed, planned ones begin their course', async () => {
    const run = await importFile(app, officer, 'visits', SHEET);
    expect(run.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 2 });
    expect(run.html).toContain('The last day is before the first.');
    expect(run.html).toContain('No partner of this name is recorded.');
    expect(await visits()).toEqual([
      {
        title: 'Visit of Eduskunta',
        state: 'closed',
        partner: 'Eduskunta',
        days: '2019-05-12 2019-05-14',
        city: 'Tampere',
        category: 'official',
      },
      {
        title: 'Visit of Sejm of Poland',
        state: 'proposed',
        partner: 'Sejm of Poland',
        days: '2099-10-01 2099-10-03',
        city: '',
        category: 'working',
      },
    ]);
    expect((await dryRun(app, officer, 'visits', SHEET)).counts).toEqual({
      new: 0,
      changed: 0,
      unchanged: 2,
      wrong: 2,
    });
    const list = await officer.get('/house/receptions?year=2019');
    expect(list.text).toContain('Visit of Eduskunta');
    const id = /receptions\/([0-9a-f-]{36})"/.exec(list.text)![1];
    expect((await officer.get(`/house/activities/${id}/history`)).text).toContain(
      'Taken over from a list of earlier visits',
    );
  });

  it('takes journeys of our own for missions, where the sheet says so', async () => {
    const run = await importFile(
      app,
      officer,
      'visits',
      'Date;Until;Country;Direction;Purpose\n02.02.2018;04.02.2018;Finland;Outgoing;Budget\n02.02.2018;04.02.2018;Finland;Incoming;\n',
    );
    expect(run.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 0 });
    const missions = await app.within(() =>
      app.db.read(() =>
        app.db.rows(`select a.state, m.purpose, m.countries from mission m join activity a on a.id = m.id`),
      ),
    );
    expect(missions).toEqual([{ state: 'closed', purpose: 'Budget', countries: ['FI'] }]);
    expect((await officer.get('/house/missions/export/csv')).status).toBe(200);
  });

  it('comes from a calendar; the same event later is the same visit, and a series is refused', async () => {
    const calendar = (place: string) =>
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//test//test//EN',
        'BEGIN:VEVENT',
        'UID:one@office.example',
        'SUMMARY:Delegation of the Sejm of Poland',
        'DTSTART;VALUE=DATE:20210302',
        'DTEND;VALUE=DATE:20210305',
        `LOCATION:${place}`,
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:two@office.example',
        'SUMMARY:Every Monday',
        'DTSTART:20210301T090000Z',
        'RRULE:FREQ=WEEKLY',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n');
    const run = await importFile(app, officer, 'visits', calendar('Warsaw Hall'), 'visits.ics');
    expect(run.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 1 });
    expect(run.html).toContain('A visit that repeats cannot be taken over');
    expect((await visits()).at(-2)).toEqual({
      title: 'Delegation of the Sejm of Poland',
      state: 'closed',
      partner: 'Sejm of Poland',
      days: '2021-03-02 2021-03-04',
      city: 'Warsaw Hall',
      category: 'working',
    });
    const again = await importFile(app, officer, 'visits', calendar('Blue Hall'), 'visits.ics');
    expect(again.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 1 });
    expect((await visits()).at(-2)!.city).toBe('Blue Hall');
  });

  it('is brought in by who plans, not by the registry, which imports people', async () => {
    const registry = await app.signInAs('registry');
    expect((await registry.get('/house/imports')).status).toBe(200);
    const sent = await registry
      .post('/house/imports')
      .field('kind', 'visits')
      .attach('file', Buffer.from(SHEET), 'x.csv');
    expect(sent.status).toBe(404);
  });
});
