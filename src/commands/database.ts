import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Config, WrongSetting } from '../platform/config/config.js';
import pg from 'pg';
import { migrate } from '../platform/database/migrate.js';
import { attachEmbedded, startEmbedded } from '../platform/postgres/embedded.js';
import { keptSecret } from '../platform/secrets/key-file.js';

export interface ReadyDatabase {
  /** The settings with the login of the application filled in. */
  config: Config;
  ownerUrl: string | null;
  applied: string[];
  stop: () => Promise<void>;
}

/**
 * Starts the embedded server unless DATABASE_URL names one, migrates, and returns the application's own login.
 * @param options.attach joins the embedded server of a running Entente instead of being refused
 */
export async function openDatabase(config: Config, options: { attach?: boolean } = {}): Promise<ReadyDatabase> {
  const directory = join(config.VAR_DIR, 'postgres');
  const embedded = config.DATABASE_URL
    ? null
    : ((options.attach ? await attachEmbedded({ directory }) : undefined) ??
      (await startEmbedded({ directory, durable: true })));
  const ownerUrl = config.DATABASE_URL ?? embedded!.url;
  const stop = async () => embedded?.stop();
  try {
    if (config.DATABASE_APP_URL && config.DATABASE_URL === undefined) {
      return { config, ownerUrl: null, applied: [], stop };
    }
    const appPassword = config.DATABASE_APP_URL
      ? decodeURIComponent(new URL(config.DATABASE_APP_URL).password)
      : appPasswordOf(config);
    const { appUrl, applied } = await migrate({ ownerUrl, appPassword }).catch((error: unknown) => {
      throw config.DATABASE_URL && isAboutConnecting(error) ? cannotUse(config.DATABASE_URL, error) : error;
    });
    return { config: { ...config, DATABASE_APP_URL: config.DATABASE_APP_URL ?? appUrl }, ownerUrl, applied, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const FIRST_START = 7_241_003;

/** Runs `work` while no other process on the same database does: two that start together must not both load the first institution. */
export async function oneAtATime<T>(config: Config, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: config.DATABASE_APP_URL, application_name: 'entente-start' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [FIRST_START]);
    return await work();
  } finally {
    await client.end();
  }
}

/** Processes on several machines share the master key and nothing else, and each sets this password when it starts. */
function appPasswordOf({ MASTER_KEY, VAR_DIR }: Config): string {
  if (MASTER_KEY) return createHmac('sha256', Buffer.from(MASTER_KEY, 'base64')).update('app-password').digest('hex');
  return keptSecret(VAR_DIR, 'app-password', () => randomBytes(24).toString('hex'));
}

/** Refused, unknown host, timed out; SQLSTATE 28 wrong login, 3D no such database, 42501 a login that may not, 57P starting up. */
function isAboutConnecting(error: unknown): error is Error {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return /^(E[A-Z_]+|28\w{3}|3D\w{3}|42501|57P\w{2}|53300)$/.test(code);
}

function cannotUse(url: string, error: Error): WrongSetting {
  const { hostname, port, pathname } = new URL(url);
  // Several addresses that all refused come as one error without words of its own.
  const words =
    error instanceof AggregateError ? String((error.errors[0] as Error | undefined)?.message) : error.message;
  return new WrongSetting(
    `DATABASE_URL: the database ${hostname}:${port || '5432'}${pathname} cannot be used: ${words}`,
  );
}
