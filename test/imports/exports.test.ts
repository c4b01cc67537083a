import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { aDinner } from '../support/invitations.js';
import { aVisit } from '../support/programme.js';
import { dryRun, importFile } from '../support/imports.js';

let app: TestApp;
let officer: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  await app.within(async () => {
    const people = app.get(PeopleService);
    const senate = await app
      .get(OrganisationsService)
      .create({ classification: 'chamber', name: { en: 'Senate', ru: 'Сенат' }, country: 'FR' });
    const id = await people.create({
      familyName: '=HYPERLINK("https://evil.example")',
      givenName: '@SUM',
      country: 'FR',
      phone: '+33 1',
    });
    await people.create({ familyName: 'Other', country: 'DE' });
    await app.get(MembershipsService).appoint({ personId: id, organisationId: senate, role: { en: 'Senator' } });
  });
}, 60_000);
afterAll(() => app.close());

const bytes = async (path: string, agent = officer) => {
  const answer = await agent
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  return { status: answer.status, headers: answer.headers as Record<string, string>, body: answer.body as Buffer };
};

describe('a list as a file', () => {
  it('holds what the filter shows, and no cell that a spreadsheet would run', async () => {
    const { body, headers } = await bytes('/house/people/export/csv?country=FR');
    const text = body.toString('utf8');
    expect(headers['content-disposition']).toContain('people.csv');
    expect(text).toMatch(/^\uFEFFHonorific;Given names;Family name;/);
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).toContain("'@SUM");
    expect(text).toContain("'+33 1");
    expect(text).not.toContain('Other');
  });

  it('is a spreadsheet of texts, and both come back as they were', async () => {
    const { body } = await bytes('/house/people/export/xlsx?country=FR');
    const [head, row] = await readSheet(body);
    expect(head).toContain('Family name');
    expect(row).toContain('=HYPERLINK("https://evil.example")');
    for (const format of ['xlsx', 'csv'])
      expect((await dryRun(app, officer, 'people', (await bytes(`/house/people/export/${format}`)).body)).counts).toEqual({ new: 0, changed: 0, unchanged: 2, wrong: 0 }); // prettier-ignore
    expect((await dryRun(app, officer, 'organisations', (await bytes('/house/partners/export/csv')).body)).counts).toMatchObject({ unchanged: 1, wrong: 0 }); // prettier-ignore
  });

  it('is recorded, with its size and without its content', async () => {
    const events = await app.within(() =>
      app.db.read(() => app.db.rows(`select data from event where type = 'list.exported' limit 1`)),
    );
    expect(events).toEqual([{ data: { list: 'people', rows: 1, format: 'csv' } }]);
  });

  it('is for who may see the list: an auditor, but not a member of a body', async () => {
    const [auditor, member] = [await app.signInAs('auditor'), await app.signInAs('member')];
    for (const path of ['people', 'partners', 'bodies', 'receptions', 'resources']) {
      expect([path, (await bytes(`/house/${path}/export/csv`, auditor)).status]).toEqual([path, 200]);
      expect((await officer.get(`/house/${path}/export/pdf`)).status).toBe(404);
    }
    for (const path of ['people', 'partners'])
      expect((await bytes(`/house/${path}/export/csv`, member)).status).toBe(404);
  });
});

describe('guests as a file', () => {
  it('leave with their answers, without their needs, by the invitation of that activity only', async () => {
    const { activityId, invitationId } = await aDinner(app);
    const file = (id: string) => `/house/activities/${id}/invitations/${invitationId}/guests/export/csv?answer=sent`;
    const text = (await bytes(file(activityId))).body.toString('utf8');
    expect(text).toContain('Wilhelmina van der Aalsvoort');
    expect((await bytes(file(await aVisit(app)))).status).toBe(404);
    const finance = await app.signInAs('finance');
    expect((await bytes(file(activityId), finance)).status).toBe(
      (await finance.get(`/house/activities/${activityId}/invitations`)).status,
    );
    expect((await bytes(file(activityId), await app.signInAs('member'))).status).toBe(404);
  });
});

