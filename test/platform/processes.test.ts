import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '../../src/platform/postgres/embedded.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { freePort, run, type Running } from '../support/processes.js';

const SEED_PASSWORD = 'seven grey herons at dusk';
let folder: string;
let database: FreshDatabase;
let owner: pg.Client;
const started: Running[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-processes-'));
  database = await freshDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  for (const one of started) one.child.kill('SIGKILL');
  await Promise.all(started.map((one) => one.ended()));
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function start(command: string, settings: Record<string, string> = {}): Promise<Running> {
  const process = await run(command, {
    VAR_DIR: folder,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    LOG_LEVEL: 'debug',
    SEED_PASSWORD,
    ...settings,
  });
  started.push(process);
  return process;
}

const post = (at: Running, path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${at.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });
async function admin() {
  const { rows } = await owner.query(
    `select i.slug, a.email from account a join institution i using (institution_id) where a.email like 'admin@%'`,
  );
  return rows[0] as { slug: string; email: string };
}
async function signIn(at: Running) {
  const { slug, email } = await admin();
  const answer = await post(at, `/${slug}/sign-in`, { email, password: SEED_PASSWORD });
  expect(answer.status).toBe(303);
  return { slug, email, Cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! };
}

let first: Running;
let second: Running;
let worker: Running;

describe('two web processes and a worker that start together on one empty database', () => {
  it('all serve it; each sees what the other did, and the worker does the work', async () => {
    [first, second, worker] = await Promise.all([
      start('serve', { WORKER: 'off' }),
      start('serve', { WORKER: 'off' }),
      start('worker'),
    ]);
    await Promise.all([first.said('is ready at'), second.said('is ready at'), worker.said('The worker is ready')]);
    const { slug, email, Cookie } = await signIn(first);
    expect((await fetch(`${second.url}/${slug}/account`, { headers: { Cookie } })).status).toBe(200);
    await post(second, `/${slug}/password-reset`, { email });
    const sent = `select 1 from message where purpose = 'password-reset' and state = 'sent'`;
    let isSent = false;
    for (let tries = 0; tries < 200 && !isSent; tries += 1) {
      await sleep(50);
      isSent = (await owner.query(sent)).rowCount === 1;
    }
    expect([isSent, (await readdir(join(folder, 'mail'))).length > 0]).toEqual([true, true]);
    worker.child.kill('SIGTERM');
    expect(await worker.ended()).toBe(0);
  });

  it('log a line for every request, and no password, cookie or token in any', async () => {
    const server = first;
    const { slug, email, Cookie } = await signIn(server);
    const [feed, bearer, key] = [`ef_${'F'.repeat(43)}`, `et_${'T'.repeat(43)}`, `ek_${'K'.repeat(43)}`];
    const secrets = [SEED_PASSWORD, 'a-wrong-password', Cookie.split('=')[1]!, feed, bearer, key, 'in-the-query'];
    const get = (path: string, headers: Record<string, string> = { Cookie }) =>
      fetch(`${server.url}${path}`, { headers });
    const forged = 'x\r\n{"level":60,"forged":true}\u001b[31m';
    await post(server, `/${slug}/sign-in`, { email, password: 'a-wrong-password' });
    await post(server, `/${slug}/sign-in`, { email: forged, password: 'a-wrong-password' });
    await post(server, `/${slug}/sign-in`, { email }, { 'Sec-Fetch-Site': 'cross-site' });
    await get(`/feeds/${feed}.ics`);
    await get(`/${slug}/password-reset/${key}`);
    await get(`/${slug}/account?token=in-the-query`);
    await get(`/${slug}/x%0d%0a{"forged":true}`);
    await get(`/api/v1/${slug}/me`, { Authorization: `Bearer ${bearer}` });
    const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Cookie };
    const body = `{"password": "${SEED_PASSWORD}`;
    await fetch(`${server.url}/api/v1/${slug}/receptions`, { method: 'POST', headers, body });
    await sleep(200);
    // Two lines are for the terminal of the demo: where it is, and how to enter it.
    const lines = server.output().trim().split('\n');
    const log = lines.filter((line) => !/^(Entente is ready|Sign in at)/.test(line));
    expect(secrets.filter((secret) => log.join('\n').includes(secret))).toEqual([]);
    expect(log.join('\n')).not.toContain('"forged":true');
    const told = log.map((line) => JSON.parse(line) as { method?: string; path?: string; status?: number });
    const requests = told.filter(({ method }) => method).slice(-10);
    expect(requests.map(({ method, status }) => `${method} ${status}`).sort()).toEqual(
      [
        'POST 303',
        'POST 422',
        'POST 422',
        'POST 403',
        'GET 404',
        'GET 200',
        'GET 200',
        'GET 404',
        'GET 401',
        'POST 400',
      ].sort(),
    );
  });

  it('finish the request in flight before they stop', async () => {
    const { slug, email } = await admin();
    await owner.query('begin');
    await owner.query('lock table session in exclusive mode');
    const answer = post(first, `/${slug}/sign-in`, { email, password: SEED_PASSWORD });
    await sleep(500);
    first.child.kill('SIGTERM');
    await sleep(200);
    expect(first.child.exitCode).toBeNull();
    await owner.query('commit');
    expect((await answer).status).toBe(303);
    expect(await first.ended()).toBe(0);
  });

  it('lose nothing that they acknowledged when they are killed', async () => {
    const { slug, Cookie } = await signIn(second);
    const acknowledged: string[] = [];
    const end = new AbortController();
    const writers = Array.from({ length: 4 }, async (_, n) => {
      for (let day = Temporal.PlainDate.from(`20${n + 40}-01-01`); !end.signal.aborted; day = day.add({ days: 1 })) {
        const from = day.toString();
        const fields = { from, until: from, 'weekdays[]': String(day.dayOfWeek) };
        const done = await post(second, `/${slug}/settings/sittings`, fields, { Cookie }).catch(() => null);
        if (done?.status === 303) acknowledged.push(from);
      }
    });
    while (acknowledged.length < 12) await sleep(5);
    second.child.kill('SIGKILL');
    end.abort();
    await Promise.all([...writers, second.ended()]);
    const { rows } = await owner.query('select day::text from sitting_day');
    const kept = new Set(rows.map(({ day }) => day));
    expect(acknowledged.filter((day) => !kept.has(day))).toEqual([]);
  });
});

