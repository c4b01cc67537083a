import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import writeXlsxFile from 'write-excel-file/node';
import { PeopleImport } from '../../src/directory/imports/people.import.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { ImportKinds } from '../../src/platform/imports/import-kinds.registry.js';
import { ImportTicks } from '../../src/platform/imports/import.ticks.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { chosenColumns, checked, dryRun, importFile, sendFile } from '../support/imports.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;

beforeAll(async () => {
  app = await startApp();
  [officer, auditor] = [await app.signInAs('desk-officer'), await app.signInAs('auditor')];
}, 60_000);
afterAll(() => app.close());

const rows = <T>(sql: string, params: unknown[] = []) =>
  app.within(() => app.db.read(() => app.db.rows<T>(sql, params)));
const count = async (table: 'person' | 'organisation') =>
  (await rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

describe('a list of people', () => {
  const LIST =
    'Nom de famille;Prénoms;Pays;Courriel;Langues;Genre\r\n' +
    'Marenko;Adela;BY;adela@senate.example;russe, fr;f\r\n' +
    "Talvi;Jonas;Finlande;jonas@eduskunta.example;fi;m\r\n'=Sum;Anna;FR;;;\r\n";

  it('goes from the file to the directory by way of columns and a dry run', async () => {
    const path = await sendFile(app, officer, 'people', `\uFEFF${LIST}`);
    const mapping = await officer.get(path);
    expect(chosenColumns(mapping.text)).toEqual({
      familyName: 'Nom de famille',
      givenName: 'Prénoms',
      country: 'Pays',
      email: 'Courriel',
      languages: 'Langues',
      gender: 'Genre',
    });
    expect(mapping.text).toContain('Adela · Jonas · Anna');
    const before = await count('person');
    const run = await importFile(app, officer, 'people', LIST);
    expect(run.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 0 });
    expect(await count('person')).toBe(before + 3);
    const [jonas] = await rows('select country, gender, languages, search_text from person where family_name = $1', [
      'Talvi',
    ]);
    expect(jonas).toMatchObject({
      country: 'FI',
      gender: 'male',
      languages: ['fi'],
      search_text: expect.stringContaining('talvi'),
    });
    expect(await rows('select family_name from person where given_name = $1', ['Anna'])).toEqual([
      { family_name: '=Sum' },
    ]);
    const events = await rows(`select actor_id from event where type = 'person.created'`);
    expect(events).toHaveLength(3);
    expect(events[0]).toEqual({ actor_id: expect.any(String) });
  });

  it('knows titles by language, scripts, levels and identifiers, and leaves what a cell does not speak of', async () => {
    const full =
      'Family name;First name;Title fr;Other scripts;Languages;Identifiers;Pronunciation\n' +
      'Oduya;Ines;Mme la Présidente;ru: Одуйя, Инес;fr native, English C1;Wikidata: Q17\n';
    const wide = full.replace('Q17\n', 'Q17;oh-DOO-ya\n');
    expect((await importFile(app, officer, 'people', wide)).counts).toMatchObject({ new: 1, wrong: 0 });
    expect((await importFile(app, officer, 'people', wide)).counts).toMatchObject({ unchanged: 1 });
    const [ines] = await rows<{ id: string }>(
      `select id, address_forms, other_names, languages, language_levels, identifiers, pronunciation from person where family_name = 'Oduya'`,
    );
    expect(ines).toMatchObject({
      address_forms: { fr: { before: 'Mme la Présidente' } },
      other_names: [{ kind: 'script', language: 'ru', family: 'Одуйя', given: 'Инес' }],
      languages: ['fr', 'en'],
      language_levels: { fr: 'native', en: 'C1' },
      identifiers: [{ scheme: 'Wikidata', value: 'Q17' }],
      pronunciation: 'oh-DOO-ya',
    });
    await app.drain();
    expect(await rows('select 1 from person_key where person_id = $1 limit 1', [ines!.id])).toHaveLength(1);
    const levels = 'Family name;First name;Languages\nOduya;Ines;fr, en B2\n';
    expect((await importFile(app, officer, 'people', levels)).counts).toMatchObject({ changed: 1 });
    expect(await rows(`select language_levels from person where family_name = 'Oduya'`)).toEqual([
      { language_levels: { fr: 'native', en: 'B2' } },
    ]);
    const bad = 'Family name;Identifiers\nOduya;Q17\n';
    expect((await dryRun(app, officer, 'people', bad)).counts).toMatchObject({ wrong: 1 });
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    const again = await dryRun(app, officer, 'people', LIST);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 0 });
    expect((await officer.post(`${again.path}/execution`)).status).toBe(422);
    const third = await importFile(
      app,
      officer,
      'people',
      LIST.replace('russe, fr', 'fr, be').replace('Anna;FR', 'Anna;'),
    );
    expect(third.counts).toEqual({ new: 0, changed: 1, unchanged: 2, wrong: 0 });
    expect(third.html).toContain('<ins>fr, be</ins>');
    expect(await rows('select languages, country, version from person where family_name = $1', ['Marenko'])).toEqual([
      { languages: ['fr', 'be'], country: 'BY', version: 2 },
    ]);
  });

  it('tells what is wrong row by row, leaves it out and gives it back as a file', async () => {
    const run = await importFile(
      app,
      officer,
      'people',
      'Family name,Given names,Country,E-mail\n' +
        'Right,Rita,FR,rita@house.example\n' +
        ',Nameless,FR,\n' +
        'Lost,Leo,Atlantis,\n' +
        'Wrong,Wanda,FR,no address\n' +
        'Right,Rita,FR,rita@house.example\n' +
        'Long,Row,FR,,more\n',
    );
    expect(run.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 5 });
    const page = (await officer.get(`${run.path}?verdict=wrong`)).text;
    expect(page).toContain('Family name: is missing.');
    expect(page).toContain('Country: is no country by its code or name.');
    expect(page).toContain('E-mail: is not an e-mail address.');
    expect(page).toContain('The same as row 2 of this file.');
    expect(page).toContain('The row has more cells than there are headings (4).');
    const file = await officer.get(`${run.path}/wrong.csv`);
    expect(file.text).toContain('Atlantis');
    expect(file.text).not.toContain('"Right";"Rita"');
  });

  it('asks for the columns that a person cannot be without, and for each once', async () => {
    const path = await sendFile(app, officer, 'people', 'A,B\nx,y\n');
    const none = await officer.post(`${path}/mapping`).type('form').send({ 'mapping[givenName]': 'A' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('id="f-mapping-familyName-error"');
    const twice = await officer
      .post(`${path}/mapping`)
      .type('form')
      .send({ 'mapping[givenName]': 'A', 'mapping[familyName]': 'A' });
    expect(twice.text).toContain('is chosen twice');
  });

  it('remembers the columns of the last time', async () => {
    const path = await sendFile(app, officer, 'people', 'A,B\nRemembered,Rosa\n');
    await officer.post(`${path}/mapping`).type('form').send({ 'mapping[familyName]': 'B', 'mapping[givenName]': 'A' });
    await app.drain();
    const next = await sendFile(app, officer, 'people', 'A,B\nxx,yy\n');
    expect(chosenColumns((await officer.get(next)).text)).toEqual({ familyName: 'B', givenName: 'A' });
  });

  it('reads a spreadsheet with its days as well as text', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'Family name' }, { value: 'Given names' }, { value: 'Telephone' }],
      [
        { value: 'Tabell', type: String },
        { value: 'Tilda', type: String },
        { value: 4512345, type: Number },
      ],
    ]).toBuffer();
    const run = await importFile(app, officer, 'people', bytes, 'people.xlsx');
    expect(run.counts.new).toBe(1);
    expect(await rows('select phone from person where family_name = $1', ['Tabell'])).toEqual([{ phone: '4512345' }]);
  });
});

