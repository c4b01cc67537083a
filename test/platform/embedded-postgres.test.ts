import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { attachEmbedded, startEmbedded, type EmbeddedPostgres } from '../../src/platform/postgres/embedded.js';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let directory: string;
  const started: EmbeddedPostgres[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-postgres-'));
    chmodSync(folder, 0o700);
    directory = join(folder, 'postgres');
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (durable = false) => {
    const server = await startEmbedded({ directory, durable });
    started.push(server);
    return server;
  };

  it('runs in a directory that is closed to others, listens on loopback only and keeps its password to itself', async () => {
    const { url } = await start();
    const settings = await ask(
      url,
      `select current_setting('listen_addresses') as addresses,
      current_setting('unix_socket_directories') as sockets, current_setting('server_encoding') as encoding`,
    );
    expect(settings).toEqual([{ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8' }]);
    expect(statSync(join(folder, 'secrets', 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(new URL(url).password.length).toBeGreaterThan(40);
    await expect(ask(url.replace(new URL(url).password, 'password'), 'select 1')).rejects.toThrow(/password/);
  });

  it('lowers the letters of every language and sorts by the rules of one', async () => {
    const { url } = await start();
    expect(await ask(url, `select lower('ÉЖ') as lower, 'état' < 'fin' collate "fr-x-icu" as sorted`)).toEqual([
      { lower: 'éж', sorted: true },
    ]);
  });

  it('lets a second process join a running server, and join nothing where none runs', async () => {
    expect(await attachEmbedded({ directory })).toBeUndefined();
    const { url } = await start();
    const joined = await attachEmbedded({ directory });
    expect(joined?.url).toBe(url);
    await joined?.stop();
    expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('keeps its data for the next start', async () => {
    const first = await start(true);
    expect(await ask(first.url, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'on' }]);
    await ask(first.url, 'create table kept as select 1 as n');
    await first.stop();
    await first.stop();
    const second = await start(true);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('refuses a second start on the same directory in one clear sentence', async () => {
    await start();
    await expect(startEmbedded({ directory, durable: false })).rejects.toThrow(
      `Entente already runs on ${directory} (process ${process.pid}): stop it first, or set DATABASE_URL`,
    );
  });

  it('comes back on the same port when its server is killed', async () => {
    const { url } = await start(true);
    await ask(url, 'create table kept as select 1 as n');
    process.kill(postmasterPid(), 'SIGKILL');
    expect(await patiently(() => ask(url, 'select n from kept'))).toEqual([{ n: 1 }]);
  });

  it('keeps what was acknowledged when its process is killed', async () => {
    const built = pathToFileURL(join(process.cwd(), 'dist/src/platform/postgres/embedded.js')).href;
    const script = join(folder, 'holder.mjs');
    writeFileSync(
      script,
      `import { startEmbedded } from '${built}';
       const { url } = await startEmbedded({ directory: '${directory}', durable: true });
       console.log(url);
       setInterval(() => {}, 1000);`,
    );
    const holder = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve) =>
      holder.stdout.once('data', (text) => resolve(String(text).trim())),
    );
    await ask(url, 'create table kept as select 1 as n');
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    const second = await start(true);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('says where the password was when it is gone', async () => {
    await (await start()).stop();
    rmSync(join(folder, 'secrets'), { recursive: true });
    await expect(start()).rejects.toThrow(/secrets\/postgres-password: put it back from your backup/);
  });

  it('starts although the number in its old pid file is another process by now', async () => {
    await (await start()).stop();
    writeFileSync(
      join(directory, 'data', 'postmaster.pid'),
      `${process.ppid}\n${directory}/data\n1\n5432\n\n\n\nready\n`,
    );
    expect(await ask((await start()).url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  const postmasterPid = () => Number(readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 60) throw error;
      await sleep(100);
    }
  }
}
