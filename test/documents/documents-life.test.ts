import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Papers } from '../../src/activities/papers.registry.js';
import { DocumentLife } from '../../src/documents/document-life.service.js';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { DocumentSources } from '../../src/documents/document-sources.registry.js';
import { PackWork } from '../../src/documents/packs/pack-work.service.js';
import { PacksQueries } from '../../src/documents/packs/packs.queries.js';
import { PacksService } from '../../src/documents/packs/packs.service.js';
import { DocumentTooSlow } from '../../src/documents/rendering/rendering.errors.js';
import { Current } from '../../src/platform/current.js';
import { aPartner } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { readStructure } from '../support/pdf-structure.js';
import { readPdf, squeezed } from '../support/pdf-text.js';
import { anItem, aVisit } from '../support/programme.js';
import { aWordFile, wordParagraph } from '../support/word-file.js';
import { wordParagraphs } from '../support/word-text.js';

let house: TestApp;
let activityId: string;

beforeAll(async () => {
  house = await startApp();
  activityId = await aVisit(house, { partnerId: await aPartner(house) });
  await anItem(house, activityId, { title: { en: 'Talks of the delegations' } });
});
afterAll(() => house.close());

const key = (kind: string, language = 'en') => ({ activityId, kind, language, subject: '' });
const life = () => house.get(DocumentLife);
const text = async (bytes: Uint8Array) => squeezed((await readPdf(new Uint8Array(bytes))).pages.join(' '));
const versions = (kind: string, number: number) =>
  house.within(() => house.db.read(() => house.get(DocumentsService).stored(activityId, kind, 'en', 'pdf', number)));

describe('the papers of a visit', () => {
  it('can each be made in every language they come in, from what the plan knows', async () => {
    const failed: string[] = [];
    for (const source of house.get(DocumentSources).all) {
      for (const language of ['en', 'ar'] as const) {
        try {
          const made = await house.within(() =>
            house.get(DocumentsService).preview(activityId, source.kind, language, 'pdf'),
          );
          expect(Buffer.from(made.bytes.slice(0, 5)).toString()).toBe('%PDF-');
        } catch (error) {
          // Another kind of activity, or something that is not there yet, said in words.
          if (!/NotFound|DocumentNotReady/.test(String((error as Error).constructor.name)))
            failed.push(`${source.kind} ${String(error)}`);
        }
      }
    }
    expect(failed).toEqual([]);
    expect(house.get(Papers).all.length).toBeGreaterThan(12);
  });
});

