import type { Config } from '../platform/config/config.js';
import { createWebApp } from '../app.js';
import { openDatabase } from './database.js';
import { untilStopped } from './until-stopped.js';

/** `npm start`: database, migrations, seed on the first run, web server. */
export async function serve(settings: Config): Promise<void> {
  const database = await openDatabase(settings);
  const app = await createWebApp(database.config).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  await app.listen(settings.PORT, settings.HOST);
  console.log(`Entente is ready at ${settings.BASE_URL}/`);
  await untilStopped(async () => {
    await app.close();
    await database.stop();
  });
}
