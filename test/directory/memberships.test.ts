import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { PostsService, type NewPost } from '../../src/directory/posts.service.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let officer: Agent;
let auditor: Agent;
let house: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('desk-officer');
  auditor = await app.signInAs('auditor');
  house = await anOrganisation({ classification: 'chamber', name: { en: 'Lower House' } });
}, 60_000);
afterAll(() => app.close());

const anOrganisation = (facts: Parameters<OrganisationsService['create']>[0]) =>
  app.within(() => app.get(OrganisationsService).create(facts));
const aPerson = (familyName: string) => app.within(() => app.get(PeopleService).create({ familyName }));
const aPost = (facts: Partial<NewPost> = {}) =>
  app.within(() => app.get(PostsService).create({ organisationId: house, label: { en: 'Speaker' }, ...facts }));
const appoint = (who: Agent, person: string, facts: object) =>
  who
    .post(`/house/people/${person}/memberships`)
    .type('form')
    .send({ organisationId: house, ...facts });

describe('a membership', () => {
  it('goes from nomination to its end, by writers alone', async () => {
    const person = await aPerson('Nominee');
    expect((await appoint(auditor, person, { 'role[en]': 'Teller' })).status).toBe(404);
    const made = await appoint(officer, person, { 'role[en]': 'Teller', state: 'nominated', startsOn: '2026-01-01' });
    expect(made.status).toBe(303);
    const page = () => officer.get(`/house/people/${person}`);
    expect((await page()).text).toContain('Nominated');
    const path = /action="([^"]+)\/steps\/confirm"/.exec((await page()).text)![1]!;
    expect((await auditor.post(`${path}/steps/confirm`)).status).toBe(404);
    expect((await officer.post(`${path}/steps/resume`)).status).toBe(409);
    expect((await officer.post(`${path}/steps/confirm`)).status).toBe(303);
    expect((await officer.post(`${path}/steps/suspend`)).status).toBe(303);
    expect((await page()).text).toContain('Suspended');
    expect((await officer.post(`${path}/steps/resume`)).status).toBe(303);
    expect((await auditor.post(`${path}/end`).type('form').send({ endsOn: '2026-02-28' })).status).toBe(404);
    expect((await officer.post(`${path}/end`).type('form').send({ endsOn: '2025-12-31' })).status).toBe(422);
    expect((await officer.post(`${path}/end`).type('form').send({ endsOn: '2026-02-28' })).status).toBe(303);
    expect((await officer.post(`${path}/end`).type('form').send({ endsOn: '2026-03-28' })).status).toBe(422);
  });

  it('of a post for one is refused while another holds it, to the day', async () => {
    const postId = await aPost({ singleHolder: true });
    const [first, second] = [await aPerson('Firstholder'), await aPerson('Secondholder')];
    expect((await appoint(officer, first, { postId, startsOn: '2024-01-01', endsOn: '2024-02-29' })).status).toBe(303);
    const early = await appoint(officer, second, { postId, startsOn: '2024-02-29' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('Firstholder');
    expect((await appoint(officer, second, { postId, startsOn: '2024-03-01' })).status).toBe(303);
  });

  it('of one faction excludes the other of the same house', async () => {
    const faction = (name: string) =>
      anOrganisation({ classification: 'faction', name: { en: name }, parentId: house, isExclusive: true });
    const [left, right] = [await faction('The Left'), await faction('The Right')];
    const person = await aPerson('Turncoat');
    const join = (organisationId: string, startsOn: string, endsOn?: string) =>
      appoint(officer, person, { organisationId, 'role[en]': 'Member', startsOn, ...(endsOn ? { endsOn } : {}) });
    expect((await join(left, '2024-01-01', '2025-06-30')).status).toBe(303);
    const refused = await join(right, '2025-06-30');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The Left');
    expect((await join(right, '2025-07-01')).status).toBe(303);
  });

  it('of a convocation takes its days from it and stays within it', async () => {
    await app.within(() =>
      app.db.transaction(() =>
        app.db.rows(
          `insert into convocation (institution_id, id, number, starts_on, ends_on) values ($1, uuidv7(), 8, '2024-02-29', '2028-02-29')`,
          [app.house.id],
        ),
      ),
    );
    const [{ id: convocationId } = { id: '' }] = await app.within(() =>
      app.db.read(() => app.db.rows<{ id: string }>('select id from convocation where number = 8')),
    );
    const person = await aPerson('Termbound');
    const wrong = await appoint(officer, person, { 'role[en]': 'Member', convocationId, startsOn: '2024-02-28' });
    expect(wrong.status).toBe(422);
    expect((await appoint(officer, person, { 'role[en]': 'Member', convocationId })).status).toBe(303);
    const [row] = await app.within(() =>
      app.db.read(() =>
        app.db.rows<{ starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate }>(
          'select starts_on, ends_on from membership where person_id = $1',
          [person],
        ),
      ),
    );
    expect(`${row!.starts_on} ${row!.ends_on}`).toBe('2024-02-29 2028-02-29');
  });
});

