import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { repositoryRoot } from '../root.js';

export const APP_ROLE = 'entente_app';
/** Append-only for the application. */
const APPEND_ONLY = [
  'event',
  'audit_link',
  'message_history',
  'answer',
  'edition',
  'document_version',
  'activity_step',
];
const LOCK = 7_241_001;

export interface MigrateOptions {
  /** A login that owns the database and may create roles. */
  ownerUrl: string;
  /** Password of the application's own role, which is made here and owns nothing. */
  appPassword: string;
}

/**
 * Brings the database up to the newest migration and makes the application's role.
 * Several processes may call it at once: they wait for each other.
 */
export async function migrate({
  ownerUrl,
  appPassword,
}: MigrateOptions): Promise<{ appUrl: string; applied: string[] }> {
  const applied = await asOwner(ownerUrl, async (client) => {
    const done = await appliedMigrations(client);
    const names = (await migrationNames()).filter((name) => !done.has(name));
    for (const name of names) await step(client, name, 'up');
    if (names.length > 0 || !(await roleIsReady(client))) await installQueue(ownerUrl);
    await grant(client, appPassword);
    return names;
  });
  const appUrl = new URL(ownerUrl);
  appUrl.username = APP_ROLE;
  appUrl.password = appPassword;
  return { appUrl: appUrl.toString(), applied };
}

/** Takes every migration back, newest first. */
export async function migrateDown(ownerUrl: string): Promise<string[]> {
  return asOwner(ownerUrl, async (client) => {
    const done = await appliedMigrations(client);
    const names = (await migrationNames()).filter((name) => done.has(name)).reverse();
    for (const name of names) await step(client, name, 'down');
    return names;
  });
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'entente-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function migrationNames(): Promise<string[]> {
  const files = await readdir(join(repositoryRoot(), 'migrations'));
  return files
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.replace('.up.sql', ''))
    .sort();
}

async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  await client.query(
    'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string }>('select name from migration');
  return new Set(rows.map((row) => row.name));
}

async function step(client: pg.Client, name: string, direction: 'up' | 'down'): Promise<void> {
  const sql = await readFile(join(repositoryRoot(), 'migrations', `${name}.${direction}.sql`), 'utf8');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      direction === 'up' ? 'insert into migration (name) values ($1)' : 'delete from migration where name = $1',
      [name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} (${direction}) failed: ${(error as Error).message}`, { cause: error });
  }
}

async function roleIsReady(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('pgboss.queue') is not null as ready`);
  return rows[0].ready;
}

async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false });
}

async function grant(client: pg.Client, appPassword: string): Promise<void> {
  // CREATE and ALTER ROLE take no parameters; the password is hex or base64 and quoted by the driver.
  const password = client.escapeLiteral(appPassword);
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} login; end if;
  end $$`);
  // Only a superuser may name these attributes at all; a role made by anybody else has none of them.
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper as all from pg_roles where rolname = current_user',
  );
  const bare = rows[0]?.all ? 'nosuperuser nocreatedb nocreaterole nobypassrls' : '';
  await client.query(`alter role ${APP_ROLE} login ${bare} password ${password}`);
  await client.query(`
    grant usage on schema public, pgboss to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema public, pgboss to ${APP_ROLE};
    grant usage on all sequences in schema public, pgboss to ${APP_ROLE};
    grant execute on all functions in schema public, pgboss to ${APP_ROLE};
    revoke insert, update, delete on migration from ${APP_ROLE};
    revoke update, delete on ${APPEND_ONLY.join(', ')} from ${APP_ROLE};
  `);
}
