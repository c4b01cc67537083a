import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { ReportPublications } from '../../src/reports/report-publications.service.js';
import { ReportWriting } from '../../src/reports/report-writing.service.js';
import { ReportOpening } from '../../src/reports/report-opening.service.js';
import { ReportsService } from '../../src/reports/reports.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import { aHeldVisit } from './reports.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
  await house.within(() => anInstitution(house.app, { slug: 'senate' }));
});
afterAll(() => house.close());

const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const page = (activityId: string, institution = 'house') => `/${institution}/activities/${activityId}/report`;
const api = (activityId: string, institution = 'house') => `/api/v1/${institution}/activities/${activityId}/report`;

describe('the page of a report', () => {
  it('goes the whole way: open, write, hand in, return, hand in, approve, file', async () => {
    const { activityId } = await aHeldVisit(house);
    const [desk, approver, registry] = [
      await house.signInAs('desk-officer'),
      await house.signInAs('approver'),
      await house.signInAs('registry'),
    ];
    expect((await desk.get(page(activityId))).text).toContain('No report is open yet.');
    expect((await desk.post(page(activityId)).type('form').send({})).status).toBe(303);
    const written = await desk
      .post(`${page(activityId)}/sections/results`)
      .type('form')
      .send({ content: 'Quotas agreed.\n\nPorts later.', version: '0' });
    expect(written.status).toBe(303);
    const proposals = {
      'proposals[0][text]': 'Meet again in spring',
      'proposals[0][responsible]': 'Secretary of the group',
    };
    const tabled = await desk
      .post(`${page(activityId)}/tables/proposals`)
      .type('form')
      .send({ ...proposals, version: '1' });
    expect(tabled.status).toBe(303);
    const shown = await desk.get(page(activityId));
    for (const words of [
      'Invitation of the Speaker',
      'Tour of the lighthouse',
      'did not take place',
      'Quotas agreed.',
      'Meet again in spring',
      'Silver compass',
      'Due Wednesday',
      'Hand in for checking',
    ]) {
      expect(shown.text).toContain(words);
    }
    expect((await desk.post(`${page(activityId)}/submissions`)).status).toBe(303);
    expect((await desk.post(`${page(activityId)}/approvals`)).status).toBe(404);
    const mute = await approver
      .post(`${page(activityId)}/returns`)
      .type('form')
      .send({ reason: ' ' });
    expect(mute.status).toBe(422);
    expect(mute.text).toMatch(/id="f-reason-error"[^>]*>Say what is to be changed\./);
    expect(
      (
        await approver
          .post(`${page(activityId)}/returns`)
          .type('form')
          .send({ reason: 'Who was present?' })
      ).status,
    ).toBe(303);
    expect((await desk.get(page(activityId))).text).toContain('Returned: Who was present?');
    await desk.post(`${page(activityId)}/submissions`);
    expect((await approver.post(`${page(activityId)}/approvals`)).status).toBe(303);
    const approved = await approver.get(page(activityId));
    expect(approved.text).toMatch(/No\. \d+\/\d{4}/);
    expect(approved.text).not.toContain('<textarea');
    const file = async () => {
      const answer = await desk
        .get(`/house/activities/${activityId}/documents/report-en.pdf`)
        .buffer(true)
        .parse(bytes);
      return createHash('sha256')
        .update(answer.body as Buffer)
        .digest('hex');
    };
    expect(await file()).toBe(await file());
    expect((await registry.post(`${page(activityId)}/filings`)).status).toBe(303);
    expect((await registry.get(page(activityId))).text).toContain('Filed');
  });

  it('shows the second of two what the first wrote, and keeps the second text', async () => {
    const { activityId } = await aHeldVisit(house);
    const desk = await house.signInAs('desk-officer');
    await desk.post(page(activityId)).type('form').send({});
    const save = (content: string, version: string) =>
      desk
        .post(`${page(activityId)}/sections/results`)
        .type('form')
        .send({ content, version });
    await save('The text of the first', '0');
    const second = await save('The text of the second', '0');
    expect(second.status).toBe(409);
    expect(second.text).toContain('The text of the first');
    expect(second.text).toMatch(/<textarea id="f-results"[\s\S]{0,400}>The text of the second/);
    const script = await save('The text of a script', '0').set('Accept', 'application/json');
    expect([script.status, script.body]).toEqual([409, { version: 1, theirs: 'The text of the first' }]);
    const joined = await save('Both texts', '1').set('Accept', 'application/json');
    expect(joined.body).toEqual({ version: 2 });
  });

  it('keeps what was typed in a table, with the error beside the field', async () => {
    const { activityId } = await aHeldVisit(house);
    const desk = await house.signInAs('desk-officer');
    await desk.post(page(activityId)).type('form').send({});
    const wrong = await desk
      .post(`${page(activityId)}/tables/proposals`)
      .type('form')
      .send({ version: '1', 'proposals[0][responsible]': 'Coach', 'proposals[0][due]': '12.345' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Please say what was agreed.');
    expect(wrong.text).toContain('value="12.345"');
    const stale = await desk
      .post(`${page(activityId)}/tables/proposals`)
      .type('form')
      .send({ version: '9', 'proposals[0][text]': 'Vase' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('value="Vase"');
    expect(
      (
        await desk
          .post(`${page(activityId)}/tables/constructor`)
          .type('form')
          .send({ version: '1' })
      ).status,
    ).toBe(404);
  });

  it('shows whatever is typed as text', async () => {
    const { activityId } = await aHeldVisit(house);
    const desk = await house.signInAs('desk-officer');
    await desk.post(page(activityId)).type('form').send({});
    const hostile = '</textarea><script>alert(1)</script>';
    await desk
      .post(`${page(activityId)}/sections/results`)
      .type('form')
      .send({ content: hostile, version: '0' });
    await desk
      .post(`${page(activityId)}/tables/proposals`)
      .type('form')
      .send({ version: '1', 'proposals[0][text]': hostile, 'proposals[0][responsible]': hostile });
    const auditor = await house.signInAs('auditor');
    for (const reader of [desk, auditor]) {
      const { text, status } = await reader.get(page(activityId));
      expect(status).toBe(200);
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('&lt;/textarea');
    }
  });

  it('is read by who sees the activity, changed by who plans, and unknown to another institution', async () => {
    const { activityId } = await aHeldVisit(house);
    const [desk, auditor, elsewhere] = [
      await house.signInAs('desk-officer'),
      await house.signInAs('auditor'),
      await house.signInAs('desk-officer', { slug: 'senate' }),
    ];
    await desk.post(page(activityId)).type('form').send({});
    expect((await auditor.get(page(activityId))).text).not.toContain('<textarea');
    expect(
      (
        await auditor
          .post(`${page(activityId)}/sections/results`)
          .type('form')
          .send({ content: 'x', version: '0' })
      ).status,
    ).toBe(404);
    expect((await auditor.post(`${page(activityId)}/submissions`)).status).toBe(404);
    expect((await elsewhere.get(page(activityId, 'senate'))).status).toBe(404);
    expect((await elsewhere.post(`${page(activityId, 'senate')}/submissions`)).status).toBe(404);
    expect((await elsewhere.get(api(activityId, 'senate'))).status).toBe(404);
  });

  it('speaks all languages of the interface', async () => {
    const { activityId } = await aHeldVisit(house);
    const desk = await house.signInAs('desk-officer');
    await desk.post(page(activityId)).type('form').send({});
    for (const [language, words] of [
      ['fr', 'Programme accompli'],
      ['ru', 'Выполнение программы'],
    ] as const) {
      await desk.post('/house/preferences').type('form').send({ language });
      const { text, status } = await desk.get(page(activityId));
      expect(status).toBe(200);
      expect(text).toContain(words);
      expect(text).not.toMatch(/reports\.[a-z]+\.[a-z]/);
    }
  });
});

describe('the first page', () => {
  it('names a report to its author until it is handed in, and then to who approves it', async () => {
    const { activityId } = await aHeldVisit(house);
    const [author, stranger, approver] = [
      await house.signInAs('desk-officer'),
      await house.signInAs('desk-officer'),
      await house.signInAs('approver'),
    ];
    const { id } = await house.within(() => house.get(ReportOpening).open(activityId, { authorId: author.account.id }));
    const names = async (reader: typeof author) => (await reader.get('/house')).text.includes(page(activityId));
    expect([await names(author), await names(stranger), await names(approver)]).toEqual([true, false, false]);
    await house.within(() => house.get(ReportsService).submit(id));
    expect([await names(author), await names(stranger), await names(approver)]).toEqual([false, false, true]);
  });
});

describe('the API of a report', () => {
  it('opens, writes by rich text, refuses what is no rich text, and carries both texts of a conflict', async () => {
    const { activityId } = await aHeldVisit(house);
    const desk = await house.signInAs('desk-officer');
    expect((await desk.get(api(activityId))).status).toBe(404);
    const opened = await desk.post(api(activityId)).send({});
    expect([opened.status, opened.body.state]).toEqual([201, 'draft']);
    const rich = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Bold', marks: [{ type: 'bold' }] }] }],
    };
    const write = (content: unknown, version: number) =>
      desk.patch(`${api(activityId)}/sections/results`).send({ content, version });
    expect((await write(rich, 0)).body).toMatchObject({ content: rich, version: 1 });
    expect((await write({ type: 'doc', content: [{ type: 'script' }] }, 1)).status).toBe(422);
    expect(
      (await desk.patch(`${api(activityId)}/sections/results`).send({ content: 'x', version: 1, more: 1 })).status,
    ).toBe(400);
    expect((await desk.patch(`${api(activityId)}/sections/nowhere`).send({ content: 'x', version: 0 })).status).toBe(
      422,
    );
    const conflict = await write('Mine', 0);
    expect(conflict.status).toBe(409);
    expect(conflict.headers['content-type']).toContain('application/problem+json');
    expect(conflict.body).toMatchObject({ status: 409, sent: 'Mine', current: { content: rich, version: 1 } });
    const approver = await house.signInAs('approver');
    expect(
      (
        await desk
          .post(`${api(activityId)}/submissions`)
          .set('If-Match', '"99"')
          .send({})
      ).status,
    ).toBe(412);
    expect((await desk.post(`${api(activityId)}/submissions`).send({})).body.state).toBe('submitted');
    expect((await approver.post(`${api(activityId)}/returns`).send({ reason: 'More' })).body.state).toBe('returned');
    expect((await approver.post(`${api(activityId)}/approvals`).send({})).status).toBe(409);
    await desk.post(`${api(activityId)}/submissions`).send({});
    expect((await approver.post(`${api(activityId)}/approvals`).send({})).body).toMatchObject({
      state: 'approved',
      registerNumber: expect.stringMatching(/^\d+\/\d{4}$/),
    });
  });
});

function bytes(answer: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const response = answer as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
}

describe('from the check to the public', () => {
  it('is commented, returned, changed visibly, tabled, checked and published without what is confidential', async () => {
    const { activityId, talks } = await aHeldVisit(house);
    const [desk, approver, registry, stranger] = [
      await house.signInAs('desk-officer'),
      await house.signInAs('approver'),
      await house.signInAs('registry'),
      house.browser(),
    ];
    const here = page(activityId);
    const form = (who: typeof desk, path: string, body: object = {}) =>
      who.post(`${here}${path}`).type('form').send(body);
    await form(desk, '');
    const write = (section: string, content: string, version: string) =>
      form(desk, `/sections/${section}`, { content, version });
    await write('results', 'Quotas were agreed.', '0');
    await write('assessment', 'A SECRET judgement.', '0');
    await write(`meeting-${talks}`, 'A SECRET topic.', '0');
    await form(desk, `/confidentiality/meeting-${talks}`, { isConfidential: 'on' });
    await form(desk, '/submissions');
    await form(approver, '/comments', { section: 'results', content: 'Agreed by whom?' });
    expect(
      (await form(stranger as typeof desk, '/comments', { section: 'results', content: 'x' })).headers['location'],
    ).toContain('sign-in');
    const auditor = await house.signInAs('auditor');
    expect((await form(auditor, '/comments', { section: 'results', content: 'x' })).status).toBe(404);
    await form(approver, '/returns', { reason: 'See the comment' });
    expect((await desk.get(here)).text).toContain('Agreed by whom?');
    await write('results', 'Quotas were not agreed. Write to a.b@house.example.', '1');
    await form(desk, '/submissions');
    const again = (await approver.get(here)).text;
    expect(again).toContain('one part changed');
    expect(again).toMatch(/<ins>not <\/ins>/);
    await form(approver, '/approvals');
    expect((await registry.get(`${here}/publication`)).status).toBe(404);
    expect((await form(registry, '/tablings', { tabledBy: ' ', tabledOn: '2027-03-20' })).status).toBe(422);
    await form(registry, '/tablings', { tabledBy: 'Adela Marenko', tabledOn: '2027-03-20' });
    const check = (await registry.get(`${here}/publication`)).text;
    expect(check).toContain('an e-mail address');
    expect(check).not.toContain('SECRET');
    const hash = /name="hash" value="([0-9a-f]{64})"/.exec(check)![1]!;
    expect((await desk.get(`${here}/publication`)).status).toBe(404);
    expect((await form(registry, '/publication', { hash })).status).toBe(422);
    await form(desk, '/confidentiality/results', { isConfidential: 'on' });
    expect((await form(registry, '/publication', { hash, isChecked: 'on' })).status).toBe(409);
    const now = /name="hash" value="([0-9a-f]{64})"/.exec((await registry.get(`${here}/publication`)).text)![1]!;
    expect((await form(registry, '/publication', { hash: now, isChecked: 'on' })).status).toBe(303);
    const listed = await stranger.get('/house/published/reports.json');
    const { id } = (listed.body as { items: { id: string; title: object }[] }).items[0]!;
    expect(listed.headers['access-control-allow-origin']).toBe('*');
    for (const path of [`reports/${id}`, `reports/${id}.json`, 'reports']) {
      const answer = await stranger.get(`/house/published/${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      for (const words of ['SECRET', 'A quiet word', 'a.b@house.example']) expect(answer.text).not.toContain(words);
    }
    expect((await stranger.get(`/house/published/reports/${id}`)).text).toContain('Renew the agreement on fisheries.');
    expect((await stranger.get(`/senate/published/reports/${id}`)).status).toBe(404);
  });

  it('shows pictures of its own alone, each with its words, and to the public what was published', async () => {
    const { activityId } = await aHeldVisit(house);
    const [desk, auditor, registry] = [
      await house.signInAs('desk-officer'),
      await house.signInAs('auditor'),
      await house.signInAs('registry'),
    ];
    const here = page(activityId);
    await desk.post(here).type('form').send({});
    const send = (who: typeof desk, bytes: Buffer) =>
      who.post(`${here}/pictures`).set('Accept', 'application/json').attach('picture', bytes, 'signing.png');
    const sent = await send(desk, POINT);
    expect([sent.status, sent.body]).toEqual([201, { id: expect.any(String), width: 1, height: 1 }]);
    const hidden = (await send(desk, POINT)).body as { id: string };
    expect((await send(desk, Buffer.from('<svg onload="x()"/>'))).status).toBe(422);
    expect((await send(auditor, POINT)).status).toBe(404);
    const { id: picture } = sent.body as { id: string };
    const figure = (id: string) => ({ type: 'figure', attrs: { picture: id, alt: 'Both heads sign', caption: '' } });
    const note = { type: 'paragraph', content: [{ type: 'footnote', attrs: { text: 'Orally <b>' } }] };
    const write = (section: string, content: object[], activity = here) =>
      desk
        .post(`${activity}/sections/${section}`)
        .set('Accept', 'application/json')
        .type('form')
        .send({ doc: JSON.stringify({ type: 'doc', content }), version: '0' });
    const { activityId: other } = await aHeldVisit(house);
    await desk.post(page(other)).type('form').send({});
    // Of 24 million points each: two have room, three would take longer to print than a paper may.
    const wide = Buffer.from(POINT);
    wide.writeUInt32BE(6000, 16);
    wide.writeUInt32BE(4000, 20);
    const answers = [];
    for (let n = 0; n < 3; n += 1)
      answers.push(
        await desk
          .post(`${page(other)}/pictures`)
          .set('Accept', 'application/json')
          .attach('picture', wide, 'wide.png'),
      );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 422]);
    expect(JSON.stringify(answers[2]!.body)).toContain('60 million points');
    expect((await write('results', [figure(picture)], page(other))).status).toBe(422);
    expect((await write('results', [note, figure(picture)])).body).toEqual({ version: 1 });
    await write('assessment', [figure(hidden.id)]);
    await house.within(async () => {
      const { id } = await house.get(ReportOpening).open(activityId);
      await house.get(ReportsService).submit(id);
      await house.get(ReportsService).approve(id);
      await house.get(ReportsService).file(id);
    });
    expect((await auditor.get(here)).text).toMatch(/<li id="results-note-1">Orally &lt;b>/);
    const { hash } = await house.within(() => house.get(ReportPublications).check(activityId));
    await registry.post(`${here}/publication`).type('form').send({ hash, isChecked: 'on' });
    const { items } = (await house.browser().get('/house/published/reports.json')).body as {
      items: { id: string; pictures: { picture: string; href: string }[] }[];
    };
    const [shown] = items.flatMap(({ pictures }) => pictures);
    expect(shown!.picture).toBe(picture);
    const seen = await house.browser().get(shown!.href);
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await house.browser().get(shown!.href.replace(picture, hidden.id))).status).toBe(404);
  });

  it('is replaced and withdrawn with a reason, which its address tells, also in Arabic and by the API', async () => {
    const { activityId } = await aHeldVisit(house);
    const [registry, approver, stranger] = [
      await house.signInAs('registry'),
      await house.signInAs('approver'),
      house.browser(),
    ];
    const { id } = await house.within(async () => {
      const report = await house.get(ReportOpening).open(activityId);
      await house.get(ReportWriting).write(report.id, { section: 'results', content: 'Quotas agreed.' }, 0);
      return house.get(ReportsService).submit(report.id);
    });
    const here = api(activityId);
    const said = await approver.post(`${here}/comments`).send({ section: 'results', content: 'By whom?' });
    const { items } = said.body as { items: { id: string; resolvedAt: string | null }[] };
    expect([said.status, items[0]!.resolvedAt]).toEqual([201, null]);
    expect((await registry.post(`${here}/comments`).send({ section: 'results', content: 'x' })).status).toBe(404);
    const ticked = await approver.post(`${here}/comments/${items[0]!.id}/resolution`);
    expect((ticked.body as typeof said.body).items[0].resolvedAt).toEqual(expect.any(String));
    await approver.post(`${here}/approvals`);
    const tabled = await registry.post(`${here}/tablings`).send({ tabledBy: 'A. Marenko', tabledOn: '2027-03-20' });
    expect(tabled.body).toMatchObject({ state: 'tabled' });
    const hashNow = async () => ((await registry.get(`${here}/publication`)).body as { hash: string }).hash;
    expect((await approver.get(`${here}/publication`)).status).toBe(404);
    expect((await registry.post(`${here}/publication`).send({ hash: await hashNow() })).body).toEqual({
      state: 'published',
    });
    const address = `/house/published/reports/${id}`;
    const same = await registry.post(`${here}/publication`).send({ hash: await hashNow(), reason: 'x' });
    expect(same.status).toBe(409);
    const form = (path: string, body: object) =>
      registry
        .post(`${page(activityId)}${path}`)
        .type('form')
        .send(body);
    await form('/confidentiality/results', { isConfidential: 'on' });
    expect((await stranger.get(address)).text).toContain('Quotas agreed.');
    const mute = await form('/publication', { hash: await hashNow(), isChecked: 'on', reason: ' ' });
    expect([mute.status, mute.text]).toEqual([422, expect.stringContaining('Say why: readers are told.')]);
    const told = { hash: await hashNow(), isChecked: 'on', reason: 'The results were told too early.' };
    expect((await form('/publication', told)).status).toBe(303);
    const replaced = (await stranger.get(address)).text;
    expect(replaced).toContain('The results were told too early.');
    expect(replaced).not.toContain('Quotas agreed.');
    const arabic = (await stranger.get(`${address}?lang=ar`)).text;
    expect(arabic).toMatch(/<html[^>]* lang="ar"[^>]* dir="rtl"/);
    expect(arabic).toContain('البرنامج كما نُفِّذ');
    expect((await form('/publication/withdrawal', { because: '' })).status).toBe(422);
    expect((await form('/publication/withdrawal', { because: 'The agreement lapsed.' })).status).toBe(303);
    const gone = await stranger.get(address);
    expect([gone.status, gone.text]).toEqual([410, expect.stringContaining('The agreement lapsed.')]);
    const data = await stranger.get(`${address}.json`);
    expect([data.status, data.body]).toMatchObject([410, { detail: 'The agreement lapsed.' }]);
    expect((await stranger.get('/house/published/reports')).text).not.toContain(id);
    const again = { hash: await hashNow(), reason: 'It is renewed.' };
    expect((await registry.post(`${here}/publication`).send(again)).body).toEqual({ state: 'published' });
    expect((await stranger.get(`${address}.json`)).body).toMatchObject({
      revision: 3,
      revisedBecause: 'It is renewed.',
    });
  });
});
