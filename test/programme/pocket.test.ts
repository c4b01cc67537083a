import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInterpreter, anItem, aPerson, aVisit, DAY } from '../support/programme.js';

let house: TestApp;
let officer: Agent;

beforeAll(async () => {
  house = await startApp();
  officer = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const release = (visit: string) => house.within(() => house.get(EditionsService).release(visit));

async function aLink(visit: string): Promise<string> {
  const path = `/house/activities/${visit}/programme/pocket`;
  await officer
    .post(path)
    .type('form')
    .send({ name: 'Delegation of Kestria', language: 'fr', contactName: 'Ines Mårtens', contactPhone: '+000 555 010' })
    .expect(303);
  const page = await officer.get(path).expect(200);
  return /\/p\/(ep_[\w-]{43})/.exec(page.text)![1]!;
}

describe('the pocket programme', () => {
  it('shows the edition, never the draft, in the guest’s language, and nothing that is not for the pocket', async () => {
    const visit = await aVisit(house);
    const guest = house.browser();
    const token = await aLink(visit);
    expect((await guest.get(`/p/${token}`).expect(200)).text).toContain('Rien n’a encore été diffusé');
    const { item } = await anItem(house, visit, { title: { en: 'Opera', fr: 'Opéra' }, at: '19:00' });
    await anItem(house, visit, { title: { en: 'Security briefing' }, at: '08:00', audiences: ['working'] });
    await anItem(house, visit, {
      title: { en: 'Private call' },
      at: '12:00',
      confidential: true,
      internalNote: 'Inside',
    });
    await release(visit);
    const first = await guest.get(`/p/${token}`).expect(200);
    expect(first.text).toContain('Opéra');
    expect(first.text).toContain('href="tel:+000555010"');
    expect(first.text).toMatch(/20:00<\/small>/);
    for (const hidden of ['Security briefing', 'Private call', 'Inside']) expect(first.text).not.toContain(hidden);
    expect(gzipSync(first.text).byteLength).toBeLessThan(50_000);
    await house.within(() => house.get(ProgrammeService).move(item.id, Temporal.PlainDateTime.from(`${DAY}T19:30`)));
    expect((await guest.get(`/p/${token}`)).text).not.toContain('19:30');
    await release(visit);
    const second = await guest.get(`/p/${token}?lang=ar`).expect(200);
    expect(second.text).toContain('dir="rtl"');
    expect(second.text).toContain('19:30');
    expect(second.text).toContain('تغيّر الموعد: كان 19:00');
  });

  it('brings its own worker, for its own pages only, and opens nothing once it is withdrawn', async () => {
    const visit = await aVisit(house);
    const token = await aLink(visit);
    const guest = house.browser();
    const worker = await guest.get(`/p/${token}/worker.js`).expect(200);
    expect(worker.headers['service-worker-allowed']).toBe(`/p/${token}`);
    expect(worker.headers['content-type']).toContain('javascript');
    const page = await officer.get(`/house/activities/${visit}/programme/pocket`);
    const withdraw = /action="([^"]+\/withdrawal)"/.exec(page.text)![1]!;
    const member = await house.signInAs('member');
    await member.post(withdraw).expect(404);
    await member.get(`/house/activities/${visit}/programme/pocket`).expect(404);
    await guest.get(`/p/${token}`).expect(200);
    await officer.post(withdraw).expect(303);
    await guest.get(`/p/${token}`).expect(404);
    await guest.get(`/p/ep_${'a'.repeat(43)}`).expect(404);
  });
});

describe('before a release', () => {
  it('who would be told is named, with what is still open; interpreters get a sheet of the edition', async () => {
    const visit = await aVisit(house);
    const personId = await aPerson(house, 'Marenko');
    const interpreterId = await anInterpreter(house, 'Orsell');
    await anItem(house, visit, {
      participants: [{ personId, side: 'guest' }],
      interpreters: [{ interpreterId, pair: 'de-en' }],
    });
    const base = `/house/activities/${visit}/programme`;
    const page = await officer.get(`${base}/differences`).expect(200);
    expect(page.text).toContain('2 people are concerned');
    expect(page.text).toContain('Ada Marenko');
    expect(page.text).toContain('Nadia Orsell does not interpret these languages.');
    expect((await officer.get(`${base}/sheets/interpreters`)).text).not.toContain('Talks of the delegations');
    await release(visit);
    const sheet = await officer.get(`${base}/sheets/interpreters`).expect(200);
    expect(sheet.text).toContain('Talks of the delegations');
    expect((await officer.get(`${base}/differences`)).text).toContain('Nobody is concerned');
  });
});
