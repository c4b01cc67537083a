import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MembershipsService } from '../../src/directory/memberships.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { PostsService } from '../../src/directory/posts.service.js';
import { aMember, aPartner, aReception, statementsOf } from '../support/activities.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

let app: TestApp;
let protocol: Agent;
let officer: Agent;
let auditor: Agent;
let partnerId: string;

beforeAll(async () => {
  app = await startApp();
  protocol = await app.signInAs('protocol');
  officer = await app.signInAs('desk-officer');
  auditor = await app.signInAs('auditor');
  partnerId = await aPartner(app);
}, 60_000);
afterAll(() => app.close());

const page = '/house/settings/precedence';
interface RankItem {
  id: string;
  label: { en: string };
}
const order = async (): Promise<RankItem[]> => (await officer.get('/api/v1/house/precedence')).body.items;
const labels = async () => (await order()).map(({ label }) => label.en);
const add = (who: Agent, name: string) => who.post(page).type('form').send({ 'label[en]': name });

describe('the order of precedence', () => {
  it('is kept by protocol: added to, moved, renamed, shortened', async () => {
    for (const name of ['Speaker', 'Deputy', 'Member']) expect((await add(protocol, name)).status).toBe(303);
    expect((await add(officer, 'Desk officer')).status).toBe(404);
    expect((await protocol.post(page).type('form').send({})).status).toBe(422);
    const [, , member] = await order();
    const path = `${page}/${member!.id}`;
    const move = (who: Agent, position: string) => who.post(`${path}/rank`).type('form').send({ position });
    expect((await move(officer, '1')).status).toBe(404);
    expect((await move(protocol, '1')).status).toBe(303);
    expect(await labels()).toEqual(['Member', 'Speaker', 'Deputy']);
    await move(protocol, '99');
    expect(await labels()).toEqual(['Speaker', 'Deputy', 'Member']);
    const rename = (who: Agent) => who.post(`${path}/name`).type('form').send({ 'label[en]': 'Deputy of the House' });
    expect((await rename(officer)).status).toBe(404);
    expect((await rename(protocol)).status).toBe(303);
    expect((await auditor.post(`${path}/removal`)).status).toBe(404);
    expect((await protocol.post(`${path}/removal`)).status).toBe(303);
    expect(await labels()).toEqual(['Speaker', 'Deputy']);
  });

  it('is read in the same number of statements with one rank as with three', async () => {
    const few = await statementsOf(app, () => protocol.get(page));
    await add(protocol, 'Chair');
    await add(protocol, 'Member');
    expect(await statementsOf(app, () => protocol.get(page))).toBe(few);
  });

  it('ranks a foreign post by its equivalent, its peers by seniority, then by name, and says so in words', async () => {
    const [, deputy] = await order();
    const senate = await app.within(() =>
      app.get(OrganisationsService).create({ classification: 'chamber', name: { en: 'Senate of Kestria' } }),
    );
    const aPost = (en: string) =>
      app.within(() => app.get(PostsService).create({ organisationId: senate, label: { en } }));
    const [vice, quaestor] = [await aPost('First Vice-President'), await aPost('Quaestor')];
    const equate = (who: Agent) =>
      who.post(`${page}/equivalents`).type('form').send({ postId: vice, rankId: deputy!.id });
    expect((await equate(officer)).status).toBe(404);
    expect((await equate(protocol)).status).toBe(303);
    const used = await protocol.post(`${page}/${deputy!.id}/removal`);
    expect([used.status, used.text.includes('stands level with this rank')]).toEqual([409, true]);

    const activity = await aReception(app, { partnerId });
    for (const [familyName, postId, startsOn] of [
      ['Aquaestor', quaestor, '2010-01-01'],
      ['Younger', vice, '2024-03-01'],
      ['Elder', vice, '2024-02-29'],
      ['Elderson', vice, '2024-02-29'],
    ] as const) {
      const personId = await app.within(() => app.get(PeopleService).create({ familyName }));
      await app.within(() =>
        app.get(MembershipsService).appoint({
          personId,
          organisationId: senate,
          postId,
          startsOn: Temporal.PlainDate.from(startsOn),
        }),
      );
      await aMember(app, activity, 'guest', partnerId, personId);
    }
    const path = `/house/activities/${activity}/people/precedence`;
    const explained = await auditor.get(path);
    const found = [...explained.text.matchAll(/<bdi>(\w+)<\/bdi><\/span><\/span><\/p><p>([^<]+)/g)];
    expect(found.map(([, name]) => name)).toEqual(['Elder', 'Elderson', 'Younger', 'Aquaestor']);
    const why = found.map(([, , text]) => text);
    expect(why[0]).toContain('First Vice-President: level with our rank “Deputy”');
    expect(why[1]).toContain('with Elder: by name');
    expect(why[2]).toMatch(/with Elderson, who entered the post on 29.February.2024; entered on 1.March.2024/);
    expect(why[3]).toContain('without an equivalent');
    expect(explained.text).toContain('Moved by hand');

    expect((await auditor.post(`${path}?side=guest`)).status).toBe(404);
    expect((await officer.post(`${path}?side=guest`)).status).toBe(303);
    expect((await officer.get(path)).text).not.toContain('Moved by hand');
  });
});
