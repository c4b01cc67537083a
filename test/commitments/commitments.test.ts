import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommitmentsService } from '../../src/commitments/commitments.service.js';
import type { CommitmentFacts } from '../../src/commitments/commitment.entity.js';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { DeadlineNotices } from '../../src/institution/deadlines/deadline-notices.service.js';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import { wordParagraphs } from '../support/word-text.js';

let house: TestApp;
let desk: Agent & { account: { id: string; email: string } };

const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
const LIST = '/house/commitments';
const API = '/api/v1/house/commitments';

beforeAll(async () => {
  house = await startApp();
  await house.within(() => anInstitution(house.app, { slug: 'senate' }));
  desk = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const made = (changes: Partial<CommitmentFacts> = {}) =>
  house.within(() =>
    house.get(CommitmentsService).record(
      {
        content: 'Send the comparative table',
        side: 'ours',
        responsible: 'Odile Marchetti',
        accountId: null,
        partnerId: null,
        agreedOn: today,
        dueOn: today.add({ days: 20 }),
        ...changes,
      },
      { kind: 'other', id: null },
    ),
  );

describe('the pages of commitments', () => {
  it('follow one from the visit to its end: recorded, begun, kept, verified by somebody else', async () => {
    const partnerId = await aPartner(house, 'Diet of Norrland');
    const visit = await aReception(house, { partnerId });
    const blank = await desk.get(`${LIST}/new?source=activity&sourceId=${visit}`);
    expect(blank.text).toContain('Official Visit of the Delegation');
    const sent = {
      sourceKind: 'activity',
      sourceId: visit,
      content: 'Receive two trainees',
      side: 'ours',
      responsible: 'Human resources',
      agreedOn: '2026-11-20',
      dueOn: today.add({ days: 3 }).toString(),
    };
    const wrong = await desk
      .post(LIST)
      .type('form')
      .send({ ...sent, content: ' ', dueOn: '31 May' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/id="f-content-error"/);
    const { location } = (await desk.post(LIST).type('form').send(sent)).headers;
    for (const path of [
      `/house/activities/${visit}/commitments`,
      `/house/partners/${partnerId}`,
      LIST,
      '/house/deadlines',
    ])
      expect((await desk.get(path)).text).toContain('Receive two trainees');
    // Whoever meets the partner next is told.
    const next = await aReception(house, { partnerId });
    for (const [language, words] of [
      ['en', 'Open commitments'],
      ['ar', 'التعهدات القائمة'],
    ] as const) {
      const { bytes } = await house.within(() => house.get(DocumentsService).preview(next, 'briefing-dossier', language, 'docx')); // prettier-ignore
      const dossier = wordParagraphs(bytes);
      for (const line of [words, 'Receive two trainees', 'Human resources']) expect(dossier).toContain(line);
    }
    const step = (who: Agent, name: string, note = '') =>
      who.post(`${location}/steps/${name}`).type('form').send({ note });
    expect((await step(desk, 'begin')).status).toBe(303);
    expect((await step(desk, 'fulfil')).text).toContain('Say by what it was kept.');
    expect((await step(desk, 'fulfil', 'Letter of 2 December')).status).toBe(303);
    expect((await step(desk, 'verify')).status).toBe(404);
    const head = await house.signInAs('head-intl');
    expect((await step(head, 'verify')).status).toBe(303);
    const shown = (await head.get(location!)).text;
    for (const words of ['Letter of 2 December', 'Verified', 'Diet of Norrland']) expect(shown).toContain(words);
    expect((await head.get(`/house/partners/${partnerId}`)).text).not.toContain('Receive two trainees');
    expect((await desk.get(`${LIST}?shown=kept`)).text).toContain('Receive two trainees');
  });

  it('are recorded from an agreement or a session too, in words, and shown with the partner', async () => {
    const partnerId = await aPartner(house, 'Storting of Sund');
    expect((await desk.get(`${LIST}/new`)).text).toMatch(/<option value="agreement"/);
    const sent = { content: 'Exchange of librarians', side: 'theirs', agreedOn: '2026-11-20', partnerId, sourceName: 'Memorandum of 12 March 2024, art. 4' }; // prettier-ignore
    const { location } = (
      await desk
        .post(LIST)
        .type('form')
        .send({ ...sent, sourceKind: 'agreement' })
    ).headers;
    expect((await desk.get(location!)).text).toContain('Agreement: Memorandum of 12 March 2024, art. 4');
    expect((await desk.get(`/house/partners/${partnerId}`)).text).toContain('Exchange of librarians');
    expect((await desk.get(`${LIST}?q=memorandum`)).text).toContain('Exchange of librarians');
    const added = await desk.post(API).send({ ...sent, sourceKind: 'session' });
    expect([added.status, added.body.source]).toEqual([201, { kind: 'session', id: null, name: sent.sourceName }]);
    for (const sourceKind of ['report', 'bogus'])
      expect([sourceKind, (await desk.post(API).send({ ...sent, sourceKind })).status]).toEqual([sourceKind, 422]);
  });

  it('are read by staff and by who keeps it, not by a member or another house', async () => {
    const member = await house.signInAs('member');
    const { id } = await made({ content: 'Mine to keep', accountId: member.account.id });
    const other = await made({ content: 'Not mine' });
    expect((await member.get(LIST)).status).toBe(404);
    expect((await member.get(`${LIST}/${id}`)).text).toContain('Mine to keep');
    expect((await member.get(`${LIST}/${other.id}`)).status).toBe(404);
    expect((await member.post(`${LIST}/${id}/steps/begin`).type('form').send({})).status).toBe(303);
    expect((await member.post(`${LIST}/${id}/steps/drop`).type('form').send({ note: 'No' })).status).toBe(404);
    const stranger = await house.signInAs('desk-officer', { slug: 'senate' });
    expect((await stranger.get(`/senate/commitments/${id}`)).status).toBe(404);
    expect((await (await house.signInAs('auditor')).get(`${LIST}/new`)).status).toBe(404);
  });

  it('stand under one count of statements whatever their number', async () => {
    const count = (q: string) => statementsOf(house, () => desk.get(`${LIST}?shown=all&q=${q}`));
    await made({ content: 'Counted first', partnerId: await aPartner(house) });
    const one = await count('Counted');
    await made({ content: 'Counted second', partnerId: await aPartner(house) });
    await made({ content: 'Counted third', partnerId: await aPartner(house) });
    expect(await count('Counted')).toBe(one);
  });

  it('keep what two wrote at once: the second is told', async () => {
    const { id, version } = await made();
    const sent = (content: string) =>
      desk
        .post(`${LIST}/${id}`)
        .type('form')
        .send({ content, side: 'ours', agreedOn: '2026-11-20', version: String(version) });
    expect((await sent('First')).status).toBe(303);
    const second = await sent('Second');
    expect(second.status).toBe(409);
    expect(second.text).toContain('Second</textarea>');
  });

  it('are saved as a sheet', async () => {
    await made({ content: 'In the sheet' });
    const csv = (await desk.get(`${LIST}/export/csv?shown=open`)).text;
    expect(csv).toContain('In the sheet');
  });
});

describe('reminders', () => {
  it('go to who keeps it a week before, and when it is late to the head of department too, once each', async () => {
    const keeper = await house.signInAs('legal', { name: 'Keeper of Words' });
    const head = await house.signInAs('head-intl', { name: 'Head of All' });
    await made({ content: 'Late table', accountId: keeper.account.id, dueOn: today.subtract({ days: 1 }) });
    await made({ content: 'Coming table', accountId: keeper.account.id, dueOn: today.add({ days: 7 }) });
    const tell = () => house.within(() => house.get(DeadlineNotices).tell(today));
    await tell();
    await tell();
    const letters = await house.within(() =>
      house.db.read(() =>
        house.db.rows<{ address: string; text: string }>(
          `select to_address as address, body_text as text from message where institution_id = $1 and purpose = 'deadline'`,
          [house.house.id],
        ),
      ),
    );
    const to = (email: string) => letters.filter(({ address }) => address === email).map(({ text }) => text);
    expect(to(keeper.account.email)).toHaveLength(1);
    expect(to(keeper.account.email)[0]).toContain('Late table');
    expect(to(keeper.account.email)[0]).toContain('Coming table');
    expect(to(head.account.email)[0]).toContain('Late table');
    expect(to(head.account.email)[0]).not.toContain('Coming table');
  });
});

describe('the API', () => {
  it('records, corrects under If-Match, takes steps and lists', async () => {
    const body = { content: 'By a program', side: 'theirs', responsible: 'Their clerk', agreedOn: '2026-11-01' };
    const added = await desk.post(API).send(body);
    expect(added.status).toBe(201);
    const { id } = added.body as { id: string };
    expect((await desk.post(API).send({ ...body, sourceKind: 'activity', sourceId: id })).status).toBe(422);
    expect((await desk.post(API).send({ ...body, colour: 'red' })).status).toBe(400);
    expect(
      (
        await desk
          .patch(`${API}/${id}`)
          .set('If-Match', '"9"')
          .send({ ...body, content: 'Other' })
      ).status,
    ).toBe(412);
    expect((await desk.patch(`${API}/${id}`).set('If-Match', '"1"').send(body)).status).toBe(200);
    const dropped = await desk.post(`${API}/${id}/steps/drop`).send({ note: 'Overtaken' });
    expect(dropped.body).toMatchObject({ state: 'dropped', version: 3 });
    expect((await desk.post(`${API}/${id}/steps/fly`).send({})).status).toBe(409);
    const listed = await desk.get(`${API}?shown=dropped`);
    expect(listed.body).toMatchObject({ items: [{ id, state: 'dropped' }], next: null });
  });
});
