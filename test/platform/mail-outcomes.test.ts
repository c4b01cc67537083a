import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { MailSender } from '../../src/platform/mail/mail-sender.service.js';
import { MailService } from '../../src/platform/mail/mail.service.js';
import { ArrivalUnknown, MessageRefused, ServerAway } from '../../src/platform/mail/outcome.js';
import { SmtpPool } from '../../src/platform/mail/smtp-pool.js';
import { startApp, type TestApp } from '../support/app.js';

/** What the server does at each step; by default it takes everything. */
interface Temper {
  greeting?: string | null;
  extensions?: string;
  rcpt?: (address: string) => string;
  /** After the message; null says nothing more, `drip` one byte at a time. */
  taken?: string | null | 'drip' | 'close';
  starttls?: string;
}

const x = () => Promise.resolve(Buffer.from('x'));

let house: TestApp;
let server: Server;
let port: number;
let temper: Temper = {};
const sockets = new Set<Socket>();
const arrived: string[] = [];

beforeAll(async () => {
  server = createServer(talk).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  ({ port } = server.address() as AddressInfo);
  house = await startApp({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await house.close();
  server.close();
});
afterEach(() => {
  temper = {};
  for (const socket of sockets) socket.destroy();
});

function talk(socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  let isData = false;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  if (temper.greeting !== null) say(temper.greeting ?? '220 here');
  socket.on('data', (chunk) => {
    rest += String(chunk);
    if (isData) {
      if (!rest.includes('\r\n.\r\n')) return;
      const id = /^Message-ID: (<.+>)/im.exec(rest)?.[1] ?? '';
      isData = false;
      rest = '';
      if (temper.taken === null) return;
      if (temper.taken === 'close') return void socket.destroy();
      if (temper.taken === 'drip') {
        const timer = setInterval(() => socket.write('2'), 1000);
        return void socket.on('close', () => clearInterval(timer));
      }
      arrived.push(id);
      return void say(temper.taken ?? '250 taken');
    }
    for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'EHLO') say(`250${temper.extensions ? `-here\r\n250 ${temper.extensions}` : ' here'}`);
      else if (command === 'STAR') say(temper.starttls ?? '502 no');
      else if (command === 'RCPT') say(temper.rcpt?.(line) ?? '250 ok');
      else if (command === 'DATA') {
        say('354 go on');
        isData = true;
        return;
      } else if (command === 'QUIT') socket.end('221 bye\r\n');
      else say('250 ok');
    }
  });
}

const letter = (address = 'aino@parliament.example') => ({
  purpose: 'programme',
  to: { name: 'Aino Laine', address },
  subject: 'Programme',
  text: 'Dear Ms Laine',
  language: 'en',
});

/** Queues one letter and sends it once. @returns how it stands then */
async function send(address?: string) {
  return house.within(async () => {
    const id = await house.db.transaction(() => house.get(MailService).sendLater(letter(address)));
    await house.get(MailSender).send([id]);
    const [row] = await house.db.read(() =>
      house.db.rows<{ id: string; state: string; attempts: number; last_answer: string; again: boolean }>(
        'select id, state, attempts, last_answer, next_attempt_at is not null as again from message where id = $1',
        [id],
      ),
    );
    return row!;
  });
}

