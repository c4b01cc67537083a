// One PostgreSQL for the whole run, with one migrated template: each test file clones it in a moment.
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { build } from '../../bin/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = (path) => import(pathToFileURL(join(root, 'dist', 'src', 'platform', path)).href);

/** Vitest asks once for each project; the projects share the server. The last one to go closes it. */
export async function setup() {
  const { failures } = await build();
  // What cannot be compiled fails in its own tests; the others still run.
  if (failures.length > 0) console.warn(failures.join('\n\n'));
  const run = (globalThis.ententeTests ??= { users: 0, server: startServer() });
  run.users += 1;
  const close = await run.server;
  return async () => {
    run.users -= 1;
    if (run.users === 0) await close();
  };
}

/** Answers with what takes the server away again. */
async function startServer() {
  const template = `entente_template_${process.pid}`;
  const appPassword = randomBytes(16).toString('hex');
  const { url, close } = process.env.TEST_DATABASE_URL ? guestOf(process.env.TEST_DATABASE_URL, template) : await own();
  Object.assign(process.env, {
    ENTENTE_TEST_SERVER: url,
    ENTENTE_TEST_TEMPLATE: template,
    ENTENTE_TEST_APP_PASSWORD: appPassword,
  });
  await onServer(url, (server) => server.query(`create database ${template}`));
  const { migrate } = await built('database/migrate.js');
  const ownerUrl = new URL(url);
  ownerUrl.pathname = `/${template}`;
  await migrate({ ownerUrl: ownerUrl.toString(), appPassword });
  return close;
}

/** A server that others gave us keeps nothing of ours. */
const guestOf = (url, template) => ({
  url,
  close: () => onServer(url, (client) => client.query(`drop database if exists ${template} with (force)`)),
});

async function own() {
  const { startEmbedded } = await built('postgres/embedded.js');
  const { removeAbandoned } = await built('postgres/abandoned.js');
  const parent = join(root, 'var', 'test-postgres');
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const directory = join(parent, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const { url, stop } = await startEmbedded({ directory, durable: false, passwordFile: join(directory, 'password') });
  return {
    url,
    async close() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
