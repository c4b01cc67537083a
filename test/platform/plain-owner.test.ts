import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createWebApp } from '../../src/app.js';
import { openDatabase } from '../../src/commands/database.js';
import { readConfig } from '../../src/platform/config/config.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/platform/postgres/embedded.js';
import { Institutions } from '../../src/platform/tenancy/institutions.js';
import { anInstitution } from '../support/factories.js';

// A server of one's own usually gives a login that owns its database and may make roles, but is no superuser.
let directory: string;
let server: EmbeddedPostgres;
let ownerUrl: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'entente-owner-'));
  server = await startEmbedded({ directory: join(directory, 'postgres'), durable: false });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create role plain login createrole password 'plain'`);
  await client.query('create database plain owner plain');
  await client.end();
  const url = new URL(server.url);
  [url.username, url.password, url.pathname] = ['plain', 'plain', '/plain'];
  ownerUrl = url.toString();
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('a database whose owner is no superuser', () => {
  it('is migrated, twice, and the application finds its institutions', async () => {
    const settings = readConfig({
      VAR_DIR: join(directory, 'var'),
      DATABASE_URL: ownerUrl,
      WORKER: 'off',
      LOG_LEVEL: 'silent',
    });
    await openDatabase(settings);
    const { config, applied } = await openDatabase(settings);
    expect(applied).toEqual([]);
    const app = await createWebApp(config, { logger: false });
    try {
      const id = await anInstitution(app);
      const institutions = app.get(Institutions);
      expect((await institutions.bySlug('house'))?.id).toBe(id);
      expect(await institutions.ids()).toEqual([id]);
    } finally {
      await app.close();
    }
  });
});
