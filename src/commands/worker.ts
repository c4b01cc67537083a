import type { Config } from '../platform/config/config.js';
import { WrongSetting } from '../platform/config/config.js';
import { createContext } from '../app.js';
import { openDatabase } from './database.js';
import { untilStopped } from './until-stopped.js';

/** `npm run worker`: the jobs alone, on the same database as the web process (which then runs with WORKER=off). */
export async function worker(settings: Config): Promise<void> {
  if (!settings.DATABASE_URL && !settings.DATABASE_APP_URL) {
    throw new WrongSetting('A worker of its own needs DATABASE_URL: the embedded database serves one process.');
  }
  const database = await openDatabase({ ...settings, WORKER: 'inline' });
  const app = await createContext(database.config);
  console.log('The worker is ready.');
  await untilStopped(async () => {
    await app.close();
    await database.stop();
  });
}
