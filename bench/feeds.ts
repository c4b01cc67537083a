import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { createContext } from '../src/app.js';
import { CalendarEntriesService } from '../src/calendar/calendar-entries.service.js';
import { FeedSources, type SourceEntry } from '../src/calendar/feed-sources.registry.js';
import { FeedsService } from '../src/calendar/feeds.service.js';
import { repositoryRoot } from '../src/platform/root.js';
import { Db } from '../src/platform/database/db.service.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';
import { type Figure, percentile } from './figures.js';
import type { World } from './prepare.js';
import { Server } from './server.js';

const ENTRIES = 1000;
/** A house of 500 who follow their own calendar on twenty devices each. */
const SUBSCRIBERS = 500;
const LINKS_EACH = 20;
const SUBSCRIPTIONS = SUBSCRIBERS * LINKS_EACH;
const ENTRIES_EACH = 30;
const SECONDS = 6;
const SOURCE = 'bench';

/** Feeds under load: one of 1,000 entries beside nginx with the same bytes, a change, and ten thousand polled at once. */
export async function measureFeeds(world: World): Promise<Figure[]> {
  const { path, change, many, close } = await arranged(world);
  const server = await Server.start(world, 4394);
  const figures: Figure[] = [];
  try {
    await server.signIn(world);
    onOneCore(server.pid);
    const warm = () => fetch(server.url + path, { headers: { 'Accept-Encoding': 'gzip' } });
    await warm();
    const first = await warm();
    const etag = first.headers.get('etag')!;
    const bytes = await (await fetch(server.url + path, { headers: { 'Accept-Encoding': 'identity' } })).text();
    const own = await rates(server.url + path, etag);
    figures.push(
      { name: 'feed of 1,000 entries, gzip', target: null, value: own.whole, unit: 'requests/s' },
      { name: 'the same, 304', target: null, value: own.same, unit: 'requests/s' },
    );
    figures.push(...(await besideNginx(bytes, own)));
    // Last, by a process that has made thousands of calendars, as one that has run for a day has.
    const polls = await allAtOnce(server, many);
    figures.push(await remade(server, path, change), polls);
  } finally {
    await server.stop();
    await close();
  }
  return figures;
}

/** Entries of a source of the bench's own, and links to them. */
async function arranged(world: World) {
  // Of a run that was broken off.
  await forget(world);
  const app = await createContext(world.config, { logger: false });
  const [person, ...subscribers] = (await people(world, SUBSCRIBERS + 1)) as [string, ...string[]];
  const content = (whose: string, n: number, title: string): SourceEntry => ({
    itemId: `${whose.slice(0, 24)}${String(n).padStart(12, '0')}`,
    content: {
      ...{
        kind: 'timed',
        startZone: 'Europe/Minsk',
        endZone: 'Europe/Minsk',
        title: { en: title },
        activityTitle: { en: 'A visit with a long name' },
      },
      ...{
        start: wall(n, 0),
        end: wall(n, 45),
        venue: { en: 'Hall of Columns' },
        address: '11 Independence Square',
        dress: null,
      },
      ...{ cancelled: false, confidential: false },
    },
    audiences: [],
    subjects: [{ kind: 'person', id: whose }],
  });
  let title = 'Talks';
  app.get(FeedSources).add({
    id: SOURCE,
    heard: [],
    originOf: () => null,
    entriesOf: async (whose) => ({
      activityId: null,
      entries: Array.from({ length: whose === person ? ENTRIES : ENTRIES_EACH }, (_, n) =>
        content(whose, n, n === 0 ? title : `Talks, round ${n}`),
      ),
    }),
  });
  const within = <T>(work: () => Promise<T>) => app.get(Institutions).within(world.institutionId, work);
  const link = async (whose: string, n: number) => {
    const input = { scopeKind: 'person' as const, scopeId: whose, name: `Bench ${n}`, language: 'en' };
    return new URL((await app.get(FeedsService).subscribe(input)).url).pathname;
  };
  await within(() => app.get(CalendarEntriesService).derive(person, SOURCE));
  const path = await within(() => link(person, 0));
  const change = async () => {
    title = `Talks at ${Date.now()}`;
    await within(() => app.get(CalendarEntriesService).derive(person, SOURCE));
  };
  const many: string[] = [];
  for (const one of subscribers)
    await within(async () => {
      await app.get(CalendarEntriesService).derive(one, SOURCE);
      await app.get(Db).transaction(async () => {
        for (let n = 0; n < LINKS_EACH; n++) many.push(await link(one, n));
      });
    });
  const close = async () => {
    await app.close();
    await forget(world);
  };
  return { path, change, many, close };
}

