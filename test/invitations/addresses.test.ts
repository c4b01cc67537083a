import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';

const LONG = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;

/** Exactly one mailbox each, however unusual. */
const GOOD = [
  'w.aalsvoort@university.example',
  'W.Aalsvoort@University.example',
  "o'hara@deputies.example",
  'desk+dinner@embassy.example',
  'a_b-c.d@sub.sub.embassy.example',
  `${'a'.repeat(64)}@deputies.example`,
];

/** More than one mailbox, none, or one that some server would read otherwise. */
const BAD = [
  'a@x.example\r\nBcc: evil@y.example',
  'a@x.example\nRCPT TO:<evil@y.example>',
  'a@x.example\r\n.\r\nMAIL FROM:<evil@y.example>',
  'a@x.example%0d%0aBcc:evil@y.example',
  'a@x.example\u2028Bcc: evil@y.example',
  'a@x.example\u0000@y.example',
  'a@x.example, evil@y.example',
  'a@x.example,evil@y.example',
  'a@x.example;evil@y.example',
  'a@x.example evil@y.example',
  'a@x.example\tevil@y.example',
  'a@x <b@y.example>',
  'a@x.example <evil@y.example>',
  '<evil@y.example>',
  'Group: a@x.example, evil@y.example;',
  'undisclosed-recipients:;',
  '"a b"@x.example',
  '"evil@y.example"@x.example',
  '"evil@y.example> "@x.example',
  'a(evil@y.example)@x.example',
  '@y.example:a@x.example',
  'a@y.example@x.example',
  'evil%y.example@x.example@z.example',
  'a@[127.0.0.1]',
  'a@localhost',
  'a..b@x.example',
  '.a@x.example',
  'a@-x.example',
  'müller@x.example',
  'a@x.еxample\u202eelpmaxe',
  'ａ@x.example',
  'a\u200b@x.example',
  LONG,
  `${'a'.repeat(300)}@x.example`,
  'a'.repeat(300),
];

let house: TestApp;
let server: SMTPServer;
const accepted: string[][] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      stream.resume();
      stream.on('end', () => {
        accepted.push(session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  house = await startApp({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
  await house.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

describe('the address of a guest', () => {
  it.each(GOOD)('goes to the server exactly as it stands: %j', async (email) => {
    accepted.length = 0;
    const { ids } = await aDinner(house, [guest({ email })]);
    await house.drain();
    expect(await rowOf(house, 'select email from recipient where id = $1', [ids[0]])).toEqual([{ email }]);
    expect(accepted).toEqual([[email]]);
  });

  it.each(BAD)('is refused beside its field, and nothing goes out: %j', async (email) => {
    accepted.length = 0;
    await expect(aDinner(house, [guest({ email })])).rejects.toMatchObject({ status: 422, field: 'email' });
    await house.drain();
    expect(accepted).toEqual([]);
  });

  it('is not taken from the name', async () => {
    accepted.length = 0;
    await aDinner(house, [guest({ name: '"Evil" <evil@y.example>, other@y.example\r\nBcc: third@y.example' })]);
    await house.drain();
    expect(accepted).toEqual([['w.aalsvoort@university.example']]);
  });

  it('is refused by the form, the list and the API alike', async () => {
    const { activityId, invitationId } = await aDinner(house, [guest()], false);
    const protocol = await house.signInAs('protocol');
    const path = `/house/activities/${activityId}/invitations/${invitationId}/recipients`;
    const email = 'a@x.example, evil@y.example';
    const form = await protocol.post(path).type('form').send({ name: 'Evil', email, language: 'en' });
    const list = await protocol.post(path).type('form').send({ list: 'Evil; ; ; a@x <b@y.example>; en' });
    const api = await protocol
      .post(`/api/v1/house/invitations/${invitationId}/recipients`)
      .send({ recipients: [{ name: 'Evil', email, language: 'en' }] });
    expect([form.status, list.status, api.status]).toEqual([422, 422, 422]);
    expect(form.text).toContain('a@x.example, evil@y.example');
    expect(
      await rowOf(house, "select 1 from recipient where invitation_id = $1 and name = 'Evil'", [invitationId]),
    ).toEqual([]);
  });
});