describe('a wrong start', () => {
  it('is told in one line, without the password', async () => {
    const word = 'secret-word';
    const directory = join(folder, 'taken', 'postgres');
    const server = await startEmbedded({ directory, durable: false });
    const alone = { VAR_DIR: join(folder, 'taken'), DATABASE_URL: '', DATABASE_APP_URL: '' };
    const wrong = (DATABASE_URL: string) => start('serve', { DATABASE_URL, DATABASE_APP_URL: '' });
    const all = await Promise.all([
      wrong(`postgres://entente:${word}@127.0.0.1:${await freePort()}/entente`),
      wrong(database.ownerUrl.replace(/:[^:@]+@/, `:${word}@`)),
      wrong(database.ownerUrl.replace(/[^/]+$/, 'no_such_database')),
      start('serve', alone),
    ]);
    const codes = await Promise.all(all.map((one) => one.ended()));
    await server.stop();
    expect(codes).toEqual([1, 1, 1, 1]);
    const lines = all.map((one) => one.output().trim());
    expect(lines).toEqual([
      expect.stringMatching(/^DATABASE_URL: the database 127\.0\.0\.1:\d+\/entente cannot be used: .*ECONNREFUSED.*$/),
      expect.stringMatching(/^DATABASE_URL: the database .+ cannot be used: password authentication failed.*$/),
      expect.stringMatching(
        /^DATABASE_URL: the database .+ cannot be used: database "no_such_database" does not exist$/,
      ),
      expect.stringMatching(/^Entente already runs on .+ set DATABASE_URL so that .+\.$/),
    ]);
    expect(lines.join('')).not.toContain(word);
  });
});
