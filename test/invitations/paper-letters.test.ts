import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { PaperLetters } from '../../src/invitations/paper/paper-letters.service.js';
import { GuestChanges } from '../../src/invitations/recipients/guest-changes.service.js';
import { aPerson } from '../support/activities.js';
import { wordsOf } from '../support/journey.js';
import { aVisit } from '../support/programme.js';
import { readStructure } from '../support/pdf-structure.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';

let house: TestApp;
let protocol: Agent;
beforeAll(async () => {
  house = await startApp();
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

const bytesOf = (agent: Agent, path: string) =>
  agent
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });

it('a letter and a note are numbered, printed as PDF and Word, and their dispatch is recorded', async () => {
  const { activityId, invitationId, ids } = await aDinner(
    house,
    [
      guest({ email: null }),
      guest({ name: 'The Ambassador of Haldenmark', careOf: 'Embassy of Haldenmark', email: null, language: 'fr' }),
    ],
    false,
  );
  const path = `/house/activities/${activityId}/invitations/${invitationId}/paper`;
  const draw = (kind: string, id: string, who = protocol) =>
    who
      .post(path)
      .type('form')
      .send({ kind, 'recipients[]': [id] });
  expect((await draw('letter', ids[0]!, await house.signInAs('finance'))).status).toBe(404);
  expect((await draw('letter', ids[0]!)).status).toBe(303);
  expect((await draw('note_verbale', ids[1]!)).status).toBe(303);
  expect((await draw('letter', ids[1]!)).status).toBe(303);
  const letters = await rowOf<{ id: string; number: string; kind: string }>(
    house,
    'select id, number, kind from paper_letter order by number',
    [],
  );
  expect(letters.map(({ kind }) => kind)).toEqual(['letter', 'note_verbale']);
  expect(new Set(letters.map(({ number }) => number)).size).toBe(2);
  for (const { id } of letters) {
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const answer = await bytesOf(protocol, `${path}/${id}/letter.${format}`);
      expect([answer.status, (answer.body as Buffer).subarray(0, magic.length).toString()]).toEqual([200, magic]);
    }
  }
  for (const sheet of ['labels.pdf', 'envelopes-c5.pdf', 'envelopes-dl.docx'])
    expect([sheet, (await bytesOf(protocol, `${path}/${sheet}`)).status]).toEqual([sheet, 200]);
  const c5 = await readStructure(new Uint8Array((await bytesOf(protocol, `${path}/envelopes-c5.pdf`)).body as Buffer));
  expect(c5.pages).toBe(2);
  const fields = { on: '2026-11-20', carrier: 'hand', carriedBy: 'Ms Oda Hellqvist' };
  expect(
    (
      await protocol
        .post(`${path}/${letters[1]!.id}/dispatch`)
        .type('form')
        .send({ ...fields, on: '' })
    ).status,
  ).toBe(422);
  expect((await protocol.post(`${path}/${letters[1]!.id}/dispatch`).type('form').send(fields)).status).toBe(303);
  expect((await protocol.get(path)).text).toContain('Ms Oda Hellqvist');
  // Put right afterwards, it is still one dispatch.
  await protocol
    .post(`${path}/${letters[1]!.id}/dispatch`)
    .type('form')
    .send({ ...fields, carrier: 'ministry' });
  const paper = await protocol.get(`/house/activities/${activityId}/documents/papers/guest-note`);
  expect(paper.text.match(/The Ambassador of Haldenmark/g)).toHaveLength(1);
  expect(paper.text).toMatch(/through the ministry, 20\s+November\s+2026/);
  const states = await rowOf(house, 'select state from recipient where invitation_id = $1 order by id', [invitationId]);
  expect(states).toEqual([{ state: 'draft' }, { state: 'sent' }]);
});