describe('a file that cannot be read', () => {
  const refused = async (bytes: Buffer, name = 'x.csv') =>
    (await officer.get(await sendFile(app, officer, 'people', bytes, name))).text;

  it('is refused with the place', async () => {
    const latin = Buffer.concat([Buffer.from('Name,City\nA,Bern\nB,M'), Buffer.from([0xfc]), Buffer.from('nchen\n')]);
    expect(await refused(latin)).toContain('see line 3, character 4');
    expect(await refused(Buffer.from('\uFEFFName', 'utf16le'))).toContain('UTF-16');
    expect(await refused(Buffer.from('a,b\n"x,y\n'))).toContain('The quotes in line');
    expect(await refused(Buffer.from('[{"a": 1},\n{]'))).toContain('The JSON is broken');
    expect(await refused(Buffer.from('PK\u0003\u0004 no zip at all'), 'x.xlsx')).toContain('cannot be opened');
  });

  it('of 200 MB is refused before it is read', async () => {
    const head = { Origin: app.url, Cookie: cookieOf(), 'Content-Type': 'multipart/form-data; boundary=x' };
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${app.url}/house/imports`, {
        method: 'POST',
        headers: { ...head, 'Content-Length': 200_000_000 },
      });
      sending.on('response', (response) => {
        resolve(response.statusCode);
        sending.destroy();
      });
      sending.on('error', reject);
      sending.write('--x\r\n');
    });
    expect(status).toBe(413);
  });
});

describe('who may import', () => {
  it('is who may write; an auditor, who may read, finds nothing', async () => {
    const path = await sendFile(app, officer, 'people', 'Family name\nSecret\n');
    expect((await officer.get(path)).status).toBe(200);
    expect((await auditor.get(path)).status).toBe(404);
    expect((await auditor.get('/house/imports')).status).toBe(404);
    const sent = await auditor
      .post('/house/imports')
      .field('kind', 'people')
      .attach('file', Buffer.from('Family name\nX\n'), 'x.csv');
    expect(sent.status).toBe(404);
    for (const verb of ['mapping', 'execution', 'discarding'])
      expect(
        (await auditor.post(`${path}/${verb}`).type('form').send({ 'mapping[familyName]': 'Family name' })).status,
      ).toBe(404);
  });
});

describe('an import', () => {
  const MANY = `Family name,Given names\n${Array.from({ length: 1200 }, (_, n) => `Many${n},Mary`).join('\n')}\n`;

  it('is whole or not at all, when its connection dies between two batches', async () => {
    const run = await dryRun(app, officer, 'people', MANY);
    expect(run.counts.new).toBe(1200);
    const before = await count('person');
    const people = app.get(PeopleImport);
    const { apply } = people;
    let struck = 0;
    people.apply = (planned, context) =>
      apply.call(people, planned, {
        ...context,
        report: async (part) => {
          if (part > 0.2 && struck++ === 0) await app.db.rows('select pg_terminate_backend(pg_backend_pid())');
          await context.report(part);
        },
      });
    await officer.post(`${run.path}/execution`);
    await app.drain();
    people.apply = apply;
    expect(struck).toBeGreaterThan(0);
    expect(await count('person')).toBe(before + 1200);
    expect(await rows(`select state from import where id = $1`, [run.path.split('/').at(-1)])).toEqual([
      { state: 'done' },
    ]);
  });

  it('leaves nothing behind when it fails half way, and can be started again', async () => {
    const run = await dryRun(app, officer, 'people', MANY.replaceAll('Many', 'Half'));
    const before = await count('person');
    const people = app.get(PeopleImport);
    const { apply } = people;
    people.apply = (planned, context) =>
      apply.call(people, planned, { ...context, report: async (part) => { if (part > 0.2) throw new Error('half way'); } }); // prettier-ignore
    await officer.post(`${run.path}/execution`);
    await app.drain();
    people.apply = apply;
    expect(await count('person')).toBe(before);
    expect((await officer.get(run.path)).text).toContain('The import failed and nothing of it was kept.');
    await officer.post(`${run.path}/execution`);
    await app.drain();
    expect(await count('person')).toBe(before + 1200);
  });

  it('writes nothing but what the dry run showed', async () => {
    const run = await dryRun(app, officer, 'people', 'Family name,Country\nMeanwhile,FR\n');
    await app.within(() => app.get(PeopleService).create({ familyName: 'Meanwhile' }));
    await officer.post(`${run.path}/execution`);
    await app.drain();
    const now = await checked(app, officer, run.path);
    expect(now.html).toContain('has changed since the rows were compared');
    expect(now.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
    expect(await rows('select country from person where family_name = $1', ['Meanwhile'])).toEqual([{ country: null }]);
  });

  it('that was discarded, or is a fortnight old, keeps nothing of its file', async () => {
    const { path } = await dryRun(app, officer, 'people', 'Family name\nForgotten\n');
    await officer.post(`${path}/discarding`);
    const kept =
      'select (select count(*)::int from import_row) as rows, (select count(*)::int from stored_file) as files';
    const [left] = await rows<{ rows: number; files: number }>(kept);
    expect(left!.rows).toBeGreaterThan(0);
    await app.within(() => app.get(ImportTicks).forgetOld(Temporal.Now.instant().add({ hours: 24 * 15 })));
    expect(await rows(kept)).toEqual([{ rows: 0, files: 0 }]);
    expect(await rows('select 1 from person where family_name = $1', ['Forgotten'])).toEqual([]);
  });
});

describe('a list of organisations', () => {
  it('finds parents further down, and refuses circles and what hangs on them', async () => {
    const run = await importFile(
      app,
      officer,
      'organisations',
      'Name;Kind;Country;Part of\n' +
        'Committee on Roads;committee;FR;Lower House\n' +
        'Lower House;chamber;FR;Parliament of Testland\n' +
        'Parliament of Testland;parliament;FR;\n' +
        'Snake;other;FR;Tail\n' +
        'Tail;other;FR;Snake\n' +
        'Scale;other;FR;Tail\n' +
        'Orphan;other;FR;Nowhere\n',
    );
    expect(run.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 4 });
    expect(run.html).toContain('in a circle');
    expect(run.html).toContain('No organisation of this name');
    const [roads] = await rows(
      `select p.name ->> 'en' as parent from organisation o join organisation p on p.id = o.parent_id where o.name ->> 'en' = 'Committee on Roads'`,
    );
    expect(roads).toEqual({ parent: 'Lower House' });
    const again = await dryRun(app, officer, 'organisations', 'Name;Kind;Country;City\nLower House;chamber;FR;Paris\n');
    expect(again.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
  });

  it('does not let two organisations of the file trade places into a circle with those that are there', async () => {
    const run = await dryRun(
      app,
      officer,
      'organisations',
      'Name;Kind;Country;Part of\nParliament of Testland;parliament;FR;Committee on Roads\n',
    );
    expect(run.counts).toEqual({ new: 0, changed: 0, unchanged: 0, wrong: 1 });
  });

  it('knows former names, identifiers, days, places and pages, and leaves what a cell does not speak of', async () => {
    const sheet = (...lines: string[]) =>
      `Name;Nom fr;Kind;Country;Abbreviation;Former names;Identifiers;Founded on;Dissolved on;City;Address;Website;Its members belong to no other of its kind;Number in your own list\n${lines.join('\n')}\n`;
    const whole =
      'Union of Isles;Union des îles;ipo;;UI;"Isles Club (1990-07-27 – 1996-11-26)";Wikidata: Q17;27.07.1990;;Isleport;1 Quay;isles.example;yes;I-1';
    expect((await importFile(app, officer, 'organisations', sheet(whole))).counts).toMatchObject({ new: 1, wrong: 0 });
    expect((await importFile(app, officer, 'organisations', sheet(whole))).counts).toMatchObject({ unchanged: 1 });
    const later = sheet('Union of Isles;;ipo;;;;;;31.12.2025;;;;;I-1');
    expect((await importFile(app, officer, 'organisations', later)).counts).toMatchObject({ changed: 1 });
    const facts = `select name, abbreviation, former_names, identifiers, founded_on::text, dissolved_on::text, city, address, website, is_exclusive`;
    expect(await rows(`${facts} from organisation where abbreviation = 'UI'`)).toEqual([
      {
        name: { en: 'Union of Isles', fr: 'Union des îles' },
        abbreviation: 'UI',
        former_names: [{ name: { en: 'Isles Club' }, from: '1990-07-27', until: '1996-11-26' }],
        identifiers: [{ scheme: 'Wikidata', value: 'Q17' }],
        founded_on: '1990-07-27',
        dissolved_on: '2025-12-31',
        city: 'Isleport',
        address: '1 Quay',
        website: 'https://isles.example',
        is_exclusive: true,
      },
    ]);
    const wrong = await dryRun(
      app,
      officer,
      'organisations',
      sheet(
        'A;;ipo;;;;;;;;;javascript:alert(1);;',
        'B;;ipo;;;"Old (2001-01-01 – 2000-01-01)";;;;;;;;',
        'C;;ipo;;;;;;;;;;perhaps;',
        'D;;ipo;;;;;2001-01-01;2000-12-31;;;;;',
      ),
    );
    expect(wrong.counts).toMatchObject({ wrong: 4 });
    expect(wrong.html).toContain('is no web address.');
  });
});

describe('the API of imports', () => {
  const API = '/api/v1/house/imports';
  const SHEET = 'Family name;Given names;Country;Shoe size\nAriel;Ada;FR;41\nBriel;Bo;FR;\nCriel;Cy;Atlantis;\n';
  const send = (agent: Agent, name = 'list.csv') =>
    agent.post(`${API}?kind=people&name=${name}`).type('text/csv').send(SHEET);

  it('takes a file, its columns, tells what would become of each row, and imports', async () => {
    const kinds = (await officer.get(`${API}/kinds`)).body.items as { id: string; fields: unknown[] | null }[];
    expect(kinds.find(({ id }) => id === 'people')?.fields).toContainEqual({
      name: 'familyName',
      label: 'Family name',
      isRequired: true,
    });
    const sent = await send(officer);
    expect([sent.status, sent.body.state, sent.body.progress]).toEqual([201, 'reading', 0]);
    const path = `${API}/${sent.body.id}`;
    await app.drain();
    const read = (await officer.get(path)).body;
    expect([read.state, read.mapping]).toEqual([
      'mapping',
      { familyName: 'Family name', givenName: 'Given names', country: 'Country' },
    ]);
    const without = await officer.put(`${path}/mapping`).send({ mapping: { givenName: 'Given names' } });
    expect([without.status, without.body.errors[0].path]).toEqual([422, 'mapping.familyName']);
    expect((await officer.put(`${path}/mapping`).send({ mapping: read.mapping })).body.state).toBe('checking');
    await app.drain();
    const first = (await officer.get(`${path}/rows?limit=1`)).body;
    expect(first.items).toEqual([{ place: '2', label: 'Ada Ariel', verdict: 'new', changes: [], problems: [] }]);
    const rest = (await officer.get(`${path}/rows?limit=5&cursor=${first.next}`)).body;
    expect([rest.items.length, rest.next]).toEqual([2, null]);
    const wrong = (await officer.get(`${path}/rows?verdict=wrong`)).body.items;
    expect(wrong).toMatchObject([
      { place: '4', problems: [{ field: 'country', message: 'is no country by its code or name.' }] },
    ]);
    expect((await officer.get(`/house/imports/${sent.body.id}`)).text).toContain('is not read: Shoe size.');
    expect((await officer.post(`${path}/execution`)).body.state).toBe('importing');
    await app.drain();
    expect((await officer.get(path)).body).toMatchObject({
      state: 'done',
      progress: null,
      counts: { new: 2, wrong: 1 },
    });
    expect((await officer.delete(path)).status).toBe(409);
    expect((await officer.get(API)).body.items[0]).toMatchObject({ id: sent.body.id, state: 'done' });
  });

  it('is closed to who may not import, and to a file of another site’s form', async () => {
    const path = `${API}/${(await send(officer, 'again.csv')).body.id}`;
    await app.drain();
    expect((await auditor.get(API)).status).toBe(404);
    expect((await send(auditor)).status).toBe(404);
    expect((await auditor.get(path)).status).toBe(404);
    expect((await auditor.get(`${path}/rows`)).status).toBe(404);
    expect((await auditor.put(`${path}/mapping`).send({ mapping: {} })).status).toBe(404);
    expect((await auditor.post(`${path}/execution`)).status).toBe(404);
    expect((await auditor.delete(path)).status).toBe(404);
    const form = await officer.post(`${API}?kind=people&name=x.csv`).attach('file', Buffer.from(SHEET), 'x.csv');
    expect(form.status).toBe(415);
    expect((await officer.post(`${API}?kind=people&name=x.csv`).type('text/csv')).status).toBe(422);
    expect((await officer.delete(path)).status).toBe(204);
  });
});

describe('the page about imports', () => {
  it('names every column that can be mapped', async () => {
    const told = readFileSync('docs/imports.md', 'utf8');
    const kinds = app.get(ImportKinds);
    const labels = await app.within(async () => {
      const all = ['people', 'organisations', 'posts', 'memberships', 'visits'].map((id) => kinds.of(id).fields!());
      return (await Promise.all(all)).flat().map(({ label }) => label.replace(/ \(\w+\)$/, ''));
    });
    expect(labels.filter((label) => !told.includes(`**${label}**`))).toEqual([]);
  });
});

function cookieOf(): string {
  const { jar } = officer as unknown as { jar: { getCookies(access: object): { toValueString(): string } } };
  return jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false }).toValueString();
}