describe('posts and memberships', () => {
  const SHEET =
    'Nom;Organisation;Fonction;Du;Jusqu’au\n' +
    'Other;Сенат;President;01.03.2024;\n' +
    'Other;Senate;Quaestor;01.03.2024;29.02.2024\n' +
    'Nobody;Senate;President;;\n' +
    'Other;Chamber of Nothing;President;;\n' +
    'Other;Senate;;01.03.2024;\n';

  it('come from a sheet; who is unknown, and what ends before it begins, is told', async () => {
    const posts = await importFile(
      app,
      officer,
      'posts',
      'Organisation;Post;Place in the order of precedence\nSenate;President;3\n',
    );
    expect(posts.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 0 });
    const run = await importFile(app, officer, 'memberships', SHEET);
    expect(run.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 4 });
    for (const reason of [
      'No such person is recorded.',
      'The last day must not lie before',
      'No organisation of this name',
      'Neither an office nor a role',
    ])
      expect(run.html).toContain(reason);
    const again = await dryRun(app, officer, 'memberships', SHEET.replace('01.03.2024;\n', '01.03.2024;31.12.2025\n'));
    expect(again.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 4 });
    const same = await dryRun(
      app,
      officer,
      'posts',
      'Organisation;Post;Place in the order of precedence\nSenate;President;3\n',
    );
    expect(same.counts.unchanged).toBe(1);
  });

  it('that the rules of the form forbid are told row by row, and the rest comes in', async () => {
    const senate = await app.within(async () => {
      const people = app.get(PeopleService);
      for (const familyName of ['Vela', 'Wiik', 'Xenos']) await people.create({ familyName, country: 'FR' });
      const house = { classification: 'chamber', name: { en: 'Diet' }, country: 'FR' } as const;
      const id = await app.get(OrganisationsService).create(house);
      for (const name of ['Left', 'Right'])
        await app.get(OrganisationsService).create({ classification: 'faction', name: { en: name }, parentId: id, isExclusive: true, country: 'FR' }); // prettier-ignore
      return id;
    });
    const offices = 'Organisation;Post;One holder at a time;May sign\nDiet;Marshal;oui;TRUE\nDiet;Clerk;no;\n';
    expect((await importFile(app, officer, 'posts', offices)).counts).toMatchObject({ new: 2, wrong: 0 });
    expect((await dryRun(app, officer, 'posts', offices)).counts).toMatchObject({ unchanged: 2 });
    const sheet = (...lines: string[]) => `Family name;Organisation;Post;Role;From;Until\n${lines.join('\n')}\n`;
    const first = ['Vela;Diet;Marshal;;2024-01-01;', 'Vela;Left;;Member;2024-01-01;'];
    const sent = 'Family name;Organisation;Role;On behalf of;Appointed by\nWiik;Diet;Teller;Left;Resolution 4\n';
    expect((await importFile(app, officer, 'memberships', sent)).counts).toMatchObject({ new: 1, wrong: 0 });
    expect((await dryRun(app, officer, 'memberships', sent)).counts).toMatchObject({ unchanged: 1 });
    const moved = await dryRun(app, officer, 'memberships', sent.replace('Left;Resolution 4', 'Right;'));
    expect(moved.counts).toMatchObject({ changed: 1 });
    expect(moved.html).toContain('<del>Left</del> <ins>Right</ins>');
    expect((await importFile(app, officer, 'memberships', sheet(...first))).counts).toMatchObject({ new: 2, wrong: 0 });
    const run = await importFile(
      app,
      officer,
      'memberships',
      sheet(
        'Wiik;Diet;Marshal;;2025-01-01;2025-06-30',
        'Vela;Diet;Marshal;;2024-01-01;2024-12-31',
        'Xenos;Diet;Marshal;;2025-06-30;',
        'Vela;Right;;Member;2024-02-29;',
        'Vela;Left;;Member;2024-05-01;',
        'Xenos;Right;;Member;2024-02-29;',
      ),
    );
    expect(run.counts).toEqual({ new: 2, changed: 1, unchanged: 0, wrong: 3 });
    const wrong = (await officer.get(`${run.path}?verdict=wrong`)).text;
    for (const reason of [
      'This post has one holder at a time, and in these days it is Wiik.',
      'Nobody belongs to two of these at a time, and in these days the person belongs to Left.',
      'The person holds this already in these days: Left.',
    ])
      expect(wrong).toContain(reason);
    const marshals = await app.within(() =>
      app.db.read(() =>
        app.db.rows(
          `select p.family_name as who, m.ends_on::text from membership m join person p on p.institution_id = m.institution_id and p.id = m.person_id
            where m.organisation_id = $1 and m.post_id is not null order by m.starts_on`,
          [senate],
        ),
      ),
    );
    expect(marshals).toEqual([
      { who: 'Vela', ends_on: '2024-12-31' },
      { who: 'Wiik', ends_on: '2025-06-30' },
    ]);
  });
});
