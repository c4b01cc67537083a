import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer, type AddressInfo } from 'node:net';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { InboxService } from '../../src/invitations/inbox/inbox.service.js';
import { MailRetention } from '../../src/invitations/inbox/mail-retention.service.js';
import { MailboxService } from '../../src/invitations/inbox/mailbox.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aDinner, moveAndRelease, replyCodeOf, rowOf } from '../support/invitations.js';

let house: TestApp;
let protocol: Agent;
let dinner: Awaited<ReturnType<typeof aDinner>>;
let code: string;
let uid: string;
const mailbox = { mails: [] as Buffer[], seen: new Set<number>() };
const imap = anImapServer();

beforeAll(async () => {
  await new Promise<void>((done) => imap.listen(0, '127.0.0.1', done));
  const { port } = imap.address() as AddressInfo;
  house = await startApp({ IMAP_URL: `imap://reader:secret@127.0.0.1:${port}/INBOX` });
  protocol = await house.signInAs('protocol');
});
afterAll(async () => {
  await house.close();
  imap.close();
});
beforeEach(async () => {
  dinner = await aDinner(house);
  code = await replyCodeOf(house, dinner.ids[0]!);
  const [mail] = await rowOf<{ calendar: string }>(house, 'select calendar from message where reference_id = $1', [dinner.ids[0]]); // prettier-ignore
  uid = /^UID:(.*)$/m.exec(mail!.calendar)![1]!.trim();
});

const calendar = (partstat = 'ACCEPTED', changes: { uid?: string; sequence?: number; stamp?: string; extra?: string } = {}) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//EN', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${changes.uid ?? uid}`, `SEQUENCE:${changes.sequence ?? 0}`, `DTSTAMP:${changes.stamp ?? '20270201T100000Z'}`, 'DTSTART:20270309T183000Z', `ATTENDEE;PARTSTAT=${partstat}:mailto:w.aalsvoort@university.example`, changes.extra ?? 'SUMMARY:x', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'); // prettier-ignore

