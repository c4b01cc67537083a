import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { AccountsService } from '../src/accounts/accounts.service.js';
import { createContext } from '../src/app.js';
import { openDatabase } from '../src/commands/database.js';
import type { Config } from '../src/platform/config/config.js';
import { repositoryRoot } from '../src/platform/root.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';

export interface World {
  config: Config;
  ownerUrl: string;
  institutionId: string;
  email: string;
  password: string;
  stop: () => Promise<void>;
}

const ACCOUNT = { email: 'desk@bench.example', password: 'a long password for the bench', name: 'Bench Desk' };

/** Opens the bench's own database and fills it once; it is kept for the next run. */
export async function prepare(settings: Config): Promise<World> {
  const database = await openDatabase({
    ...settings,
    DATABASE_URL: undefined,
    DATABASE_APP_URL: undefined,
    WORKER: 'off',
    LOG_LEVEL: 'silent',
  });
  const ownerUrl = database.ownerUrl!;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  let { rows } = await client.query<{ institution_id: string }>(
    `select institution_id from institution where slug = 'bench'`,
  );
  if (rows.length === 0) {
    const began = performance.now();
    console.log('Filling the database once: 200 institutions, 5,000 people, 200,000 programme items …');
    await client.query('begin');
    await client.query(await readFile(join(repositoryRoot(), 'bench', 'data.sql'), 'utf8'));
    await client.query('commit');
    console.log(`Filled in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
    ({ rows } = await client.query(`select institution_id from institution where slug = 'bench'`));
  }
  const institutionId = rows[0]!.institution_id;
  // As autovacuum leaves a house that lives: an earlier run may have filled and emptied tables a moment ago.
  await client.query('vacuum analyze');
  await client.end();
  await account(database.config, institutionId);
  return { config: database.config, ownerUrl, institutionId, ...ACCOUNT, stop: database.stop };
}

/** Takes away what is waiting: work of institutions that an earlier section or run has emptied since. */
export async function emptyQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('delete from pgboss.job');
  await client.end();
}

async function account(config: Config, institutionId: string): Promise<void> {
  const app = await createContext(config, { logger: false });
  const { email, password, name } = ACCOUNT;
  await app
    .get(Institutions)
    .within(institutionId, () =>
      app
        .get(AccountsService)
        .create({ email, name, password, roles: ['desk-officer', 'head-intl', 'protocol', 'tenant-admin'] }),
    )
    .catch((error: Error) => {
      if (error.name !== 'EmailTaken') throw error;
    });
  await app.close();
}