describe('the course of a paper', () => {
  it('leads from draft to archive, each step in its place, and the number stands on the signed bytes', async () => {
    const head = await house.signInAs('head-intl');
    const at = `/house/activities/${activityId}/documents/papers/thank-you`;
    const post = (path: string, more = {}) =>
      head
        .post(`${at}/${path}`)
        .type('form')
        .send({ language: 'en', ...more });
    expect((await post('approval')).status).toBe(409);
    expect((await post('clearance')).status).toBe(303);
    expect((await post('approval')).status).toBe(303);
    expect((await post('clearance')).status).toBe(409);
    const signed = await versions('thank-you', 1);
    const year = Temporal.Now.plainDateISO().year;
    expect(await text(signed.bytes)).toContain(squeezed(`No. 1/${year}`));
    expect(await text(signed.bytes)).not.toContain('draft');

    // What was signed is handed out and never made again.
    const again = await house.within(() => house.get(DocumentsService).preview(activityId, 'thank-you', 'en', 'pdf'));
    expect(Buffer.compare(Buffer.from(again.bytes), Buffer.from(signed.bytes))).toBe(0);

    expect((await post('dispatches')).status).toBe(422);
    expect((await post('dispatches', { recipients: 'Embassy of Kestria\nMs Marenko', channel: 'hand' })).status).toBe(
      303,
    );
    expect((await head.get(at)).text).toMatch(
      /Embassy of Kestria<\/bdi>[^]*by hand, [^]*Ms Marenko<\/bdi>[^]*by hand, /,
    );

    expect((await post('amendment')).status).toBe(409);
    expect((await post('amendment', { reason: 'A name was misspelt' })).status).toBe(303);
    expect((await post('clearance')).status).toBe(303);
    expect((await post('approval')).status).toBe(303);
    expect(await text((await versions('thank-you', 2)).bytes)).toContain(squeezed(`No. 1/${year}`));
    expect(Buffer.compare(Buffer.from((await versions('thank-you', 1)).bytes), Buffer.from(signed.bytes))).toBe(0);
    expect((await head.get(at)).text).toContain('A name was misspelt');
    expect((await post('archiving')).status).toBe(303);
    expect((await post('dispatches', { recipients: 'Too late' })).status).toBe(409);
  });

  it('lets those sign whom the paper names; who plans may clear and no more', async () => {
    const at = `/house/activities/${activityId}/documents/papers/note-verbale`;
    const desk = await house.signInAs('desk-officer');
    const finance = await house.signInAs('finance');
    const send = (who: typeof desk, path: string) => who.post(`${at}/${path}`).type('form').send({ language: 'fr' });
    expect((await send(finance, 'clearance')).status).toBe(404);
    expect((await send(desk, 'clearance')).status).toBe(303);
    expect((await send(desk, 'approval')).status).toBe(404);
    expect((await send(await house.signInAs('approver'), 'approval')).status).toBe(303);
  });

  it('numbers 50 papers signed at once without a gap and without a double', async () => {
    const kind = 'numbered';
    house.get(DocumentSources).register({
      kind,
      label: 'documents.title',
      order: 1,
      formats: ['pdf'],
      fileName: kind,
      register: { kind, label: 'documents.title' },
      subjects: async () => Array.from({ length: 50 }, (_, index) => ({ id: `s${index}`, name: `${index}` })),
      mayApprove: () => true,
      // Every tenth cannot be printed: its number goes back.
      render: async (_id, { subject, seal }) => {
        if (seal && subject.endsWith('9')) throw new Error('cannot be printed');
        return new TextEncoder().encode(`${subject} ${seal?.registerNumber ?? ''}`);
      },
    });
    const planner = {
      accountId: crypto.randomUUID(),
      personId: null,
      name: 'Planner',
      email: 'p@house.example',
      tokenScopes: null,
      grants: [{ role: 'head-intl', scopeKind: 'institution' as const, scopeId: null }],
    };
    const all = Array.from({ length: 50 }, (_, index) => ({ ...key(kind), subject: `s${index}` }));
    const desk = (work: () => Promise<unknown>) => house.within(() => Current.run({ actor: planner }, work));
    await desk(async () => {
      for (const one of all) await life().clear(one);
    });
    const made = await Promise.allSettled(all.map((one) => desk(() => life().approve(one))));
    const drawn = made.flatMap((one) =>
      one.status === 'fulfilled' ? [Number.parseInt((one.value as { registerNumber: string }).registerNumber, 10)] : [],
    );
    expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
  });
});

describe('the text of a letter', () => {
  it('is written for it alone while it is a draft, and stands once it is cleared', async () => {
    const visit = await aVisit(house, { partnerId: await aPartner(house) });
    const paper = `/house/activities/${visit}/documents/papers/invitation-letter`;
    const desk = await house.signInAs('desk-officer');
    const write = (who: typeof desk, text: string) => who.post(`${paper}/text/en`).type('form').send({ text });
    const said = async (format: 'pdf' | 'docx', language: string) => {
      const { bytes } = await house.within(() =>
        house.get(DocumentsService).preview(visit, 'invitation-letter', language, format),
      );
      return format === 'pdf' ? text(bytes) : squeezed(wordParagraphs(bytes).join(''));
    };
    expect((await desk.get(paper)).text).toContain('invitation-letter/text/en');
    expect((await desk.get(`${paper}/text/en`)).text).toContain('I have the honour to invite');
    expect((await desk.get(`${paper}/text/en_fr`)).status).toBe(404);

    const own = 'Come and see our {library}.\n\n#read("/etc/passwd") <b>Bring</b> a coat.';
    const drawn = await desk.post(`${paper}/text/en/picture`).type('form').send({ text: own });
    expect(drawn.body.picture).toMatch(/^<svg /);
    expect(await said('pdf', 'en')).toContain(squeezed('I have the honour'));
    expect((await write(await house.signInAs('finance'), own)).status).toBe(404);
    expect((await write(desk, own)).status).toBe(303);
    for (const format of ['pdf', 'docx'] as const) {
      expect(await said(format, 'en')).toContain(squeezed('our {library}. #read("/etc/passwd") <b>Bring</b> a coat.'));
      expect(await said(format, 'en')).not.toContain(squeezed('I have the honour'));
    }
    expect(await said('pdf', 'fr')).toContain(squeezed('l’honneur d’inviter'));
    expect(await said('docx', 'en_fr')).toMatch(/library.*honneurd’inviter/s);

    const post = (path: string) => desk.post(`${paper}/${path}`).type('form').send({ language: 'en' });
    expect((await post('clearance')).status).toBe(303);
    const late = await write(desk, 'Too late');
    expect(late.status).toBe(409);
    expect(late.text).toContain('Too late');
    expect((await desk.get(paper)).text).not.toContain('invitation-letter/text/en');
    const approver = await house.signInAs('approver');
    expect((await approver.post(`${paper}/return`).type('form').send({ language: 'en' })).status).toBe(303);
    expect((await write(desk, '')).status).toBe(303);
    expect(await said('pdf', 'en')).toContain(squeezed('I have the honour'));
  });
});