function mail(
  ics: string | null,
  {
    to = `rsvp+${code}@entente.example`,
    from = 'w.aalsvoort@university.example',
    head = '',
    type = 'text/calendar; charset=utf-8; method=REPLY',
    body = 'Yes, gladly.',
  } = {},
) {
  // prettier-ignore
  const lines = [`From: Guest <${from}>`, `To: <${to}>`, 'Subject: Accepted: dinner', 'MIME-Version: 1.0', ...(head ? [head] : [])];
  if (ics === null) return Buffer.from([...lines, 'Content-Type: text/plain', '', body, ''].join('\r\n'));
  const parts = ['Content-Type: multipart/alternative; boundary=b', '', '--b', 'Content-Type: text/plain', '', body, '--b', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', Buffer.from(ics).toString('base64'), '--b--', '']; // prettier-ignore
  return Buffer.from([...lines, ...parts].join('\r\n'));
}
const receive = (raw: Buffer) => house.within(() => house.get(InboxService).receive(raw));
const state = async () => (await rowOf<{ state: string }>(house, 'select state from recipient where id = $1', [dinner.ids[0]]))[0]!.state; // prettier-ignore

describe('a reply by mail', () => {
  it('is taken by the address it was sent to, told when another wrote it, and the same bytes twice are one', async () => {
    const raw = mail(calendar('DECLINED'), { from: 'assistant@university.example' });
    expect(await receive(raw)).toEqual({ state: 'applied', reason: 'answer' });
    expect(await receive(raw)).toEqual({ state: 'applied', reason: 'answer' });
    expect(await state()).toBe('declined');
    const answers = await rowOf(house, 'select channel, on_behalf from answer where recipient_id = $1', [
      dinner.ids[0],
    ]);
    expect(answers).toEqual([{ channel: 'calendar', on_behalf: 'assistant@university.example' }]);
  });

  it('is ordered by SEQUENCE and DTSTAMP, in whatever order it arrives (RFC 5546 §2.1.5)', async () => {
    const late = { stamp: '20270203T100000Z' };
    expect((await receive(mail(calendar('ACCEPTED', late)))).state).toBe('applied');
    expect(await receive(mail(calendar('DECLINED', { stamp: '20270202T100000Z' })))).toEqual({ state: 'review', reason: 'stale' }); // prettier-ignore
    expect(await state()).toBe('accepted');
    await moveAndRelease(house, dinner.activityId, dinner.itemId);
    await house.drain();
    expect((await receive(mail(calendar('DECLINED', { stamp: '20270210T100000Z' })))).reason).toBe('stale');
    expect((await receive(mail(calendar('TENTATIVE', { sequence: 1, stamp: '20270201T100000Z' })))).state).toBe(
      'applied',
    );
    expect(await state()).toBe('tentative');
  });

  it.each<[string, () => Buffer, string]>([
    ['without a guest’s address', () => mail(calendar(), { to: 'no-reply@entente.example' }), 'no_code'],
    ['with a forged code', () => mail(calendar(), { to: `rsvp+${'0'.repeat(48)}@entente.example` }), 'no_such_guest'],
    ['to another entry', () => mail(calendar('ACCEPTED', { uid: 'other@x.example' })), 'other_entry'],
    ['that says nothing', () => mail(calendar('NEEDS-ACTION')), 'no_answer'],
    ['in words', () => mail(null), 'words'],
    ['that is a notice of absence', () => mail(null, { head: 'Auto-Submitted: auto-replied' }), 'automatic'],
    ['that proposes another time', () => mail(calendar().replace('METHOD:REPLY', 'METHOD:COUNTER')), 'counter'],
    ['of a megabyte and more', () => Buffer.concat([mail(calendar()), Buffer.alloc(1_000_001, 97)]), 'too_large'],
    ['that is no mail', () => Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), 'no_code'],
    ['of ten thousand components', () => mail(`BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n${'BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n'.repeat(6000)}END:VCALENDAR`), 'calendar'], // prettier-ignore
    ['with an endless rule', () => mail(calendar('ACCEPTED', { extra: 'RRULE:FREQ=SECONDLY;COUNT=2000000000\r\nDTEND:20270309T190000Z' }).replace('END:VEVENT', 'ATTENDEE:mailto:b@x.example\r\nEND:VEVENT')), 'calendar'], // prettier-ignore
    [
      'nested without end',
      () => mail('BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n' + 'BEGIN:VEVENT\r\n'.repeat(9000)),
      'calendar',
    ],
    [
      'in no character set',
      () => mail('\u0000\u0001\u0002', { type: 'text/calendar; charset=utf-99; method=REPLY' }),
      'calendar',
    ],
    ['in parts that never end', () => Buffer.from(`To: <rsvp+${code}@x.example>\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'.repeat(3000)}`), 'words'], // prettier-ignore
  ])('%s changes nothing and is kept with the reason', async (_what, raw, reason) => {
    const taken = await receive(raw());
    expect([taken.reason, await state()]).toEqual([reason, 'sent']);
    const [row] = await rowOf<{ n: number }>(house, 'select count(*)::int as n from inbound_mail where reason = $1', [
      reason,
    ]);
    expect(row!.n).toBeGreaterThan(0);
  });

  it('that sends somebody else names a representative where one is allowed, and is looked at where not (RFC 5546 §3.2.2.3)', async () => {
    const delegated = (stamp: string) => mail(calendar('DELEGATED;DELEGATED-TO="mailto:deputy@university.example"', { stamp })); // prettier-ignore
    expect(await receive(delegated('20270201T100000Z'))).toEqual({ state: 'applied', reason: 'answer' });
    expect(await rowOf(house, `select state, representative ->> 'contact' as who from recipient where id = $1`, [dinner.ids[0]])).toEqual([{ state: 'represented', who: 'deputy@university.example' }]); // prettier-ignore
    const { id } = (await rowOf<{ id: string }>(house, 'select invitation_id as id from recipient where id = $1', [dinner.ids[0]]))[0]!; // prettier-ignore
    await house.within(() => house.db.transaction(() => house.db.rows('update invitation set representatives = false where id = $1', [id]))); // prettier-ignore
    expect(await receive(delegated('20270202T100000Z'))).toEqual({ state: 'review', reason: 'delegated' });
    expect(await receive(mail(calendar('DELEGATED', { stamp: '20270203T100000Z' })))).toEqual({ state: 'review', reason: 'delegated' }); // prettier-ignore
  });

  it('in another character set is read in it', async () => {
    const ics = Buffer.from(calendar('ACCEPTED', { extra: 'COMMENT:Très honorée' }), 'latin1').toString('latin1');
    const raw = mail(ics, { type: 'text/calendar; charset=iso-8859-1; method=REPLY' }).toString().replace(Buffer.from(ics).toString('base64'), Buffer.from(ics, 'latin1').toString('base64')); // prettier-ignore
    expect((await receive(Buffer.from(raw))).state).toBe('applied');
    expect(await rowOf(house, 'select note from recipient where id = $1', [dinner.ids[0]])).toEqual([
      { note: 'Très honorée' },
    ]);
  });
});

