import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PopoloFile } from '../../src/directory/imports/popolo-export.service.js';
import { PopoloExport } from '../../src/directory/imports/popolo-export.service.js';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { PostsService } from '../../src/directory/posts.service.js';
import { repositoryRoot } from '../../src/platform/root.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import { dryRun, importFile } from '../support/imports.js';

const DATA = join(repositoryRoot(), '..', 'shared', 'data');
const CONGRESS = join(DATA, 'us-congress.popolo.json');
const SCHEMAS = join(DATA, 'popolo-schemas');

let app: TestApp;
let officer: Agent;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
}, 60_000);
afterAll(() => app.close());

const exported = async (): Promise<PopoloFile> => {
  const answer = await officer.get('/house/directory/popolo.json').buffer(true);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text ?? answer.body.toString()) as PopoloFile;
};

const FILE = {
  areas: [{ id: 'north', name: 'The North', classification: 'constituency' }],
  organizations: [
    { id: 'senate', name: 'Senate', classification: 'chamber', parent_id: 'parliament', founding_date: '1991' },
    {
      id: 'parliament',
      name: 'Parliament of Kestria',
      classification: 'legislature',
      other_names: [
        { lang: 'en', name: 'Parliament of Kestria', note: 'multilingual' },
        { lang: 'ru', name: 'Парламент Кестрии', note: 'multilingual' },
      ],
    },
  ],
  persons: [
    {
      id: 'p1',
      name: 'Adela Marenko',
      given_name: 'Adela',
      family_name: 'Marenko',
      gender: 'female',
      birth_date: '1961-04',
      email: 'adela@senate.example',
      links: [{ url: 'https://senate.example/adela', note: 'page' }],
      contact_details: [{ type: 'voice', value: '+37 1', note: 'office', valid_from: '2020' }],
      identifiers: [{ scheme: 'wikidata', identifier: 'Q1' }],
    },
    { id: 'p2', name: 'Jonas Talvi' },
  ],
  posts: [{ id: 'president', label: 'President of the Senate', organization_id: 'senate', area_id: 'north' }],
  memberships: [
    { person_id: 'p1', organization_id: 'senate', post_id: 'president', start_date: '2020', area_id: 'north' },
    { person_id: 'p2', organization_id: 'senate', role: 'senator', start_date: '2020-01-10', end_date: '2024-01-09' },
  ],
};
const day = (text: string) => Temporal.PlainDate.from(text);
const json = (value: unknown) => JSON.stringify(value);