it('the address on the envelope is the one set for the guest, else what the directory has; the check list names who has none', async () => {
  const address = 'Rosengata 4\nOSLO 0030';
  const personId = await aPerson(house, { contacts: [{ kind: 'address', value: address }] });
  const { activityId, invitationId, ids } = await aDinner(
    house,
    [guest({ name: 'Known Guest', personId }), guest({ name: 'Unknown Guest', email: 'u@x.example' })],
    false,
  );
  const base = `/house/activities/${activityId}/invitations`;
  await house.within(() => house.get(PaperLetters).draw(invitationId, 'letter', ids));
  const paper = (await protocol.get(`${base}/${invitationId}/paper`)).text;
  expect(paper).toContain('Rosengata 4, OSLO 0030');
  expect(paper.split('no postal address').length).toBe(2);
  const drawn = await protocol.post(`${base}/${invitationId}/mailings`).type('form').send({ kind: 'invitation' });
  expect((await protocol.get(drawn.headers['location']!)).text).toContain(
    '1 letter to be posted has no postal address',
  );

  const own = `${base}/recipients/${ids[1]}`;
  expect((await protocol.get(`${base}/recipients/${ids[0]}`)).text).toContain('directory has: Rosengata 4, OSLO 0030');
  const fields = { name: 'Unknown Guest', email: 'u@x.example', postalAddress: 'Lindenallee 1\r\nHALDEN', language: 'fr', seen: '1' }; // prettier-ignore
  const change = (who: Agent, more = {}) =>
    who
      .post(own)
      .type('form')
      .send({ ...fields, ...more });
  for (const role of ['finance', 'auditor', 'approver'] as const)
    expect([role, (await change(await house.signInAs(role))).status]).toEqual([role, 404]);
  expect((await protocol.get(`/house/activities/${await aVisit(house)}/invitations/recipients/${ids[1]}`)).status).toBe(404); // prettier-ignore
  const wrong = await change(protocol, { email: 'u@x.example, v@x.example' });
  expect([wrong.status, wrong.text.includes('Lindenallee 1')]).toEqual([422, true]);
  expect((await change(protocol)).status).toBe(303);
  expect((await change(protocol)).status).toBe(409);
  const labels = (await bytesOf(protocol, `${base}/${invitationId}/paper/labels.docx`)).body as Buffer;
  expect(wordsOf(labels)).toMatch(/Rosengata 4.*OSLO 0030.*Lindenallee 1.*HALDEN/s);
  expect((await protocol.get(drawn.headers['location']!)).text).not.toContain('postal address');
  const api = (who: Agent, seen: string) => who.put(`/api/v1/house/recipients/${ids[1]}`).set('Accept', 'application/json').set('If-Match', seen).send({ name: 'Unknown Guest', email: 'u@x.example', language: 'fr' }); // prettier-ignore
  expect((await api(await house.signInAs('auditor'), '"2"')).status).toBe(404);
  expect((await api(protocol, '"1"')).status).toBe(412);
  expect((await api(protocol, '"2"')).body).toEqual({ version: 3 });
});

it('whose letter came back counts as not asked once his address is another; nobody else does', async () => {
  const { ids } = await aDinner(house, [guest(), guest({ email: 'second@x.example' }), guest({ email: 'third@x.example' })]); // prettier-ignore
  await house.within(() =>
    house.db.transaction(async () => {
      await house.db.rows(`update message set state = 'bounced' where reference_id = any($1::uuid[])`, [
        ids.slice(0, 2),
      ]);
      await house.get(GuestChanges).change(ids[0]!, { name: 'A', email: 'right@x.example', language: 'en' });
      await house.get(GuestChanges).change(ids[1]!, { name: 'B', email: 'second@x.example', language: 'en' });
      await house.get(GuestChanges).change(ids[2]!, { name: 'C', email: 'other@x.example', language: 'en' });
    }),
  );
  const rows = await rowOf<{ state: string }>(house, 'select state from recipient where id = any($1::uuid[]) order by id', [ids]); // prettier-ignore
  expect(rows.map(({ state }) => state)).toEqual(['draft', 'sent', 'sent']);
});
