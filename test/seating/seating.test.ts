import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { Current } from '../../src/platform/current.js';
import { SeatingService } from '../../src/seating/seating.service.js';
import type { Place } from '../../src/seating/seating.rules.js';
import { aMember, aPartner, aPerson } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';
import { readPdf } from '../support/pdf-text.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const hostile = '"><script>alert(1)</script> #eval $x$ <l>';
const TABLE = { shape: 'long', tables: [10], alternateSides: true, alternateSexes: false, byLanguage: true } as const;

async function aTable(names = [hostile, 'Bea Castellan', 'Cato Dreier', 'Dora Eklund']) {
  const dinner = await aDinner(
    house,
    names.map((name, n) => guest({ name, email: `g${n}@deputies.example` })),
  );
  await house.within(async () => {
    for (const id of dinner.ids)
      await house.get(AnswersService).recordAnswer(id, { answer: 'accepted', companions: 0, channel: 'phone' });
  });
  const plan = await house.within(() => house.get(SeatingService).draw(dinner.activityId, dinner.itemId, TABLE));
  const path = `/house/activities/${dinner.activityId}/seating/${plan.id}`;
  return { ...dinner, plan, path, protocol: await house.signInAs('protocol') };
}

const placesOf = async (id: string) =>
  (await rowOf<{ places: Place[] }>(house, 'select places from seating_plan where id = $1', [id]))[0]!.places;