describe('a Popolo file', () => {
  it('comes in whole and goes out without loss', async () => {
    const run = await importFile(app, officer, 'popolo', json(FILE), 'kestria.popolo.json');
    expect(run.counts).toEqual({ new: 8, changed: 0, unchanged: 0, wrong: 0 });
    const out = await exported();
    const adela = out.persons.find(({ name }) => name === 'Adela Marenko')!;
    const { id: _, identifiers, ...rest } = FILE.persons[0]!;
    expect(adela).toMatchObject(rest);
    expect(adela['identifiers']).toEqual([...identifiers!, { scheme: 'kestria', identifier: 'p1' }]);
    const senate = out.organizations.find(({ name }) => name === 'Senate')!;
    const parliament = out.organizations.find(({ name }) => name === 'Parliament of Kestria')!;
    expect(senate).toMatchObject({ classification: 'chamber', founding_date: '1991', parent_id: parliament['id'] });
    expect(parliament['other_names']).toEqual(FILE.organizations[1]!.other_names);
    const [area] = out.areas;
    expect(area).toMatchObject({ name: 'The North', classification: 'constituency' });
    expect(out.posts[0]).toMatchObject({
      label: 'President of the Senate',
      organization_id: senate['id'],
      area_id: area!['id'],
    });
    const [first] = out.memberships.filter(({ person_id }) => person_id === adela['id']);
    expect(first).toMatchObject({ start_date: '2020', post_id: out.posts[0]!['id'], area_id: area!['id'] });
    const rows = await app.within(() =>
      app.db.read(() =>
        app.db.rows<{ starts_on: Temporal.PlainDate }>('select starts_on from membership where post_id is not null'),
      ),
    );
    expect(rows[0]!.starts_on.toString()).toBe('2020-01-01');
  });

  it('changes nothing the second time, neither as it was sent nor as it was given back', async () => {
    expect((await dryRun(app, officer, 'popolo', json(FILE), 'kestria.popolo.json')).counts).toEqual({ new: 0, changed: 0, unchanged: 8, wrong: 0 }); // prettier-ignore
    const out = json(await exported());
    expect((await dryRun(app, officer, 'popolo', out, 'directory.popolo.json')).counts).toEqual({ new: 0, changed: 0, unchanged: 8, wrong: 0 }); // prettier-ignore
    const changed = { ...FILE, persons: [{ ...FILE.persons[0], email: 'new@senate.example' }, FILE.persons[1]] };
    const run = await dryRun(app, officer, 'popolo', json(changed), 'kestria (2).popolo.json');
    expect(run.counts).toEqual({ new: 0, changed: 1, unchanged: 7, wrong: 0 });
    expect(run.html).toContain('new@senate.example');
  });

  it('says everything that the house itself has recorded, and nothing changes when it comes back', async () => {
    await app.within(async () => {
      const organisations = app.get(OrganisationsService);
      const contact = {
        kind: 'phone',
        value: '+352 2',
        label: 'office',
        from: '2020-01-01',
        until: '2028-02-29',
      } as const;
      const faction = await organisations.create({
        classification: 'faction',
        name: { en: 'The Left', fr: 'La Gauche' },
        abbreviation: 'TL',
        website: 'https://left.example',
        foundedOn: day('1990-07-27'),
        dissolvedOn: day('2030-01-01'),
        formerNames: [{ name: { en: 'Old Left', fr: 'Vieille Gauche' }, from: '1990-07-27', until: '1996-11-26' }],
        identifiers: [{ scheme: 'Wikidata', value: 'Q17' }],
        contacts: [contact, { kind: 'address', value: '1 Quay' }],
        isExclusive: true,
      });
      const chamber = await organisations.create({ classification: 'chamber', name: { en: 'Diet' } });
      const personId = await app.get(PeopleService).create({
        familyName: 'Oduya',
        givenName: 'Ines',
        patronymic: 'Ivanovna',
        nameOrder: 'family-first',
        sortAs: 'Duya',
        nativeName: 'Одуйя Инес',
        nativeLanguage: 'ru',
        otherNames: [
          { kind: 'former', language: 'fr', family: 'Duya', given: 'Inès', order: 'given-first', from: '1990-01-01' },
        ],
        addressForms: { fr: { before: 'Mme', salutation: 'Madame' } },
        pronunciation: 'oh-DOO-ya',
        birthDate: day('1961-04-01'),
        contacts: [contact, { kind: 'mobile', value: '+352 3' }, { kind: 'email', value: 'ines@left.example' }],
        identifiers: [{ scheme: 'Wikidata', value: 'Q1' }],
        languages: ['fr', 'en'],
        languageLevels: { fr: 'native' },
      });
      const postId = await app.get(PostsService).create({ organisationId: chamber, label: { en: 'Marshal' }, singleHolder: true, maySign: true, addressForms: { fr: 'Maréchal' } }); // prettier-ignore
      await app.get(MembershipsService).appoint({ personId, organisationId: chamber, postId, onBehalfOfId: faction, appointedBy: 'Resolution 4', state: 'nominated' }); // prettier-ignore
    });
    const out = await exported();
    const ines = out.persons.find(({ family_name }) => family_name === 'Oduya')!;
    expect(ines).toMatchObject({
      birth_date: '1961-04-01',
      patronymic_name: 'Ivanovna',
      identifiers: [{ scheme: 'Wikidata', identifier: 'Q1' }],
      contact_details: [
        { type: 'voice', label: 'office', value: '+352 2', valid_from: '2020-01-01', valid_until: '2028-02-29' },
        { type: 'cell', value: '+352 3' },
        { type: 'email', value: 'ines@left.example' },
      ],
    });
    const faction = out.organizations.find(({ name }) => name === 'The Left')!;
    expect(faction).toMatchObject({ founding_date: '1990-07-27', dissolution_date: '2030-01-01' });
    expect(out.memberships.find(({ person_id }) => person_id === ines['id'])).toMatchObject({
      on_behalf_of_id: faction['id'],
      state: 'nominated',
    });
    const back = await dryRun(app, officer, 'popolo', json(out), 'back.json');
    expect(back.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
  });

  it('is the same file again when another house gives back what it took over', async () => {
    const ours = await exported();
    const other = await app.within(() => anInstitution(app.app, { slug: 'sejm' }));
    const clerk = await app.signInAs('desk-officer', { slug: 'sejm' });
    const sent = await clerk
      .post('/sejm/imports')
      .field('kind', 'popolo')
      .attach('file', Buffer.from(json(ours)), 'directory.popolo.json');
    await app.drain();
    const path = sent.headers['location']!;
    await clerk.post(`${path}/mapping`).type('form').send({ source: 'house' });
    await app.drain();
    await clerk.post(`${path}/execution`);
    await app.drain();
    const theirs = await app.within(() => app.db.read(() => app.get(PopoloExport).file()), other);
    expect(theirs).toEqual(ours);
    // And its columns hold it: whoever works there can read and change it.
    const [ines] = await app.within(
      () =>
        app.db.read(() =>
          app.db.rows(`select birth_date::text, contacts, identifiers from person where family_name = 'Oduya'`),
        ),
      other,
    );
    expect(ines).toMatchObject({ birth_date: '1961-04-01', identifiers: [{ scheme: 'Wikidata', value: 'Q1' }] });
    expect((ines as { contacts: unknown[] }).contacts).toHaveLength(3);
  });

  it('tells of each record what is wrong with it, and leaves out what hangs on it', async () => {
    const wrong = {
      organizations: [
        { id: 'a', name: 'A', parent_id: 'b' },
        { id: 'b', name: 'B', parent_id: 'a' },
        { id: 'good', name: 'Good' },
        { id: 'good', name: 'Good again' },
      ],
      persons: [{ id: 'x' }, { id: 'y', name: 'Yvonne Right', email: 'no address' }, { id: 'z', name: 'Zoe Fine' }, 7],
      memberships: [
        { id: 'm1', person_id: 'z', organization_id: 'a' },
        { id: 'm2', person_id: 'nobody', organization_id: 'good' },
        { id: 'm3', person_id: 'z', organization_id: 'good', start_date: '2024-02-01', end_date: '2024-01-31' },
        { id: 'm4', person_id: 'z', organization_id: 'good', start_date: '2024-02-30' },
        { id: 'm5', person_id: 'z' },
        { id: 'm6', person_id: 'z', organization_id: 'good' },
      ],
    };
    const run = await dryRun(app, officer, 'popolo', json(wrong), 'wrong.json');
    expect(run.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 11 });
    for (const reason of [
      'in a circle',
      'The same as row organizations[2]',
      'is missing.',
      'is not an e-mail address.',
      'This is no record.',
      'refers to a record that is wrong',
      'The person “nobody” is unknown.',
      'The last day must not lie before the first.',
      'is not a day such as',
      '“organization_id” is missing.',
    ])
      expect(run.html).toContain(reason);
  });

  it('is given to who may read the directory, and to nobody else', async () => {
    const [auditor, member] = [await app.signInAs('auditor'), await app.signInAs('member')];
    expect((await auditor.get('/house/directory/popolo.json')).status).toBe(200);
    expect((await member.get('/house/directory/popolo.json')).status).toBe(404);
  });
});