describe('what becomes of a mail', () => {
  it('taken by the server: sent, with its words', async () => {
    expect(await send()).toMatchObject({ state: 'sent', attempts: 1, last_answer: '250 taken', again: false });
  });

  it('refused for now (4xx): put off and tried again; refused for good (5xx): not', async () => {
    temper = { rcpt: () => '451 4.7.1 greylisted' };
    expect(await send()).toMatchObject({ state: 'deferred', attempts: 1, again: true, last_answer: expect.stringContaining('greylisted') }); // prettier-ignore
    temper = { rcpt: () => '550 5.1.1 nobody here' };
    expect(await send()).toMatchObject({ state: 'bounced', attempts: 1, again: false, last_answer: expect.stringContaining('nobody here') }); // prettier-ignore
    temper = { taken: '554 5.7.1 spam' };
    expect(await send()).toMatchObject({ state: 'bounced', again: false });
  });

  it('one refused among many: the others arrive', async () => {
    temper = { rcpt: (line) => (line.includes('bad') ? '550 no' : '250 ok') };
    const states = await house.within(async () => {
      const ids = await house.db.transaction(() =>
        house.get(MailService).sendAllLater(['a', 'bad', 'c', 'd'].map((name) => letter(`${name}@parliament.example`))),
      );
      await house.get(MailSender).send(ids);
      const rows = await house.db.read(() => house.db.rows<{ state: string }>('select state from message where id = any($1) order by array_position($1::uuid[], id)', [ids])); // prettier-ignore
      return rows.map(({ state }) => state);
    });
    expect(states).toEqual(['sent', 'bounced', 'sent', 'sent']);
  });

  it('a server that is shut, that speaks wrong TLS or wants another login: no attempt of the mail, no bounce', async () => {
    const pool = (url: string) => new SmtpPool(url).send({ from: 'a@b.example', to: 'c@d.example' }, x);
    await expect(pool('smtp://127.0.0.1:1')).rejects.toBeInstanceOf(ServerAway);
    temper = { extensions: 'STARTTLS', starttls: '220 go on' };
    const tls = pool(`smtp://127.0.0.1:${port}`);
    setTimeout(() => [...sockets].forEach((socket) => socket.write('this is no TLS')), 300);
    await expect(tls).rejects.toBeInstanceOf(ServerAway);
    temper = { greeting: '554 not you' };
    await expect(pool(`smtp://127.0.0.1:${port}`)).rejects.toBeInstanceOf(ServerAway);
    temper = { rcpt: () => '530 5.7.0 authentication required' };
    await expect(pool(`smtp://127.0.0.1:${port}`)).rejects.toBeInstanceOf(ServerAway);
    temper = { rcpt: () => '550 no' };
    await expect(pool(`smtp://127.0.0.1:${port}`)).rejects.toBeInstanceOf(MessageRefused);
  });

  it('broken off or silent after the last dot, or one byte a second: uncertain, and repeated with the same Message-ID', async () => {
    temper = { taken: 'close' };
    const gone = new SmtpPool(`smtp://127.0.0.1:${port}`).send({ from: 'a@b.example', to: 'c@d.example' }, x); // prettier-ignore
    await expect(gone).rejects.toBeInstanceOf(ArrivalUnknown);
    for (const taken of [null, 'drip'] as const) {
      temper = { taken };
      const pool = new SmtpPool(`smtp://127.0.0.1:${port}`, 1500);
      await expect(pool.send({ from: 'a@b.example', to: 'c@d.example' }, x)).rejects.toBeInstanceOf(ArrivalUnknown); // prettier-ignore
    }
    temper = { taken: 'close' };
    await new Promise((done) => setTimeout(done, 10));
    const first = await send('again@parliament.example');
    expect(first).toMatchObject({ state: 'unknown', attempts: 1, again: true });
    temper = {};
    await house.within(() => house.get(MailSender).send([first.id]));
    const [row] = await house.within(() => house.db.read(() => house.db.rows<{ state: string; message_id: string }>('select state, message_id from message where id = $1', [first.id]))); // prettier-ignore
    expect(row!.state).toBe('sent');
    expect(arrived.filter((id) => id === row!.message_id)).toHaveLength(1);
  });

  it('while the server is away nothing counts as tried, and whoever comes after does not wait for it', async () => {
    for (const socket of sockets) socket.destroy();
    temper = { greeting: '421 later' };
    expect(await send()).toMatchObject({ state: 'deferred', attempts: 0, again: true });
    temper = {};
    expect(await send()).toMatchObject({ state: 'deferred', attempts: 0, again: true });
  });
});