const wall = (n: number, minutes: number) =>
  Temporal.Now.plainDateISO()
    .add({ days: Math.floor(n / 10) })
    .toPlainDateTime({ hour: 8 + (n % 10), minute: minutes })
    .toString({ smallestUnit: 'minute' });

async function people(world: World, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: world.ownerUrl });
  await client.connect();
  // The middle of an id differs, since the end of one is the number of an entry.
  const ids = Array.from(
    { length: count },
    (_, n) => `01900000-${String(n).padStart(4, '0')}-7000-8000-${randomBytes(6).toString('hex')}`,
  );
  await client.query(
    `insert into person (institution_id, id, family_name, sort_name) select $1, id, 'Calendar', 'calendar' from unnest($2::uuid[]) as t(id)`,
    [world.institutionId, ids],
  );
  await client.end();
  return ids;
}

/** The other sections and the next run find the house as it was. */
async function forget(world: World): Promise<void> {
  const client = new pg.Client({ connectionString: world.ownerUrl });
  await client.connect();
  for (const sql of [
    `delete from calendar_entry where institution_id = $1 and source = '${SOURCE}'`,
    `delete from event where institution_id = $1 and type = 'feed.subscribed'`,
    `delete from feed where institution_id = $1 and name like 'Bench %'`,
    `delete from person where institution_id = $1 and family_name = 'Calendar'`,
  ])
    await client.query(sql, [world.institutionId]);
  await client.end();
}

/** The load is a process of its own, so that it shares no event loop with what it measures or with us. */
async function rates(url: string, etag: string): Promise<{ whole: number; same: number }> {
  const script = join(repositoryRoot(), 'node_modules', 'autocannon', 'autocannon.js');
  const run = async (...headers: string[]) => {
    const given = headers.flatMap((header) => ['-H', header]);
    const args = [script, '--json', '-c', '8', '-d', String(SECONDS), ...given, url];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
    return (JSON.parse(stdout) as { requests: { average: number } }).requests.average;
  };
  const whole = await run('Accept-Encoding: gzip');
  return { whole, same: await run('Accept-Encoding: gzip', `If-None-Match: ${etag}`) };
}