describe('the API of memberships', () => {
  it('appoints, takes steps and ends, for writers alone', async () => {
    const person = await aPerson('Apimember');
    const path = `/api/v1/house/people/${person}/memberships`;
    const sent = { organisationId: house, role: { en: 'Teller' }, state: 'nominated', startsOn: '2026-01-01' };
    expect((await auditor.post(path).send(sent)).status).toBe(404);
    expect((await officer.post(path).send({ ...sent, until: '2026-02-01' })).status).toBe(400);
    const made = await officer.post(path).send(sent);
    expect([made.status, made.body.items[0].state]).toEqual([201, 'nominated']);
    const step = (who: Agent, body: object) => who.post(`${path}/${made.body.items[0].id}/steps`).send(body);
    expect((await step(auditor, { step: 'confirm' })).status).toBe(404);
    expect((await step(officer, { step: 'confirm' })).body.items[0].state).toBe('appointed');
    expect((await step(officer, { step: 'confirm' })).status).toBe(409);
    expect((await step(officer, { step: 'end' })).status).toBeGreaterThanOrEqual(400);
    expect((await step(officer, { step: 'end', endsOn: '2026-03-31' })).body.items[0].endsOn).toBe('2026-03-31');
    expect((await auditor.get(path)).body.items).toHaveLength(1);
  });
});

describe('a post', () => {
  it('is added and changed by writers on the page of its organisation', async () => {
    const path = `/house/partners/${house}/posts`;
    expect((await auditor.post(path).type('form').send({ 'label[en]': 'Quaestor' })).status).toBe(404);
    expect((await officer.post(path).type('form').send({ addressForm: 'Sir' })).status).toBe(422);
    const sent = { 'label[en]': 'Quaestor', addressForm: 'Mr Quaestor', singleHolder: 'on' };
    expect((await officer.post(path).type('form').send(sent)).status).toBe(303);
    const page = await officer.get(`/house/partners/${house}`);
    expect(page.text).toContain('Mr Quaestor');
    const edit = /aria-label="Edit: Quaestor"[^>]*href="([^"]+)"/.exec(page.text)?.[1];
    expect((await officer.get(edit!)).text).toContain('value="Mr Quaestor"');
    expect(
      (
        await officer
          .post(edit!)
          .type('form')
          .send({ ...sent, version: '7' })
      ).status,
    ).toBe(409);
    expect(
      (
        await officer
          .post(edit!)
          .type('form')
          .send({ ...sent, addressForm: 'Sir', version: '1' })
      ).status,
    ).toBe(303);
  });
});

describe('an organisation', () => {
  it('shows where it belongs and how it was called, is found by it, and cannot be its own ancestor', async () => {
    const sent = {
      classification: 'committee',
      'name[en]': 'Committee on the Future',
      parentId: house,
      'formerNames[0][name][en]': 'Committee on Forecasts',
      'formerNames[0][until]': '2020-02-29',
    };
    const made = await officer.post('/house/partners').type('form').send(sent);
    expect(made.status).toBe(303);
    const path = made.headers['location']!;
    const page = await officer.get(path);
    expect(page.text).toContain('Lower House');
    expect(page.text).toContain('Committee on Forecasts');
    expect((await officer.get('/house/partners?classification=all&q=forecasts')).text).toContain('on the Future');
    const id = path.split('/').at(-1)!;
    const cycle = await officer
      .post(`/house/partners/${house}`)
      .type('form')
      .send({ classification: 'chamber', 'name[en]': 'Lower House', parentId: id, version: '1' });
    expect(cycle.status).toBe(422);
    expect(cycle.text).toContain('cannot belong to itself');
    const turned = { ...sent, foundedOn: '2020-01-01', dissolvedOn: '2019-01-01' };
    const wrong = await officer.post('/house/partners').type('form').send(turned);
    expect(wrong.text).toContain('id="f-dissolvedOn-error"');
    expect((await auditor.post('/house/partners').type('form').send(sent)).status).toBe(404);
  });
});
