import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type Agent, type TestApp } from '../support/app.js';
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
  const states = await rowOf(house, 'select state from recipient where invitation_id = $1 order by id', [invitationId]);
  expect(states).toEqual([{ state: 'draft' }, { state: 'sent' }]);
});
