import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, type Binaries, type Runner } from './binaries.js';
import { EmbeddedPostgresError } from './embedded.errors.js';

export const SUPERUSER = 'postgres';

/** Makes the data directory on the first start; a half-made one (the power went) is made again. */
export async function createCluster(options: {
  binaries: Binaries;
  runner: Runner;
  data: string;
  passwordFile: string;
  durable: boolean;
}): Promise<void> {
  const { binaries, runner, data, passwordFile, durable } = options;
  if (await exists(join(data, 'PG_VERSION'))) return;
  const draft = `${data}.new`;
  const password = `${data}.password`;
  await rm(draft, { recursive: true, force: true });
  await writeFile(password, await newPassword(passwordFile), { mode: 0o600 });
  if (runner.uid !== undefined) await chown(password, runner.uid, runner.gid ?? runner.uid);
  try {
    await runInitdb(binaries, runner, [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own collation: the same on every machine, whatever locales it has. Languages sort by ICU, per query.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await rename(draft, data);
  } finally {
    await rm(password, { force: true });
  }
}

/** The superuser's password: random, made with the cluster, readable to the owner alone. */
export async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text) return text.trim();
  throw new EmbeddedPostgresError(
    `The password of the embedded database is not in ${file}: put it back from your backup, or move the database's directory away to begin anew.`,
  );
}

export interface Running {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What the server itself says of its state, or nothing when none has run or the last one ended in order. */
export async function readRunning(data: string): Promise<Running | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  // Lines of postmaster.pid: pid, directory, start, port, socket directory, address, shared memory, state.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!pid) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Ends a server that outlived its process (kill -9), so that its files are free; its clients' commits are all kept.
 * The caller holds the lock of the directory. Where /proc does not tell, PostgreSQL's own check has the last word.
 */
export async function stopOrphan(data: string): Promise<void> {
  const running = await readRunning(data);
  if (!running || process.platform !== 'linux') return;
  for (const [signal, seconds] of [
    ['SIGINT', 10],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    // Without its head a server ends by itself, a moment later.
    const servers = await serversOn(data);
    for (const pid of servers.includes(running.pid) ? [running.pid] : servers) signalQuietly(pid, signal);
    for (let tries = 0; tries < seconds * 20; tries += 1) {
      if ((await serversOn(data)).length === 0) return rm(join(data, 'postmaster.pid'), { force: true });
      await sleep(50);
    }
  }
}

/**
 * Every process that serves exactly this directory: a number in a file may belong to someone else by now, or to a
 * process that has ended and was not yet collected.
 */
async function serversOn(data: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Boolean);
  // All processes of a server work in its data directory. A process that has ended has no working directory.
  const serving = await Promise.all(
    pids.map((pid) =>
      readlink(`/proc/${pid}/cwd`).then(
        (cwd) => cwd === data,
        () => false,
      ),
    ),
  );
  return pids.filter((_, index) => serving[index]);
}

export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended a moment ago, which is what the signal was for.
  }
}

async function newPassword(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const password = randomBytes(32).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function runInitdb(binaries: Binaries, runner: Runner, options: string[]): Promise<void> {
  const { command, args, identity } = commandOf(runner, binaries.initdb, options);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: serverEnvironment(), ...identity });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new EmbeddedPostgresError(`The embedded database could not be created: ${said.trim()}`)),
    );
  });
}

/** Nothing of ours (secrets, PG* settings) reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' };
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