/** Where nginx is not installed its figures are left out. */
async function besideNginx(bytes: string, own: { whole: number; same: number }): Promise<Figure[]> {
  if (spawnSync('nginx', ['-v']).error) return [];
  const dir = await mkdtemp(join(tmpdir(), 'entente-nginx-'));
  await mkdir(join(dir, 'www'));
  await writeFile(join(dir, 'www', 'feed.ics'), bytes);
  await writeFile(join(dir, 'www', 'feed.ics.gz'), gzipSync(bytes, { level: 6 }));
  // Started by root it would serve as somebody who may not read our folder.
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const conf = `${user}worker_processes 1; daemon off; pid ${dir}/pid; error_log ${dir}/error.log; events {}
    http { access_log off; sendfile off; gzip_static on; keepalive_requests 10000000; client_body_temp_path ${dir}/b; proxy_temp_path ${dir}/p;
      fastcgi_temp_path ${dir}/f; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s; server { listen 127.0.0.1:4395; root ${dir}/www; } }`;
  await writeFile(join(dir, 'nginx.conf'), conf);
  const nginx = spawn('nginx', ['-c', join(dir, 'nginx.conf')], { stdio: 'ignore' });
  try {
    await new Promise((resolve) => setTimeout(resolve, 500));
    onOneCore(nginx.pid!);
    const url = 'http://127.0.0.1:4395/feed.ics';
    const first = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    if (first.status !== 200 || first.headers.get('content-encoding') !== 'gzip')
      throw new Error(
        `nginx answered ${first.status}, ${first.headers.get('content-encoding')}: nothing to compare with.`,
      );
    const etag = first.headers.get('etag')!;
    const theirs = await rates(url, etag);
    const detail = { 'nginx, gzip_static': theirs.whole, 'nginx, 304': theirs.same };
    // Told upside down, since a figure is reached when it is below its target.
    return [
      { name: 'nginx over ours, gzip', target: 1 / 0.3, value: theirs.whole / own.whole, unit: '×', detail },
      { name: 'nginx over ours, 304', target: 1 / 0.15, value: theirs.same / own.same, unit: '×', detail },
    ];
  } finally {
    nginx.kill('SIGTERM');
  }
}

/** From the commit of a change until a fetch shows it, with the feed made again meanwhile. */
async function remade(server: Server, path: string, change: () => Promise<void>): Promise<Figure> {
  const samples: number[] = [];
  for (let n = 0; n < 20; n++) {
    const before = (await fetch(server.url + path, { method: 'HEAD' })).headers.get('etag');
    await change();
    const began = performance.now();
    for (let tag = before; tag === before;)
      tag = (await fetch(server.url + path, { method: 'HEAD' })).headers.get('etag');
    samples.push(performance.now() - began);
  }
  return {
    name: 'a changed entry at the next fetch, median',
    target: 40,
    value: percentile(samples, 0.5),
    unit: 'ms',
    detail: { most: Math.max(...samples) },
  };
}

/**
 * How much slower a page is while every phone asks at once for what it has: each has asked before, and sends the tag it got.
 * The copies of the first round are made before; how long that took is told.
 */
async function allAtOnce(server: Server, paths: readonly string[]): Promise<Figure> {
  const tags = new Map<string, string>();
  const began = performance.now();
  await polled(paths, async (path) => {
    const answer = await fetch(server.url + path);
    await answer.arrayBuffer();
    tags.set(path, answer.headers.get('etag')!);
  });
  const first = performance.now() - began;
  await page(server, 10);
  const alone = await page(server, 60);
  const state = { isOver: false };
  const answers = { same: 0, whole: 0 };
  const phones = polled(paths, async (path) => {
    const answer = await fetch(server.url + path, { headers: { 'If-None-Match': tags.get(path)! } });
    await answer.arrayBuffer();
    answers[answer.status === 304 ? 'same' : 'whole'] += 1;
  }).then(() => void (state.isOver = true));
  const during: number[] = [];
  while (!state.isOver) during.push((await server.get('/bench/receptions')).ms);
  await phones;
  const slow = percentile(during, 0.5);
  return {
    name: `a page while ${SUBSCRIPTIONS} feeds are polled`,
    target: 2,
    value: slow / alone,
    unit: '×',
    detail: { 'alone ms': alone, 'meanwhile ms': slow, pages: during.length, 'made anew ms': first, ...answers },
  };
}

async function page(server: Server, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) times.push((await server.get('/bench/receptions')).ms);
  return percentile(times, 0.5);
}

/** Each address once, a hundred at a time. */
async function polled(paths: readonly string[], ask: (path: string) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      while (next < paths.length) await ask(paths[next++]!);
    }),
  );
}

/** The server on the first core; the load has the others. */
function onOneCore(pid: number): void {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', '0', String(pid)], { stdio: 'ignore' });
  } catch {
    // Without taskset both share what there is.
  }
}