describe('what a calendar asks for beside an answer', () => {
  const sent = (purpose: string) => rowOf<{ to_address: string; calendar: string; calendar_method: string }>(house, 'select to_address, calendar, calendar_method from message where reference_id = $1 and purpose = $2', [dinner.ids[0], purpose]); // prettier-ignore
  const refresh = (n: number, changes: { uid?: string } = {}) =>
    mail(calendar('NEEDS-ACTION', { ...changes, stamp: `2027020${n}T100000Z` }).replace('METHOD:REPLY', 'METHOD:REFRESH'), { from: 'assistant@university.example' }); // prettier-ignore
  const counter = () =>
    mail(calendar('TENTATIVE', { extra: 'DTEND:20270309T210000Z\r\nLOCATION:Garden\r\nCOMMENT:The train comes late' }).replace('METHOD:REPLY', 'METHOD:COUNTER').replace('DTSTART:20270309T183000Z', 'DTSTART:20270309T193000Z')); // prettier-ignore

  it('is the entry as it stands, with the answer he gave, at his own address and not without end (RFC 5546 §3.2.6)', async () => {
    await receive(mail(calendar('ACCEPTED')));
    expect(await receive(refresh(1, { uid: 'other@x.example' }))).toEqual({
      state: 'discarded',
      reason: 'other_entry',
    });
    for (const n of [2, 3, 4]) expect(await receive(refresh(n))).toEqual({ state: 'applied', reason: 'refreshed' });
    expect(await receive(refresh(5))).toEqual({ state: 'discarded', reason: 'too_often' });
    const forged = refresh(6).toString().replaceAll(code, '0'.repeat(48));
    expect((await receive(Buffer.from(forged))).reason).toBe('no_such_guest');
    const letters = await sent('refresh');
    expect(letters.map(({ to_address: to, calendar_method: method }) => [to, method])).toEqual(
      Array.from({ length: 3 }, () => ['w.aalsvoort@university.example', 'REQUEST']),
    );
    const ics = letters[0]!.calendar.replaceAll('\r\n ', '');
    expect(ics).toContain(`UID:${uid}`);
    expect(ics).toMatch(/ATTENDEE;.*PARTSTAT=ACCEPTED/);
    expect(await state()).toBe('accepted');
  });

  it.each([
    ['deputy@university.example', /PARTSTAT=DELEGATED;DELEGATED-TO="mailto:deputy@university\.example"/],
    // Who has no address has no calendar to hand it to; the guest himself stays away.
    ['+375 17 000 00 00', /PARTSTAT=DECLINED/],
  ])('is that he sends another, by %s', async (contact, expected) => {
    const representative = { name: 'Deputy', post: '', contact };
    await house.within(() => house.get(AnswersService).recordAnswer(dinner.ids[0]!, { answer: 'represented', representative, channel: 'phone' })); // prettier-ignore
    await receive(refresh(1));
    expect((await sent('refresh'))[0]!.calendar.replaceAll('\r\n ', '')).toMatch(expected);
    expect(await state()).toBe('represented');
  });

  it('is that it stands no more, where the guest was taken off', async () => {
    await house.within(() => house.get(InvitationsService).withdraw(dinner.ids[0]!));
    expect((await receive(refresh(1))).reason).toBe('refreshed');
    expect(await sent('refresh')).toEqual([]);
    expect((await sent('cancellation')).map(({ calendar_method: method }) => method)).toEqual(['CANCEL', 'CANCEL']);
  });

  it('is another time, which staff decline or answer by hand (RFC 5546 §3.2.7)', async () => {
    expect(await receive(counter())).toEqual({ state: 'review', reason: 'counter' });
    const [row] = await rowOf<{ id: string }>(house, `select id from inbound_mail where recipient_id = $1`, [dinner.ids[0]]); // prettier-ignore
    const queue = (await protocol.get('/house/replies')).text.replace(/<[^>]+>/g, '');
    expect(queue).toContain('Proposes Tuesday, 9\u00a0March\u00a02027, 20:30–22:00, Garden. “The train comes late”');
    const to = (what: string, who = protocol) => who.post(`/house/replies/${row!.id}/${what}`);
    const finance = await house.signInAs('finance');
    for (const what of ['refusal', 'settlement']) expect((await to(what, finance)).status).toBe(404);
    expect((await to('refusal')).status).toBe(303);
    expect((await to('refusal')).status).toBe(409);
    expect((await to('settlement')).status).toBe(409);
    const [letter] = await sent('proposal_declined');
    expect(letter!.calendar_method).toBe('DECLINECOUNTER');
    const names = letter!.calendar.replaceAll('\r\n ', '').split('\r\n').map((line) => line.split(/[:;]/)[0]); // prettier-ignore
    expect(names.slice(names.indexOf('BEGIN', 1))).toEqual(['BEGIN', 'UID', 'SEQUENCE', 'DTSTAMP', 'ORGANIZER', 'END', 'END', '']); // prettier-ignore
    expect(await state()).toBe('sent');
    const words = await receive(mail(null));
    expect(words.reason).toBe('words');
    const [written] = await rowOf<{ id: string }>(house, `select id from inbound_mail where recipient_id = $1 and reason = 'words'`, [dinner.ids[0]]); // prettier-ignore
    expect((await protocol.post(`/house/replies/${written!.id}/refusal`)).status).toBe(422);
    expect((await protocol.post(`/house/replies/${written!.id}/settlement`)).status).toBe(303);
  });
});