describe('a table', () => {
  it('is drawn by a form, filled with who comes, and changed by a move that says which rule it breaks', async () => {
    const { activityId, itemId, invitationId, ids } = await aDinner(house, [
      guest({ name: hostile }),
      guest({ name: 'Bea Castellan', email: 'b@deputies.example' }),
      guest({ name: 'Cato Dreier', email: 'c@deputies.example' }),
    ]);
    const answers = house.get(AnswersService);
    await house.within(async () => {
      await answers.recordAnswer(ids[0]!, { answer: 'accepted', companions: 1, channel: 'phone' });
      await answers.recordAnswer(ids[1]!, {
        answer: 'represented',
        representative: { name: 'Livia Brandauer', post: 'Counsellor', contact: '' },
        channel: 'letter',
      });
      await answers.recordAnswer(ids[2]!, { answer: 'declined', channel: 'phone' });
    });
    const protocol = await house.signInAs('protocol');
    const base = `/house/activities/${activityId}/seating`;
    const from = await protocol.get(`/house/activities/${activityId}/invitations/${invitationId}/seating`);
    expect(from.headers['location']).toBe(`${base}?item=${itemId}`);
    expect((await protocol.get(base)).text).toContain('No table is drawn yet');
    const wrong = await protocol.post(base).type('form').send({ itemId, shape: 'head', tables: 'two' });
    expect([wrong.status, wrong.text.includes('Please write numbers of chairs')]).toEqual([422, true]);
    const drawn = await protocol
      .post(base)
      .type('form')
      .send({ itemId, shape: 'head', tables: '2, 3', alternateSides: 'on' });
    const path = drawn.headers['location']!;
    const page = (await protocol.get(path)).text;
    expect(page).toContain('Livia Brandauer');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('Cato Dreier');
    expect(page).toContain('3 of 3 seated');
    const places = await placesOf(path.split('/').at(-1)!);
    const away = places.find(({ table }) => table === 1)!;
    const moved = await protocol.post(`${path}/moves`).type('form').send({ key: away.key, to: '0.0' });
    expect(moved.status).toBe(303);
    const told = (await protocol.get(moved.headers['location']!)).text.replace(/<[^>]+>/g, '');
    expect(told).toContain('sits at the first table, though');
    expect((await protocol.post(`${path}/moves`).type('form').send({ key: away.key, to: '7.0' })).status).toBe(409);
    await protocol.post(`${path}/undo`);
    expect(new Set((await placesOf(path.split('/').at(-1)!)).map((one) => JSON.stringify(one)))).toEqual(
      new Set(places.map((one) => JSON.stringify(one))),
    );
  });

  it('is left by who declines, and keeps for the others where they were put', async () => {
    const { ids, plan, path, protocol } = await aTable();
    const key = `r:${ids[1]}`;
    await protocol.post(`${path}/moves`).type('form').send({ key, to: '0.9' });
    await house.within(() => house.get(AnswersService).recordAnswer(ids[0]!, { answer: 'declined', channel: 'phone' }));
    const page = (await protocol.get(path)).text;
    expect(page).toContain('3 of 3 seated');
    await protocol.post(`${path}/filling`);
    const places = await placesOf(plan.id);
    expect(places.find((one) => one.key === key)).toEqual({ key, table: 0, seat: 9, fixed: true });
    expect(places.some((one) => one.key === `r:${ids[0]}`)).toBe(false);
  });

  it('takes two moves at once, and loses nobody', async () => {
    const { ids, plan } = await aTable();
    const seating = house.get(SeatingService);
    await Promise.all(
      ids.flatMap((id, n) =>
        [5 + n, 9 - n].map((seat) => house.within(() => seating.move(plan.id, `r:${id}`, { table: 0, seat }))),
      ),
    );
    const places = await placesOf(plan.id);
    expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
    expect(new Set(places.map(({ seat }) => seat)).size).toBe(places.length);
  });

  it('seats both delegations face to face for talks, by precedence', async () => {
    const { activityId } = await aDinner(house);
    const senate = await aPartner(house);
    for (const side of ['guest', 'host'] as const)
      for (let n = 0; n < 3; n++) await aMember(house, activityId, side, senate, await aPerson(house));
    const plan = await house.within(() =>
      house.get(SeatingService).draw(activityId, null, { ...TABLE, shape: 'talks', tables: [3] }),
    );
    expect(plan.places).toHaveLength(6);
    expect(plan.places.filter(({ seat }) => seat < 3)).toHaveLength(3);
  });

  it('is printed with its cards as archivable PDF, hostile names as text', async () => {
    const { activityId, plan, path, protocol } = await aTable([
      hostile,
      'Ms Bea Castellan',
      'Cato Dreier',
      'Dora Eklund',
    ]);
    const documents = `/house/activities/${activityId}/documents`;
    const tab = (await protocol.get(path)).text.replaceAll('&amp;', '&');
    for (const paper of ['seating-plan', 'place-cards']) {
      const file = `${documents}/${paper}-ru.pdf?subject=${plan.id}&inline`;
      expect(tab).toContain(file);
      const answer = await protocol.get(file);
      expect([paper, answer.status, answer.headers['content-type']]).toEqual([paper, 200, 'application/pdf']);
      const { bytes } = await house.within(() =>
        house.get(DocumentsService).preview(activityId, paper, 'ru', 'pdf', plan.id),
      );
      const text = (await readPdf(bytes)).pages.join(' ');
      expect(text).toContain('Dora Eklund');
      // A title is the paper's, whatever the letter was written in.
      expect(text).toContain('г-жа Bea Castellan');
      expect(text).toContain('#eval');
      expect((await protocol.get(`${documents}/papers/${paper}`)).text).toContain(
        `<option value="${plan.id}" selected`,
      );
      // In Word too; of another table nothing.
      expect((await protocol.get(`${documents}/${paper}-ar.docx?subject=${plan.id}`)).status).toBe(200);
      expect((await protocol.get(`${documents}/${paper}-en.pdf?subject=${activityId}`)).status).toBe(404);
    }
  });

  it('is arranged by who plans: an auditor sees it, another institution nothing', async () => {
    const { ids, plan, path, protocol } = await aTable();
    const before = await placesOf(plan.id);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(path)).status).toBe(200);
    const move = { key: `r:${ids[0]}`, to: '0.8' };
    expect((await auditor.post(`${path}/moves`).type('form').send(move)).status).toBe(404);
    await anInstitution(house.app, { slug: 'elsewhere' });
    const foreign = await house.signInAs('protocol', { slug: 'elsewhere' });
    expect((await foreign.get(path.replace('house', 'elsewhere'))).status).toBe(404);
    expect(
      (
        await foreign
          .post(`${path.replace('house', 'elsewhere')}/moves`)
          .type('form')
          .send(move)
      ).status,
    ).toBe(404);
    expect(await placesOf(plan.id)).toEqual(before);
    expect((await protocol.post(`${path}/moves`).type('form').send(move)).status).toBe(303);
  });

  it('is of the activity’s own lines, whichever way it is asked for, and drawn by nobody who plans another', async () => {
    const [own, other] = [await aTable(['Bea Castellan']), await aDinner(house)];
    const api = (path: string, body: object, who = own.protocol) => who.post(`/api/v1/house/${path}`).set('Accept', 'application/json').send(body); // prettier-ignore
    const table = { itemId: other.itemId, shape: 'long', tables: [6] };
    expect((await api(`activities/${own.activityId}/seating-plans`, table)).status).toBe(404);
    const form = { itemId: other.itemId, shape: 'long', tables: '6' };
    expect((await own.protocol.post(`/house/activities/${own.activityId}/seating`).type('form').send(form)).status).toBe(404); // prettier-ignore
    const officer = await house.signInAs('desk-officer');
    await house.within(() => house.db.transaction(() => house.db.rows(`update role_grant set scope_kind = 'activity', scope_id = $2 where account_id = $1`, [officer.account.id, other.activityId]))); // prettier-ignore
    expect((await api(`seating-plans/${own.plan.id}/filling`, { anew: true }, officer)).status).toBe(404);
    expect((await api(`activities/${own.activityId}/seating-plans`, { ...table, itemId: own.itemId }, officer)).status).toBe(404); // prettier-ignore
    expect((await api(`activities/${other.activityId}/seating-plans`, table, officer)).status).toBe(201);
  });

  it('takes as many questions of the database for three guests as for one', async () => {
    const few = await aTable(['One Alone']);
    const many = await aTable(['One', 'Two', 'Three']);
    const asked = (plan: { activityId: string; itemId: string | null }) =>
      house.within(() =>
        house.db.read(async () => {
          const before = Current.context.statements.count;
          const { length } = await house.get(SeatingService).people(plan);
          return { length, count: Current.context.statements.count - before };
        }),
      );
    const [one, three] = [await asked(few.plan), await asked(many.plan)];
    expect([one.length, three.length, three.count]).toEqual([1, 3, one.count]);
  });
});
