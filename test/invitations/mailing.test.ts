import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { MailSender } from '../../src/platform/mail/mail-sender.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { readStructure } from '../support/pdf-structure.js';
import { aDinner, guest, moveAndRelease, replyCodeOf, rowOf, tokenOf } from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

interface Mail {
  id: string;
  message_id: string;
  purpose: string;
  calendar: string;
  calendar_method: string;
}
const mailTo = (id: string) =>
  rowOf<Mail>(house, 'select * from message where reference_id = $1 order by created_at, id', [id]);
const unfolded = (text: string) => text.replaceAll('\r\n ', '');

describe('an invitation by mail', () => {
  it('is text, HTML, and last the entry for the calendar, from the organiser to the one guest', async () => {
    const { ids } = await aDinner(house);
    await house.drain();
    const [mail] = await mailTo(ids[0]!);
    const bytes = await readFile(join(house.config.VAR_DIR, 'mail', `${mail!.id}.eml`), 'utf8');
    expect(bytes).toMatch(/^Content-Type: multipart\/alternative/m);
    const parts = [...bytes.matchAll(/^Content-Type: (text\/[a-z]+)(.*(?:\r\n .*)*)/gm)].map(([, type]) => type);
    expect(parts).toEqual(['text/plain', 'text/html', 'text/calendar']);
    expect(unfolded(bytes)).toMatch(/text\/calendar;.*method=REQUEST/);
    const ics = unfolded(mail!.calendar);
    expect(ics).toContain('METHOD:REQUEST');
    // Programs reply to the organiser: an address of this guest's own, written for by the sender of the mail (RFC 6047 §2.3).
    expect(ics).toMatch(new RegExp(`ORGANIZER;.*SENT-BY="mailto:${house.config.MAIL_FROM}".*:mailto:rsvp\\+${await replyCodeOf(house, ids[0]!)}@`)); // prettier-ignore
    expect(ics).toMatch(/ATTENDEE;.*RSVP=TRUE.*:mailto:w\.aalsvoort@university\.example/);
    expect(unfolded(bytes)).toMatch(new RegExp(`^From: .*<${house.config.MAIL_FROM}>`, 'm'));
    expect(unfolded(bytes)).toContain(`rsvp+${await replyCodeOf(house, ids[0]!)}@`);
    expect(unfolded(bytes).match(/^Reply-To:.*$/m)![0]).not.toContain(await tokenOf(house, ids[0]!));
  });

  it('takes the letter along as PDF where the mailing says so, set by who sends it and the same each time', async () => {
    const { ids, invitationId, activityId } = await aDinner(house, [guest()], false);
    const protocol = await house.signInAs('protocol');
    const base = `/house/activities/${activityId}/invitations`;
    const asked = await protocol
      .post(`${base}/${invitationId}/mailings`)
      .type('form')
      .send({ kind: 'invitation', withLetter: 'on' });
    expect(asked.status).toBe(303);
    // Among the documents of the visit stands who has it, and which version.
    const documents = `/house/activities/${activityId}/documents`;
    const paper = (await protocol.get(`${documents}/papers/guest-letter?subject=${invitationId}`)).text;
    expect(paper).toMatch(/Version 1[^]*Wilhelmina van der Aalsvoort<\/bdi>\s*<span[^>]*>e-mail,/);
    const kept = await protocol.get(`${documents}/guest-letter-en.pdf?subject=${invitationId}&version=1`);
    expect([kept.status, kept.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await (await house.signInAs('finance')).get(`${documents}/papers/guest-letter`)).status).toBe(404);
    const become = (state: string) =>
      house.within(() => house.db.transaction(() => house.db.rows(`update message set state = $2 where reference_id = $1`, [ids[0], state]))); // prettier-ignore
    await become('bounced');
    expect((await protocol.get(`${documents}/papers/guest-letter`)).text).toContain('came back');
    await become('queued');
    const [mail] = await mailTo(ids[0]!);
    const file = join(house.config.VAR_DIR, 'mail', `${mail!.id}.eml`);
    const sent = async () => {
      await house.within(() => house.get(MailSender).send([mail!.id]));
      return readFile(file, 'utf8');
    };
    const bytes = await sent();
    // The calendar part stays in the first part of the whole, where Outlook looks for it alone.
    const types = [...unfolded(bytes).matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gm)].map(([, type]) => type);
    expect(types).toEqual([...['multipart/mixed', 'multipart/alternative'], ...['text/plain', 'text/html', 'text/calendar'], 'application/pdf']); // prettier-ignore
    const pdf = Buffer.from(bytes.split('filename=invitation.pdf')[1]!.split('\r\n\r\n')[1]!.split('\r\n--')[0]!, 'base64'); // prettier-ignore
    const { text } = await readStructure(new Uint8Array(pdf));
    expect(text).toContain('Wilhelmina van der Aalsvoort');
    expect(text).toContain('On the occasion of the visit.');
    expect(text).not.toMatch(/draft/i);
    await house.within(() => house.db.transaction(() => house.db.rows(`update message set state = 'queued' where id = $1`, [mail!.id]))); // prettier-ignore
    expect(await sent()).toBe(bytes);
    const before = await protocol.get(`${base}/${invitationId}/paper/enclosed/${ids[0]}.pdf`);
    expect([before.status, before.headers['content-type']]).toEqual([200, 'application/pdf']);
    const stranger = await house.signInAs('finance');
    expect((await stranger.get(`${base}/${invitationId}/paper/enclosed/${ids[0]}.pdf`)).status).toBe(404);
  });

  it('sent twice, as after a crash, is one message with one Message-ID', async () => {
    const { ids, invitationId } = await aDinner(house);
    await expect(house.within(() => house.get(InvitationsService).send(invitationId))).rejects.toThrow('nobody');
    const [mail, ...more] = await mailTo(ids[0]!);
    expect(more).toEqual([]);
    await house.within(() => house.get(MailSender).send([mail!.id]));
    await house.within(() => house.get(MailSender).send([mail!.id]));
    await house.drain();
    const files = (await readdir(join(house.config.VAR_DIR, 'mail'))).filter((name) => name.startsWith(mail!.id));
    expect(files).toHaveLength(1);
  });

  it('follows a change with the same UID and a higher SEQUENCE, to exactly whom it concerns', async () => {
    const { ids, activityId, itemId } = await aDinner(house, [
      guest(),
      guest({ name: 'Aurel Fenwick', email: 'a.fenwick@deputies.example' }),
      guest({ name: 'Faris Al-Omairi', email: 'f.omairi@embassy.example', language: 'ar' }),
    ]);
    await house.get(AnswersService).answer(await tokenOf(house, ids[1]!), { answer: 'declined' });
    await moveAndRelease(house, activityId, itemId);
    await house.drain();
    const [first, second] = await mailTo(ids[0]!);
    const of = (text: string, name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1]?.trim();
    expect(second!.purpose).toBe('update');
    expect(of(second!.calendar, 'UID')).toBe(of(first!.calendar, 'UID'));
    expect(Number(of(second!.calendar, 'SEQUENCE'))).toBeGreaterThan(Number(of(first!.calendar, 'SEQUENCE')));
    expect((await mailTo(ids[1]!)).map(({ purpose }) => purpose)).toEqual(['invitation']);
    expect((await mailTo(ids[2]!)).map(({ purpose }) => purpose)).toEqual(['invitation', 'update']);
  });

  it('reminds only who has not answered, and is taken back by a CANCEL', async () => {
    const { ids, invitationId } = await aDinner(house, [
      guest(),
      guest({ name: 'Aurel Fenwick', email: 'a.fenwick@deputies.example' }),
    ]);
    await house.get(AnswersService).answer(await tokenOf(house, ids[0]!), { answer: 'accepted' });
    expect(await house.within(() => house.get(InvitationsService).remind(invitationId))).toBe(1);
    expect((await mailTo(ids[0]!)).length).toBe(1);
    await house.within(() => house.get(InvitationsService).cancel(invitationId));
    expect((await mailTo(ids[0]!)).at(-1)!.calendar_method).toBe('CANCEL');
  });

  it.each([
    'a@x.example\r\nBcc: evil@y.example',
    'a@x.example, b@y.example',
    'a@x.example;b@y.example',
    'a@x <b@y.example>',
    'group: a@x.example;',
    '"a b"@x.example',
  ])('refuses the address %j', async (email) => {
    await expect(aDinner(house, [guest({ email })])).rejects.toMatchObject({ status: 422, field: 'email' });
  });
});
