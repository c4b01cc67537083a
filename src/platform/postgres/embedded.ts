import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, findBinaries, findRunner, type Binaries, type Runner } from './binaries.js';
import {
  createCluster,
  readPassword,
  readRunning,
  serverEnvironment,
  signalQuietly,
  stopOrphan,
  SUPERUSER,
} from './cluster.js';
import { EmbeddedPostgresError } from './embedded.errors.js';
import { holderOf, takeLock } from './lock.js';

export interface EmbeddedPostgres {
  /** Where the superuser connects: postgres://postgres:…@127.0.0.1:port/postgres */
  readonly url: string;
  /** Ends the server in order (open transactions are rolled back) and frees the directory. Safe to call twice. */
  stop(): Promise<void>;
}

const LOG_LIMIT = 1_000_000;
const START_SECONDS = 60;
/** A start right after a stop waits for the one before it to finish closing. */
const PATIENCE_MS = 5_000;

/**
 * Starts the PostgreSQL that comes with the packages, on 127.0.0.1 and a free port, with its data in `directory`.
 *
 * @param options.durable false for tests: fast, and lost when the machine stops. Otherwise what was acknowledged is on disk.
 * @param options.passwordFile where the superuser's random password is kept, by default ../secrets/postgres-password beside `directory`
 * @throws EmbeddedPostgresError when another process uses the directory, or the server cannot run here
 */
export async function startEmbedded(options: {
  directory: string;
  durable: boolean;
  passwordFile?: string;
}): Promise<EmbeddedPostgres> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedPostgresError(
      `VAR_DIR: the folder ${options.directory} cannot be made (${error.code}): choose one that may be written to.`,
    );
  });
  const directory = realpathSync(options.directory);
  const passwordFile = options.passwordFile ?? join(dirname(directory), 'secrets', 'postgres-password');
  const lock = await takeLockPatiently(join(directory, 'lock'), options.durable ? PATIENCE_MS : 0);
  if ('heldBy' in lock) {
    throw new EmbeddedPostgresError(
      `Entente already runs on ${directory} (process ${lock.heldBy}): stop it first, or set DATABASE_URL so that several processes share one PostgreSQL.`,
    );
  }
  const data = join(directory, 'data');
  try {
    const binaries = await findBinaries();
    const [runner] = await Promise.all([findRunner(binaries, directory), stopOrphan(data)]);
    await createCluster({ binaries, runner, data, passwordFile, durable: options.durable });
    const password = await readPassword(passwordFile);
    const server = new Server(binaries, runner, directory, options.durable);
    await server.start();
    return {
      url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${server.port}/postgres`,
      stop: async () => {
        if (await server.stop()) lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Joins the embedded server that another process runs on `directory`, and leaves it running.
 * @returns nothing where no process runs one there
 * @throws EmbeddedPostgresError where that server does not become ready
 */
export async function attachEmbedded(options: {
  directory: string;
  passwordFile?: string;
}): Promise<EmbeddedPostgres | undefined> {
  const lock = join(options.directory, 'lock');
  const passwordFile = options.passwordFile ?? join(dirname(options.directory), 'secrets', 'postgres-password');
  const deadline = performance.now() + START_SECONDS * 1000;
  while ((await holderOf(lock)) !== undefined) {
    const running = await readRunning(join(options.directory, 'data'));
    if (running?.ready) {
      const password = await readPassword(passwordFile);
      return {
        url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${running.port}/postgres`,
        stop: async () => undefined,
      };
    }
    if (performance.now() > deadline)
      throw new EmbeddedPostgresError(`The database on ${options.directory} is not ready.`);
    await sleep(50);
  }
  return undefined;
}

async function takeLockPatiently(file: string, patience: number) {
  const deadline = performance.now() + patience;
  for (;;) {
    const lock = await takeLock(file);
    if (!('heldBy' in lock) || performance.now() >= deadline) return lock;
    await sleep(100);
  }
}

/** The server's process: started, watched, started again on the same port when it falls over, stopped once. */
class Server {
  port = 0;
  private process?: ChildProcess;
  private stopping = false;
  private readonly data: string;
  private readonly log: string;

  constructor(
    private readonly binaries: Binaries,
    private readonly runner: Runner,
    directory: string,
    private readonly durable: boolean,
  ) {
    this.data = join(directory, 'data');
    this.log = join(directory, 'postgres.log');
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.port = await freePort();
      if (await this.launch()) return;
      // Someone else may have taken the port between asking and using it.
      if (attempt === 3)
        throw new EmbeddedPostgresError(`The embedded database does not start: ${await this.lastWords()}`);
    }
  }

  /** Answers true the first time. */
  async stop(): Promise<boolean> {
    if (this.stopping) return false;
    this.stopping = true;
    const child = this.process;
    if (!child?.pid || hasEnded(child)) return true;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    signalQuietly(child.pid, 'SIGINT');
    const impatience = setTimeout(() => signalQuietly(child.pid!, 'SIGQUIT'), 15_000);
    await ended;
    clearTimeout(impatience);
    return true;
  }

  /** Answers whether the server got as far as taking connections. */
  private async launch(): Promise<boolean> {
    const { command, args, identity } = commandOf(this.runner, this.binaries.postgres, this.settings(), true);
    const log = this.openLog();
    // A group of its own: Ctrl-C in the terminal is for the application, which ends the server when it no longer needs it.
    const child = spawn(command, args, {
      stdio: ['ignore', log, log],
      detached: true,
      env: serverEnvironment(),
      ...identity,
    });
    closeSync(log);
    child.on('error', () => undefined);
    // Not to hold the event loop: a script that forgets to stop ends, and the server with it.
    child.unref();
    this.process = child;
    const deadline = performance.now() + START_SECONDS * 1000;
    while (!hasEnded(child) && performance.now() < deadline) {
      const running = await readRunning(this.data);
      if (running?.pid === child.pid && running?.ready) {
        child.once('exit', () => void this.revive());
        return true;
      }
      await sleep(15);
    }
    return false;
  }

  /** The application's pool reconnects by itself, so all that a fallen server needs is to come back where it was. */
  private async revive(): Promise<void> {
    for (let attempt = 1; !this.stopping && attempt <= 20; attempt += 1) {
      console.error('The embedded database ended unexpectedly and is started again.');
      if (await this.launch()) return;
      // The children of a killed server take a moment to notice and let go of the files.
      await sleep(250);
    }
  }

  private settings(): string[] {
    const settings = {
      port: this.port,
      listen_addresses: '127.0.0.1',
      // A socket's path may hold no more than a hundred characters, and a directory may lie deeper than that.
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      jit: 'off',
      ...(this.durable
        ? {}
        : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }),
    };
    return ['-D', this.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  }

  private openLog(): number {
    const size = statSync(this.log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT) {
      rmSync(`${this.log}.1`, { force: true });
      renameSync(this.log, `${this.log}.1`);
    }
    return openSync(this.log, 'a', 0o600);
  }

  private async lastWords(): Promise<string> {
    const text = await readFile(this.log, 'utf8').catch(() => '');
    return text.trim().split('\n').slice(-3).join(' ');
  }
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
