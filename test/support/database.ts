import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface FreshDatabase {
  /** Owns everything and passes row security: for arranging, never for what is under test. */
  readonly ownerUrl: string;
  /** The application's own role, held by row security. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** Any number will do, as long as all test files use the same. */
const CLONING = 7_241_002;

/** A migrated, empty database of the test file's own, cloned from the template of this run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { ENTENTE_TEST_SERVER, ENTENTE_TEST_TEMPLATE, ENTENTE_TEST_APP_PASSWORD } = process.env;
  if (!ENTENTE_TEST_SERVER)
    throw new Error('freshDatabase() needs the project "database" or "browser" of vitest.config.mjs.');
  const name = `entente_test_${randomBytes(6).toString('hex')}`;
  await onServer(ENTENTE_TEST_SERVER, async (server) => {
    // One clone at a time: PostgreSQL refuses to copy a template that someone else is just copying from.
    await server.query('select pg_advisory_lock($1)', [CLONING]);
    await server.query(`create database ${name} template ${ENTENTE_TEST_TEMPLATE}`);
  });
  const owner = new URL(ENTENTE_TEST_SERVER);
  owner.pathname = `/${name}`;
  const app = new URL(owner);
  app.username = 'entente_app';
  app.password = ENTENTE_TEST_APP_PASSWORD ?? '';
  return {
    ownerUrl: owner.toString(),
    appUrl: app.toString(),
    drop: () =>
      onServer(ENTENTE_TEST_SERVER, async (server) => {
        await server.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