(existsSync(CONGRESS) ? describe : describe.skip)('a real legislature', () => {
  it('imports whole, twice without a change, and every record comes back as it was', async () => {
    const text = readFileSync(CONGRESS, 'utf8');
    const whole = JSON.parse(text) as PopoloFile;
    const records = ['persons', 'organizations', 'memberships', 'areas'] as const;
    const total = records.reduce((sum, name) => sum + whole[name].length, 0);
    const first = await importFile(app, officer, 'popolo', text, 'us-congress.popolo.json');
    expect(first.counts).toEqual({ new: total, changed: 0, unchanged: 0, wrong: 0 });
    const out = await exported();
    const byName = new Map(out.persons.map((one) => [identifierOf(one), one]));
    for (const { id, identifiers: _, ...rest } of whole.persons) expect(byName.get(String(id))).toMatchObject(rest);
    const again = await dryRun(app, officer, 'popolo', text, 'us-congress.popolo.json');
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: total, wrong: 0 });
    const back = await dryRun(app, officer, 'popolo', json(out), 'back.json');
    expect([back.counts.new, back.counts.changed, back.counts.wrong]).toEqual([0, 0, 0]);
  });
});

(existsSync(SCHEMAS) ? describe : describe.skip)('what is exported', () => {
  it('is valid by the schemas of Popolo', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    for (const name of readdirSync(SCHEMAS))
      ajv.addSchema(inDraft7(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'))) as object);
    const out = await exported();
    for (const [section, schema] of Object.entries(SECTIONS)) {
      const records = out[section as keyof PopoloFile];
      expect(records.length).toBeGreaterThan(0);
      const check = ajv.getSchema(`http://www.popoloproject.com/schemas/${schema}.json#`)!;
      expect(records.flatMap((record) => (check(record) ? [] : [[record, check.errors]]))).toEqual([]);
    }
  });
});

const SECTIONS = {
  persons: 'person',
  organizations: 'organization',
  posts: 'post',
  memberships: 'membership',
  areas: 'area',
};

function identifierOf(person: Record<string, unknown>): string {
  const identifiers = (person['identifiers'] ?? []) as { scheme: string; identifier: string }[];
  return identifiers.find(({ scheme }) => scheme === 'us-congress')?.identifier ?? '';
}

/** The schemas are of draft 3: names of ids and the place of `required` have changed since. */
function inDraft7(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inDraft7);
  if (typeof node !== 'object' || node === null) return node;
  const { $schema: _, id, required: __, ...rest } = node as Record<string, unknown>;
  const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inDraft7(value)]));
  const needed = Object.entries((rest['properties'] ?? {}) as Record<string, { required?: unknown }>)
    .filter(([, property]) => property.required === true)
    .map(([name]) => name);
  return {
    ...inner,
    ...(typeof id === 'string' && id.startsWith('http') ? { $id: id } : id === undefined ? {} : { id: inDraft7(id) }),
    ...(needed.length > 0 ? { required: needed } : {}),
  };
}