it('what a gateway posts is taken as its mail would be: asking again is answered, another time waits for staff', async () => {
  const post = (ics: string) => house.browser().post('/r/reply').set({ Authorization: `Bearer ${code}`, 'X-Reply-From': 'assistant@university.example', Accept: 'application/json' }).type('text/calendar').send(ics); // prettier-ignore
  const as = (method: string) => calendar('NEEDS-ACTION').replace('METHOD:REPLY', `METHOD:${method}`);
  expect((await post(as('REFRESH'))).body).toEqual({ applied: true, reason: null });
  for (let n = 0; n < 2; n += 1)
    expect((await post(as('COUNTER'))).body).toEqual({ applied: false, reason: 'counter' });
  const kept = await rowOf(house, `select reason, from_address, proposal ->> 'start' as start, raw is not null as raw from inbound_mail where recipient_id = $1 order by created_at`, [dinner.ids[0]]); // prettier-ignore
  expect(kept).toEqual([
    { reason: 'refreshed', from_address: 'assistant@university.example', start: null, raw: false },
    { reason: 'counter', from_address: 'assistant@university.example', start: '2027-03-09T18:30:00Z', raw: true },
  ]);
});

it('a bounce comes back to the line of its guest, with the server’s words', async () => {
  await house.drain();
  const [sent] = await rowOf<{ message_id: string }>(house, 'select message_id from message where reference_id = $1', [dinner.ids[0]]); // prettier-ignore
  const report = (of: string) =>
    Buffer.from(
      ['From: MAILER-DAEMON@mx.example', 'To: no-reply@entente.example', 'Content-Type: multipart/report; report-type=delivery-status; boundary=r', '', '--r', 'Content-Type: text/plain', '', 'Sorry', '--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', 'Final-Recipient: rfc822; w.aalsvoort@university.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such mailbox', '--r', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${of}`, '--r--', ''].join('\r\n'), // prettier-ignore
    );
  expect(await receive(report('<somebody@else.example>'))).toEqual({ state: 'review', reason: 'no_code' });
  expect(await receive(report(sent!.message_id))).toEqual({ state: 'applied', reason: 'bounce' });
  const page = await protocol.get(`/house/activities/${dinner.activityId}/invitations`);
  expect(page.text).toContain('550 5.1.1 no such mailbox');
});

it('staff apply what waits for review, once, and a stranger to invitations does not', async () => {
  await receive(mail(null, { body: `My regrets ${code}` }));
  const [row] = await rowOf<{ id: string }>(house, `select id from inbound_mail where recipient_id = $1`, [
    dinner.ids[0],
  ]);
  expect((await protocol.get('/house/replies')).text).toContain(`My regrets ${code}`);
  const fields = { recipientId: dinner.ids[0]!, answer: 'declined' };
  const finance = await house.signInAs('finance');
  expect((await finance.get('/house/replies')).status).toBe(404);
  expect((await finance.post(`/house/replies/${row!.id}/answer`).type('form').send(fields)).status).toBe(404);
  expect((await protocol.post(`/house/replies/${row!.id}/answer`).type('form').send(fields)).status).toBe(303);
  expect((await protocol.post(`/house/replies/${row!.id}/discarding`).type('form').send({})).status).toBe(409);
  expect(await state()).toBe('declined');
});

it('a mail is settled by whoever plans what its guest is asked to, not by who plans something else', async () => {
  const other = await aDinner(house);
  const officer = async (activityId: string) => {
    const agent = await house.signInAs('desk-officer');
    await house.within(() => house.db.transaction(() => house.db.rows(`update role_grant set scope_kind = 'activity', scope_id = $2 where account_id = $1`, [agent.account.id, activityId]))); // prettier-ignore
    return agent;
  };
  const [own, stranger] = [await officer(dinner.activityId), await officer(other.activityId)];
  for (const what of ['settlement', 'discarding']) {
    await receive(mail(null, { body: `${what} ${code}` }));
    const [row] = await rowOf<{ id: string }>(house, `select id from inbound_mail where state = 'review' and recipient_id = $1`, [dinner.ids[0]]); // prettier-ignore
    const path = `/house/replies/${row!.id}/${what}`;
    expect((await stranger.get('/house/replies')).text).not.toContain(path);
    expect((await stranger.post(path)).status).toBe(404);
    const fields = { recipientId: other.ids[0]!, answer: 'declined' };
    expect((await stranger.post(`/house/replies/${row!.id}/answer`).type('form').send(fields)).status).toBe(404);
    expect((await own.get('/house/replies')).text).toContain(path);
    expect((await own.post(path)).status).toBe(303);
  }
  // Of whom nobody knows the guest, whoever plans for the whole house decides.
  await receive(mail(null, { to: 'protocol@entente.example', body: `Of nobody ${code}` }));
  const [row] = await rowOf<{ id: string }>(house, `select id from inbound_mail where excerpt like $1`, [`Of nobody ${code}%`]); // prettier-ignore
  const path = `/house/replies/${row!.id}/discarding`;
  expect((await own.post(path)).status).toBe(404);
  expect((await protocol.post(path)).status).toBe(303);
});

it('the queue is searched, a guest is found by name, and the mail is had as it came until its term is over', async () => {
  const raw = mail(null, { to: 'protocol@entente.example', from: 'private@somewhere.example', body: 'I shall come.' });
  await receive(raw);
  const [row] = await rowOf<{ id: string }>(house, `select id from inbound_mail where from_address = 'private@somewhere.example'`, []); // prettier-ignore
  const page = async (query: string) => (await protocol.get(`/house/replies?${query}`)).text;
  expect(await page('q=SOMEWHERE.example')).toContain('I shall come.');
  expect(await page('q=nobody-at-all')).not.toContain('I shall come.');
  const itsOwn = async (query: string) => (await page(query)).split(`id="reply-${row!.id}"`)[1]!.split('</article>')[0];
  expect(await itsOwn('')).not.toContain(`<option value="${dinner.ids[0]}"`);
  expect(await itsOwn(`mail=${row!.id}&q=aalsvoort`)).toContain(`<option value="${dinner.ids[0]}"`);
  expect((await protocol.get(`/house/replies/${row!.id}.eml`)).text).toBe(raw.toString());
  expect((await (await house.signInAs('finance')).get(`/house/replies/${row!.id}.eml`)).status).toBe(404);

  const admin = await house.signInAs('tenant-admin');
  const save = (mailDays: string) => admin.post('/house/settings/invitations').type('form').send({ mailDays });
  expect([(await save('3')).status, (await save('30')).status]).toEqual([422, 303]);
  const forget = () => house.within(() => house.get(MailRetention).forget());
  await forget();
  const age = (days: number, state: string) => house.within(() => house.db.transaction(() => house.db.rows(`update inbound_mail set created_at = now() - make_interval(days => $2), state = $3 where id = $1`, [row!.id, days, state]))); // prettier-ignore
  const kept = async () => (await rowOf(house, `select raw is not null as raw, excerpt <> '' as words from inbound_mail where id = $1`, [row!.id]))[0]; // prettier-ignore
  await age(29, 'review');
  expect([await forget(), await kept()]).toEqual([0, { raw: true, words: true }]);
  await age(31, 'review');
  expect([await forget(), await kept()]).toEqual([1, { raw: false, words: true }]);
  await age(31, 'discarded');
  expect([await forget(), await kept()]).toEqual([1, { raw: false, words: false }]);
  expect([await forget(), (await receive(raw)).state]).toEqual([0, 'discarded']);
});

it('a mail is posted by another system, whole', async () => {
  const post = (who: Agent) => who.post('/api/v1/house/inbound-mail').set('Content-Type', 'message/rfc822').set('Accept', 'application/json').send(mail(calendar()).toString()); // prettier-ignore
  expect((await post(house.browser())).status).toBe(401);
  const answer = await post(protocol);
  expect([answer.status, answer.body]).toEqual([201, { state: 'applied', reason: 'answer' }]);
  expect(await state()).toBe('accepted');
});

it('the mailbox is read, each mail once, and marked when it is kept', async () => {
  mailbox.mails = [mail(calendar('TENTATIVE')), mail(null, { to: 'x@entente.example', body: 'To nobody' })];
  expect(await house.within(() => house.get(MailboxService).readAll())).toBe(2);
  expect([await state(), mailbox.seen.size]).toEqual(['tentative', 2]);
  expect(await house.within(() => house.get(MailboxService).readAll())).toBe(0);
});

/** As much of RFC 3501 as reading a mailbox takes. */
function anImapServer() {
  return createServer((socket) => {
    let rest = '';
    const say = (text: string | Buffer) => socket.write(text);
    say('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      rest += String(chunk);
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at);
        rest = rest.slice(at + 2);
        const [tag, ...words] = line.split(' ');
        const command = words.join(' ').toUpperCase();
        const unseen = mailbox.mails.map((_, n) => n + 1).filter((n) => !mailbox.seen.has(n));
        if (command.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1\r\n');
        if (command.startsWith('LIST')) say('* LIST (\\HasNoChildren) "/" INBOX\r\n');
        if (command.startsWith('SELECT'))
          say(`* ${mailbox.mails.length} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 9]\r\n`);
        if (command.startsWith('UID SEARCH')) say(`* SEARCH ${unseen.join(' ')}\r\n`);
        const fetch = /^UID FETCH (\d+)/.exec(command);
        if (fetch) {
          const bytes = mailbox.mails[Number(fetch[1]) - 1]!;
          const part = /BODY\.?P?E?E?K?\[\](<\d+\.\d+>)?/.exec(command)?.[1] ? 'BODY[]<0>' : 'BODY[]';
          say(`* ${fetch[1]} FETCH (UID ${fetch[1]} ${part} {${bytes.length}}\r\n`);
          say(bytes);
          say(')\r\n');
        }
        const store = /^UID STORE (\d+)/.exec(command);
        if (store) mailbox.seen.add(Number(store[1]));
        if (command === 'LOGOUT') say('* BYE\r\n');
        say(`${tag} OK done\r\n`);
        if (command === 'LOGOUT') socket.end();
      }
    });
  });
}