describe('the words of the institution', () => {
  const at = '/house/settings/papers/thank-you/en';
  const paper = async () =>
    text((await house.within(() => house.get(DocumentsService).preview(activityId, 'thank-you', 'fr', 'pdf'))).bytes);

  it('are tried on a sample, kept in versions, stand on the papers, and give way to the shipped ones', async () => {
    const admin = await house.signInAs('tenant-admin');
    const french = at.replace('/en', '/fr');
    const post = (path: string, typed = {}) => admin.post(path).type('form').send(typed);
    const tried = await post(`${french}/preview`, { courtesy: 'Veuillez recevoir nos salutations choisies.' }).buffer(
      true,
    );
    expect(tried.headers['content-type']).toContain('application/pdf');
    expect(await paper()).not.toContain(squeezed('salutations choisies'));

    expect((await post(french, { courtesy: 'Veuillez recevoir nos salutations choisies.' })).status).toBe(303);
    expect(await paper()).toContain(squeezed('salutations choisies'));
    expect((await admin.get(french)).text).toContain('salutations choisies');

    const refused = await post(french, { courtesy: 'Bonjour {secret}' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('{secret}');
    expect(refused.text).toContain('Bonjour');

    expect((await post(french)).status).toBe(303);
    expect(await paper()).not.toContain(squeezed('salutations choisies'));
  });

  it('bear the letterhead of the house, whose emblem reaches for nothing', async () => {
    const admin = await house.signInAs('tenant-admin');
    const letterhead = '/house/settings/papers/letterhead/fr';
    const post = (typed: object) => admin.post(letterhead).type('form').send(typed);
    expect((await post({ emblem: '<svg><image href="/etc/passwd"/></svg>' })).status).toBe(422);
    expect((await post({ unit: 'Service du protocole', line: '#336699' })).status).toBe(303);
    expect(await paper()).toContain(squeezed('Service du protocole'));

    expect((await post({ textFont: 'Papyrus' })).status).toBe(422);
    expect((await post({ unit: 'Service', textFont: 'EB Garamond', everywhere: 'on' })).status).toBe(303);
    const fontsIn = async (language: string) =>
      (
        await readStructure(
          (await house.within(() => house.get(DocumentsService).preview(activityId, 'note-verbale', language, 'pdf')))
            .bytes,
        )
      ).fonts.join();
    for (const language of ['en', 'ru']) expect(await fontsIn(language)).toContain('EBGaramond');
    const russian = (await admin.get('/house/settings/papers/letterhead/ru')).text;
    expect(russian).not.toContain('Service');

    const tried = await admin.post(`${letterhead}/picture`).type('form').send({ unit: 'Protocole' });
    expect(tried.body.picture).toMatch(/^<svg /);
    expect((await admin.post(`${letterhead}/picture`).type('form').send({ line: 'red' })).body.problem).toContain('#');
  });

  it('are the business of those who run the house', async () => {
    const desk = await house.signInAs('desk-officer');
    expect((await desk.get(at)).status).toBe(404);
    expect((await desk.post(at).type('form').send({ courtesy: 'x' })).status).toBe(404);
  });
});

describe('the Word file of the institution', () => {
  const at = '/house/settings/papers/thank-you/en';
  const file = (text: string) => aWordFile(wordParagraph('Orvania writes:') + wordParagraph(text));

  it('is looked through, stands on the paper in its versions, and gives way to the shipped one', async () => {
    const admin = await house.signInAs('tenant-admin');
    const send = (bytes: Buffer) => admin.post(`${at}/word`).attach('file', bytes, 'letter.docx');
    const refused = await send(file('{addresee.name}'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('word/document.xml, paragraph 2: {addresee.name} is not a place of this paper.');
    expect((await send(Buffer.from('no zip'))).text).toContain('This is not a Word file');

    const visitId = await aVisit(house, { partnerId: await aPartner(house) });
    const made = async () =>
      wordParagraphs(
        (await house.within(() => house.get(DocumentsService).preview(visitId, 'thank-you', 'en', 'docx'))).bytes,
      );
    expect((await send(file('{addressee.name}. {words.courtesy}'))).status).toBe(303);
    expect(await made()).toEqual([
      'Orvania writes:',
      'Senate of Kestria. Please accept the assurances of my highest consideration.',
    ]);
    expect((await send(file('{title}'))).status).toBe(303);
    expect(await made()).toEqual(['Orvania writes:', 'Letter of thanks']);
    expect((await admin.post(`${at}/word/versions/1`)).status).toBe(303);
    expect((await made())[1]).toContain('highest consideration');
    expect((await admin.get(`${at}/word/2.docx`)).status).toBe(200);
    expect((await admin.post(`${at}/word/shipped`)).status).toBe(303);
    expect(await made()).not.toContain('Orvania writes:');
    expect((await admin.get(at)).text).toContain('back to the shipped layout');
    // Several at the same moment: each makes a version of its own, or is told that somebody was faster.
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post(`${at}/word/shipped`)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 303 && status !== 409)).toEqual([]);
    expect(answers.some(({ status }) => status === 303)).toBe(true);
  });

  it('is the business of those who run the house', async () => {
    const desk = await house.signInAs('desk-officer');
    const sent = await desk.post(`${at}/word`).attach('file', file('{title}'), 'letter.docx');
    expect(sent.status).toBe(404);
    expect((await desk.post(`${at}/word/shipped`)).status).toBe(404);
    expect((await desk.get(`${at}/word/1.docx`)).status).toBe(404);
  });
});

describe('a pack', () => {
  const at = () => `/house/activities/${activityId}/documents/packs`;
  const pack = async () => {
    const [row] = await house.within(() => house.db.read(() => house.get(PacksQueries).latest(activityId)));
    return row!;
  };

  it('holds every paper asked for, as ZIP and as one PDF with bookmarks and one structure, and says what is missing', async () => {
    house.get(DocumentSources).register({
      kind: 'unprintable',
      label: 'documents.title',
      order: 99,
      formats: ['pdf'],
      fileName: 'unprintable',
      render: () => Promise.reject(new DocumentTooSlow(15)),
    });
    const desk = await house.signInAs('desk-officer');
    const ask = (typed: object) => desk.post(at()).type('form').send(typed);
    const empty = await ask({ 'languages[]': ['en'] });
    expect(empty.status).toBe(422);
    const kinds = ['thank-you', 'programme', 'transport-plan', 'unprintable', 'no-such-paper'];
    expect((await ask({ 'languages[]': ['en', 'ar'], 'kinds[]': kinds })).status).toBe(303);
    expect((await desk.get(at())).text).toContain('data-controller="progress"');

    // A worker that was killed half way leaves what it had told; the next begins anew.
    const { id } = await pack();
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update document_pack set state = 'working', done = 3 where id = $1`, [id]),
      ),
    );
    await house.drain();
    const made = await pack();
    expect(made).toMatchObject({ state: 'done', done: made.papers.length + 1 });
    const page = (await desk.get(at())).text;
    expect(page).toContain('could not be typeset within 15 seconds');
    expect(page).not.toContain('data-controller="progress"');

    const file = async (format: string) =>
      (await desk.get(`${at()}/${id}.${format}`).responseType('blob')).body as Buffer;
    const zip = new PizZip(await file('zip'));
    const names = Object.keys(zip.files);
    expect(names).toContain('00-contents.pdf');
    expect(names.filter((name) => name.endsWith('.docx'))).toHaveLength(names.length / 2 - 0.5);
    const whole = await readStructure(new Uint8Array(await file('pdf')));
    const parts = await Promise.all(
      names.filter((name) => name.endsWith('.pdf')).map((name) => readStructure(zip.file(name)!.asUint8Array())),
    );
    expect(whole.pages).toBe(parts.reduce((sum, { pages }) => sum + pages, 0));
    // Every heading, head of a table and alternative text of the parts, in their order, read through the one tree.
    for (const what of ['headings', 'tableHeads', 'alternatives'] as const)
      expect(whole[what]).toEqual(parts.flatMap((part) => part[what]));
    expect(squeezed(whole.text)).toBe(squeezed(parts.map((part) => part.text).join('')));
    const { xmp, bookmarks } = await readPdf(new Uint8Array(await file('pdf')));
    expect(xmp).toMatch(/pdfaid:part>2<.*pdfaid:conformance>A</s);
    expect(bookmarks).toContain('Programme, working · English');
    expect(bookmarks).toHaveLength(parts.length - 1);

    // Done again, as by a second worker that was only slow: what is finished stays.
    await house.within(() => house.get(PackWork).make(id));
    expect(await pack()).toEqual(made);
  });

  it('is made by those who plan, and seen by those who may see all that is in it', async () => {
    const { id } = await pack();
    const finance = await house.signInAs('finance');
    expect(
      (
        await finance
          .post(at())
          .type('form')
          .send({ 'languages[]': ['en'], 'kinds[]': ['programme'] })
      ).status,
    ).toBe(404);
    // The working programme in it is for those who plan.
    expect((await finance.get(`${at()}/${id}.zip`)).status).toBe(404);
    expect((await finance.get(at())).text).not.toContain(id);
    const protocol = await house.signInAs('protocol');
    expect((await protocol.get(`${at()}/${id}.zip`)).status).toBe(200);
    Object.assign(house.get(DocumentSources).of('thank-you')!, { permission: 'institution.edit' });
    expect((await protocol.get(`${at()}/${id}.zip`)).status).toBe(404);
  });

  it('ends with a sentence when something breaks, also when it takes every worker with it, and is tried again by API', async () => {
    let isBroken = true;
    house.get(DocumentSources).register({
      kind: 'broken',
      label: 'documents.title',
      order: 99,
      formats: ['pdf'],
      fileName: 'broken',
      isBilingual: true,
      render: (id, { language }) =>
        isBroken
          ? Promise.reject(new Error('a bug'))
          : house.get(DocumentSources).of('programme')!.render(id, { language, format: 'pdf', subject: '' }),
    });
    const desk = await house.signInAs('desk-officer');
    const api = (who: Agent, verb: 'get' | 'post', path: string, body?: object) =>
      who[verb](`/api/v1/house/${path}`).send(body);
    const asked = await api(desk, 'post', `activities/${activityId}/packs`, {
      kinds: ['broken', 'transport-plan'],
      languages: ['fr_ru'],
    });
    expect(asked.status).toBe(201);
    // A pair is for papers that come in pairs.
    expect(asked.body).toMatchObject({ state: 'waiting', steps: 2, papers: [{ kind: 'broken', language: 'fr_ru' }] });
    const id = String(asked.body.id);
    const one = async () => (await api(desk, 'get', `packs/${id}`)).body as { state: string; problem: string | null };
    await house.drain();
    expect(await one()).toMatchObject({ state: 'failed', problem: expect.stringContaining('The fault is ours') });
    expect((await desk.get(at())).text).toContain(`packs/${id}/attempts`);
    const finance = await house.signInAs('finance');
    expect((await api(finance, 'get', `packs/${id}`)).status).toBe(200);
    expect((await api(finance, 'post', `packs/${id}/attempts`)).status).toBe(404);
    isBroken = false;
    expect((await api(desk, 'post', `packs/${id}/attempts`)).body.state).toBe('waiting');
    expect((await api(desk, 'post', `packs/${id}/attempts`)).status).toBe(409);
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update document_pack set state = 'working', attempts = 5 where id = $1`, [id]),
      ),
    );
    await house.drain();
    expect(await one()).toMatchObject({ state: 'failed' });
    expect((await desk.post(`${at()}/${id}/attempts`)).status).toBe(303);
    await house.drain();
    expect(await one()).toMatchObject({ state: 'done', problem: null });
    const list = await api(desk, 'get', `activities/${activityId}/packs`);
    expect(list.body.items[0]).toMatchObject({ id, files: { zip: `/api/v1/house/packs/${id}/files/zip` } });
    const file = await desk.get(`/api/v1/house/packs/${id}/files/zip`).responseType('blob');
    expect([file.status, Object.keys(new PizZip(file.body as Buffer).files)]).toEqual([200, ['00-contents.pdf', '01-broken-fr_ru.pdf']]); // prettier-ignore
  });

  it('is forgotten after a month', async () => {
    const { id } = await pack();
    await house.within(() => house.get(PacksService).forgetOld(Temporal.Now.instant().add({ hours: 24 * 31 })));
    const desk = await house.signInAs('desk-officer');
    expect((await desk.get(`${at()}/${id}.zip`)).status).toBe(404);
  });
});
