import type { NestExpressApplication } from '@nestjs/platform-express';
import { createWebApp } from '../app.js';
import { type Config, WrongSetting } from '../platform/config/config.js';
import { type DemoSignIn, firstStart } from '../seeding/first-start.js';
import { oneAtATime, openDatabase } from './database.js';
import { untilStopped } from './until-stopped.js';

/** `npm start`: database, migrations, seed on the first run, web server. */
export async function serve(settings: Config): Promise<void> {
  const database = await openDatabase(settings);
  const { app, signIn } = await start(database.config).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  console.log(`Entente is ready at ${settings.BASE_URL}/`);
  if (signIn) {
    const [first, ...others] = signIn.emails;
    console.log(
      `Sign in at ${settings.BASE_URL}/${signIn.slug}/sign-in as ${first} (or ${others.join(', ')}), password ${signIn.password}`,
    );
  }
  await untilStopped(async () => {
    await app.close();
    await database.stop();
  });
}

async function start(config: Config): Promise<{ app: NestExpressApplication; signIn: DemoSignIn | null }> {
  const app = await createWebApp(config);
  await app.init();
  // Before anybody is let in: a first page without its institution would be a page that is not there.
  const signIn = await oneAtATime(config, () => firstStart(app, config));
  await app.listen(config.PORT, config.HOST).catch((error: NodeJS.ErrnoException) => {
    throw notListening(error, config);
  });
  return { app, signIn };
}

/** An address that cannot be had is the operator's to change; anything else stays what it is. */
function notListening(error: NodeJS.ErrnoException, { HOST, PORT }: Config): Error {
  if (error.code === 'EADDRINUSE') return new WrongSetting(`PORT: ${HOST}:${PORT} is in use; choose another.`);
  if (error.code === 'EACCES')
    return new WrongSetting(`PORT: ${HOST}:${PORT} is reserved for others; choose one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL') return new WrongSetting(`HOST: ${HOST} is not an address of this machine.`);
  return error;
}
