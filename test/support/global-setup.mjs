// One PostgreSQL for the whole run, with one migrated template: each test file clones it in a moment.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { build } from '../../bin/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = (path) => import(pathToFileURL(join(root, 'dist', 'src', 'platform', path)).href);

export default async function setUp() {
  const { failures } = await build();
  // What cannot be compiled fails in its own tests; the others still run.
  if (failures.length > 0) console.warn(failures.join('\n\n'));

  const serverUrl = process.env.TEST_DATABASE_URL ?? (await startServer());
  const template = `entente_template_${process.pid}`;
  const appPassword = randomBytes(16).toString('hex');
  Object.assign(process.env, {
    ENTENTE_TEST_SERVER: serverUrl,
    ENTENTE_TEST_TEMPLATE: template,
    ENTENTE_TEST_APP_PASSWORD: appPassword,
  });
  await onServer(serverUrl, (server) => server.query(`create database ${template}`));
  if (!existsSync(join(root, 'dist', 'src', 'platform', 'database', 'migrate.js'))) return;
  const { migrate } = await built('database/migrate.js');
  const ownerUrl = new URL(serverUrl);
  ownerUrl.pathname = `/${template}`;
  await migrate({ ownerUrl: ownerUrl.toString(), appPassword });
}

async function startServer() {
  const { startEmbedded } = await built('postgres/embedded.js');
  const { removeAbandoned } = await built('postgres/abandoned.js');
  const parent = join(root, 'var', 'test-postgres');
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const directory = join(parent, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const server = await startEmbedded({ directory, durable: false, passwordFile: join(directory, 'password') });
  globalThis.ententeTestServer = { ...server, directory };
  return server.url;
}

export async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
