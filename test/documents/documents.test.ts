import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { FilesService } from '../../src/platform/files/files.service.js';
import { aMember, aPartner } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { readStructure } from '../support/pdf-structure.js';
import { readPdf, squeezed } from '../support/pdf-text.js';
import { anItem, aPerson, aVisit } from '../support/programme.js';

let house: TestApp;
let activityId: string;
let itemId: string;

beforeAll(async () => {
  house = await startApp();
  activityId = await aVisit(house);
  itemId = (
    await anItem(house, activityId, {
      title: { en: 'Talks of the delegations' },
      internalNote: 'Mind the late flight',
      menu: 'Trout',
    })
  ).item.id;
  await anItem(house, activityId, { at: '16:00', title: { en: 'A word in private' }, confidential: true });
  await house.within(() => house.get(EditionsService).release(activityId));
});
afterAll(() => house.close());

const text = async (bytes: Uint8Array) => squeezed((await readPdf(bytes)).pages.join(' '));
const preview = (kind: string) =>
  house.within(() => house.get(DocumentsService).preview(activityId, kind, 'en', 'pdf'));

describe('the programmes', () => {
  it('tell the organisers everything, and the guests nothing internal or confidential', async () => {
    const working = await text((await preview('programme')).bytes);
    const guest = await text((await preview('programme-guest')).bytes);
    for (const words of ['Talks of the delegations', 'Mind the late flight', 'A word in private'])
      expect(working).toContain(squeezed(words));
    expect(guest).toContain(squeezed('Talks of the delegations'));
    for (const words of ['Mind the late flight', 'Trout', 'A word in private'])
      expect(guest).not.toContain(squeezed(words));
  });

  it('show what is confidential to those who plan alone: to others neither the working programme nor what was kept of it', async () => {
    await house.within(() => house.get(DocumentsService).make(activityId, 'programme', 'en'));
    const at = `/house/activities/${activityId}/documents`;
    const asks = ['programme-en.pdf', 'programme-en.pdf?version=1', 'papers/programme', 'programme-en_fr.docx'];
    const [planner, finance, member] = await Promise.all(
      (['protocol', 'finance', 'member'] as const).map((role) => house.signInAs(role)),
    );
    for (const path of asks) {
      const answers = await Promise.all([planner!, finance!, member!].map((who) => who.get(`${at}/${path}`)));
      expect({ path, is: answers.map(({ status }) => status) }).toEqual({ path, is: [200, 404, 404] });
    }
    expect((await finance!.get(at)).text).not.toContain('papers/programme"');
    expect((await member!.get(`${at}/programme-guest-en.pdf`)).status).toBe(200);
    // What is owed to whom stands in the dossier; the programme in it tells the hours of a confidential line.
    expect((await finance!.get(`${at}/briefing-dossier-en.pdf`)).status).toBe(200);
    expect((await member!.get(`${at}/briefing-dossier-en.pdf`)).status).toBe(404);
    const dossier = await text((await preview('briefing-dossier')).bytes);
    expect(dossier).toContain(squeezed('16:00'));
    expect(dossier).not.toContain(squeezed('A word in private'));
  });

  it('are the same bytes as long as nothing changes, and then one version more', async () => {
    const make = () => house.within(() => house.get(DocumentsService).make(activityId, 'programme', 'en'));
    expect(await make()).toMatchObject({ number: 1 });
    expect(await make()).toMatchObject({ number: 1, isNew: false });
    await house.within(() => house.get(ProgrammeService).move(itemId, Temporal.PlainDateTime.from('2027-03-09T11:00')));
    await house.within(() => house.get(EditionsService).release(activityId));
    expect(await make()).toMatchObject({ number: 2, isNew: true });
    const first = await house.within(() =>
      house.db.read(() => house.get(DocumentsService).stored(activityId, 'programme', 'en', 'pdf', 1)),
    );
    expect(await text(new Uint8Array(first.bytes))).toContain('10:00');
  });

  it('come as files that the browser keeps apart from our pages', async () => {
    const desk = await house.signInAs('desk-officer');
    const answer = await desk.get(`/house/activities/${activityId}/documents/programme-en.pdf`).buffer(true);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toContain('attachment; filename="programme-en.pdf"');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect((await desk.get(`/house/activities/${activityId}/documents/nothing-en.pdf`)).status).toBe(404);
    expect((await desk.get(`/house/activities/${activityId}/documents`)).text).toContain('programme-guest-ar.pdf');
  });

  it('come in two languages side by side where both sides hold them, and as nothing else', async () => {
    const both = await text(
      (await house.within(() => house.get(DocumentsService).preview(activityId, 'programme-guest', 'en_ru', 'pdf')))
        .bytes,
    );
    expect(both).toContain(squeezed('Programme'));
    expect(both).toContain(squeezed('Программа'));
    // What is internal stays out of both columns.
    expect(both).not.toContain(squeezed('Mind the late flight'));
    const desk = await house.signInAs('desk-officer');
    const at = `/house/activities/${activityId}/documents`;
    for (const [file, status] of [
      ['programme-guest-fr_ru.docx', 200],
      ['programme-fr_fr.pdf', 404],
      ['programme-ar_fr.pdf', 404],
      ['programme-drivers-fr_ru.pdf', 404],
    ] as const)
      expect({ file, status: (await desk.get(`${at}/${file}`)).status }).toEqual({ file, status });
    expect((await desk.get(`${at}/papers/programme-guest?pair=en_ru`)).text).toContain('programme-guest-en_ru.docx');
    const kept = await desk.post(`${at}/papers/programme-guest/versions`).type('form').send({ language: 'en_ru' });
    expect(kept.headers['location']).toContain('pair=en_ru');
  });

  it('say so where nothing is for their readers', async () => {
    expect(await text((await preview('programme-press')).bytes)).toContain(
      squeezed('No part of the visit is open to the press'),
    );
    expect(await text((await preview('programme-spouse')).bytes)).toContain(
      squeezed('No separate programme for spouses'),
    );
  });

  it('show the faces of those who agreed to it, and of nobody else', async () => {
    const [ada, grace] = [await aPerson(house, 'Agreed'), await aPerson(house, 'Silent')];
    const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const partner = await aPartner(house, 'Senate of faces');
    await house.within(async () => {
      const { id } = await house.db.transaction(() =>
        house.get(FilesService).keep('face.png', 'image/png', Buffer.from(point, 'base64')),
      );
      await house.db.transaction(() =>
        house.db.rows(
          `update person set photo_id = $1, photo_consent_on = case id when $2 then date '2026-11-01' end where id in ($2, $3)`,
          [id, ada, grace],
        ),
      );
      for (const person of [ada, grace]) await aMember(house, activityId, 'guest', partner, person);
    });
    const { alternatives } = await readStructure(new Uint8Array((await preview('delegation-list')).bytes));
    expect(alternatives.filter((words) => /Agreed|Silent/.test(words))).toEqual([expect.stringContaining('Agreed')]);
  });

  it('are made by those who plan; a finance officer sees them and makes none', async () => {
    const finance = await house.signInAs('finance');
    const made = await finance
      .post(`/house/activities/${activityId}/documents/papers/programme/versions`)
      .type('form')
      .send({ language: 'fr' });
    expect(made.status).toBe(404);
    const desk = await house.signInAs('desk-officer');
    const right = await desk
      .post(`/house/activities/${activityId}/documents/papers/programme/versions`)
      .type('form')
      .send({ language: 'fr' });
    expect(right.status).toBe(303);
  });
});
