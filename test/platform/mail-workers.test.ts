import { afterAll, beforeAll, expect, it } from 'vitest';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { MailSender } from '../../src/platform/mail/mail-sender.service.js';
import { MailService } from '../../src/platform/mail/mail.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { run } from '../support/processes.js';

/** `MAIL_MESSAGES=3000 MAIL_KILLS=30` for the long run. */
const MESSAGES = Number(process.env['MAIL_MESSAGES'] ?? 120);
const KILLS = Number(process.env['MAIL_KILLS'] ?? 2);
const WORKERS = 2;
/** Letters that a worker may have handed over since its last note. */
const UNNOTED = 40;

let house: TestApp;
let owner: pg.Client;
let folder: string;
let server: SMTPServer;
const arrived = new Map<string, number>();

beforeAll(async () => {
  house = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'entente-mail-'));
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, _session, answer) {
      let text = '';
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) text += String(chunk);
      } catch {
        // A worker was killed in the middle of its message: the server has not taken this one.
        return;
      }
      const id = /^Message-ID: (<.+>)/im.exec(text)?.[1] ?? 'none';
      arrived.set(id, (arrived.get(id) ?? 0) + 1);
      setTimeout(() => answer(), 20);
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await owner.end();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

it('mail survives workers that are killed: none is lost, a repeat carries the same Message-ID, and there are few', async () => {
  const letter = (n: number) => ({
    purpose: 'programme',
    to: { name: 'Aino Laine', address: `aino.${n}@parliament.example` },
    subject: `Programme ${n}`,
    text: 'Dear Ms Laine',
    language: 'en',
  });
  await house.within(() =>
    house.db.transaction(async () => {
      await house.get(MailService).sendAllLater(Array.from({ length: MESSAGES }, (_, n) => letter(n)));
    }),
  );
  const worker = () =>
    run('worker', {
      VAR_DIR: folder,
      DATABASE_URL: house.database.ownerUrl,
      DATABASE_APP_URL: house.database.appUrl,
      SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
      LOG_LEVEL: 'error',
    });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const some = await Promise.all(Array.from({ length: WORKERS }, worker));
    await Promise.all(some.map((one) => one.said('The worker is ready')));
    const enough = Math.min(MESSAGES, arrived.size + 3);
    while (arrived.size < enough) await sleep(3);
    for (const one of some) one.child.kill('SIGKILL');
    await Promise.all(some.map((one) => one.ended()));
    // Two minutes later: the queue has missed the worker's heartbeat, and the lease of its message is over.
    await owner.query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`);
    await owner.query(`update message set lease_until = now() - interval '1 second' where state = 'sending'`);
    await house.within(() => house.get(MailSender).resume());
  }
  const last = await worker();
  const open = async () =>
    (await owner.query(`select count(*)::int as n from message where state <> 'sent'`)).rows[0].n as number;
  while ((await open()) > 0) {
    await owner.query(
      `update pgboss.job set start_after = now() where name = 'mail.send' and state in ('created', 'retry')`,
    );
    await sleep(100);
  }
  last.child.kill('SIGKILL');
  await last.ended();
  const { rows } = await owner.query<{ message_id: string }>('select message_id from message');
  expect(rows.filter(({ message_id: id }) => !arrived.has(id))).toEqual([]);
  expect(arrived.size).toBe(MESSAGES);
  const repeats = [...arrived.values()].reduce((sum, times) => sum + times - 1, 0);
  expect(repeats).toBeLessThanOrEqual(KILLS * WORKERS * UNNOTED);
});
