import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { createContext } from '../src/app.js';
import { Db } from '../src/platform/database/db.service.js';
import { type Letter, MailService } from '../src/platform/mail/mail.service.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';
import { type Figure, percentile } from './figures.js';
import type { World } from './prepare.js';

const CONNECTIONS = 5;
const PURPOSE = 'bench';
/** Enough for a middle one. */
const ROUNDS = 3;
const PATIENCE_MS = 120_000;

/**
 * Invitations of a dinner handed to a server beside nodemailer's own pool with the same words: rows, jobs, leases and notes
 * included. In turns, after a round that is not counted, since whoever begins pays for compiling what both use.
 */
export async function measureMailing(world: World, count = 3000): Promise<Figure> {
  const sink = fork(new URL('./mail-sink.js', import.meta.url));
  try {
    const [port] = (await once(sink, 'message')) as [number];
    await forget(world);
    const letters = Array.from({ length: count }, (_, n) => letter(n));
    const rounds: { bare: number; ours: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const bare = await byNodemailer(port, letters);
      rounds.push({ bare, ours: await byEntente(world, port, letters) });
      await forget(world);
    }
    const counted = rounds.slice(1);
    const bare = middle(counted.map((one) => one.bare));
    const ours = middle(counted.map((one) => one.ours));
    return {
      name: `${count} invitations, beside a bare pool`,
      // Told upside down, since a figure is reached when it is below its target: 60 % of its rate.
      target: 1 / 0.6,
      value: ours / bare,
      unit: '×',
      detail: {
        ...{ 'ours s': ours, 'bare nodemailer s': bare, 'ours per second': count / ours },
        'least favourable round': Math.max(...counted.map((one) => one.ours / one.bare)),
        'first round, not counted': rounds[0]!.ours / rounds[0]!.bare,
      },
    };
  } finally {
    await forget(world);
    sink.disconnect();
  }
}

/** Seconds from the first letter to the last. */
async function byNodemailer(port: number, letters: readonly Letter[]): Promise<number> {
  const pool = nodemailer.createTransport({
    ...{ host: '127.0.0.1', port, secure: false, ignoreTLS: true },
    ...{ pool: true, maxConnections: CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY },
  });
  const began = performance.now();
  await Promise.all(
    letters.map(({ to, subject, text, html, calendar }) =>
      pool.sendMail({
        from: 'protocol@house.example',
        to,
        subject,
        text,
        html: html!,
        alternatives: [
          { contentType: `text/calendar; charset=utf-8; method=${calendar!.method}`, content: calendar!.ics },
        ],
      }),
    ),
  );
  pool.close();
  return (performance.now() - began) / 1000;
}

/** The same from the moment in which rows and jobs are about to be committed, by a worker that waits for them. */
async function byEntente(world: World, port: number, letters: readonly Letter[]): Promise<number> {
  const client = new pg.Client({ connectionString: world.ownerUrl });
  await client.connect();
  const sent = async () =>
    (
      await client.query<{ count: number; last: number }>(
        `select count(*)::int as count, extract(epoch from max(sent_at))::float8 as last
           from message where institution_id = $1 and purpose = $2 and state = 'sent'`,
        [world.institutionId, PURPOSE],
      )
    ).rows[0]!;
  const app = await createContext(
    { ...world.config, WORKER: 'inline', SMTP_URL: `smtp://127.0.0.1:${port}` },
    { logger: false },
  );
  try {
    // Written: the commit, the notice and the worker's waking are still to come, and count.
    const began = await app.get(Institutions).within(world.institutionId, () =>
      app.get(Db).transaction(async () => {
        await app.get(MailService).sendAllLater(letters);
        return Date.now();
      }),
    );
    let done = await sent();
    // Asked seldom: counting takes from the core that sends.
    while (done.count < letters.length) {
      if (Date.now() - began > PATIENCE_MS)
        throw new Error(`Only ${done.count} of ${letters.length} letters went out.`);
      await sleep(300);
      done = await sent();
    }
    return done.last - began / 1000;
  } finally {
    await app.close();
    await client.end();
  }
}

function letter(n: number): Letter {
  const words = `Dear Ms Laine, the Chairman requests the pleasure of your company at dinner, place ${n}. `;
  return {
    purpose: PURPOSE,
    to: { name: 'Aino Laine', address: `aino.${n}@parliament.example` },
    subject: `Dinner in honour of the delegation, ${n}`,
    text: words.repeat(12),
    html: `<!doctype html><html><body><table><tr><td>${words.repeat(30)}</td></tr></table></body></html>`,
    language: 'en',
    calendar: {
      method: 'REQUEST',
      ics: [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Entente//Bench//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT'],
        ...[`UID:bench-${n}@house.example`, 'DTSTAMP:20261122T080000Z', 'DTSTART:20270309T160000Z', 'SEQUENCE:0'],
        ...['ORGANIZER:mailto:protocol@house.example', `ATTENDEE:mailto:aino.${n}@parliament.example`],
        ...['SUMMARY:Dinner', 'END:VEVENT', 'END:VCALENDAR', ''],
      ].join('\r\n'),
    },
  };
}

const middle = (seconds: number[]) => percentile(seconds, 0.5);

async function forget(world: World): Promise<void> {
  const client = new pg.Client({ connectionString: world.ownerUrl });
  await client.connect();
  const mine = `select id from message where institution_id = $1 and purpose = '${PURPOSE}'`;
  await client.query(`delete from message_history where institution_id = $1 and message_id in (${mine})`, [world.institutionId]); // prettier-ignore
  await client.query(`delete from message where institution_id = $1 and purpose = '${PURPOSE}'`, [world.institutionId]);
  await client.query(`delete from pgboss.job where name = 'mail.send'`);
  // What was deleted would still be read past by the outbox that is measured after.
  for (const table of ['message', 'message_history', 'pgboss.job']) await client.query(`vacuum (analyze) ${table}`);
  await client.end();
}
