import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { migrate, migrateDown } from '../platform/database/migrate.js';
import { startEmbedded } from '../platform/postgres/embedded.js';
import { openDatabase } from './database.js';

/** `npm run migrate`: brings the database up. `--check`: up, down to nothing and up again on a database of its own. */
export async function migrateCommand(settings: Config, args: string[]): Promise<void> {
  if (args.includes('--check')) return check();
  const database = await openDatabase(settings);
  console.log(database.applied.length > 0 ? `Applied ${database.applied.join(', ')}.` : 'Nothing to migrate.');
  await database.stop();
}

async function check(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'entente-migrate-'));
  const server = await startEmbedded({ directory: join(directory, 'postgres'), durable: false });
  try {
    const options = { ownerUrl: server.url, appPassword: 'only-for-this-check' };
    const first = await migrate(options);
    const down = await migrateDown(server.url);
    const again = await migrate(options);
    if (down.length !== first.applied.length || again.applied.length !== first.applied.length) {
      throw new Error(
        `Up ${first.applied.length}, down ${down.length}, up ${again.applied.length}: they should be equal.`,
      );
    }
    console.log(`${first.applied.length} migrations went up, down and up again.`);
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
