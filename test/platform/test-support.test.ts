import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import net from 'node:net';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

describe('a test database', () => {
  let mine: FreshDatabase;
  let other: FreshDatabase;

  beforeAll(async () => {
    [mine, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all([mine.drop(), other.drop()]));

  it('is migrated and shared with nobody', async () => {
    await ask(mine.ownerUrl, 'create table only_here (n int)');
    expect(await ask(mine.ownerUrl, `select to_regclass('migration') is not null as migrated`)).toEqual([
      { migrated: true },
    ]);
    expect(await ask(other.ownerUrl, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
  });

  it('is reached by the application without power over row security', async () => {
    const rows = await ask(mine.appUrl, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });
});

describe('the network', () => {
  it('is closed to tests, also by name', async () => {
    const guard = net.Socket.prototype.connect as unknown as Record<symbol, Error[]>;
    expect(() => net.connect(443, '192.0.2.1')).toThrow('A test tried to connect to 192.0.2.1.');
    await expect(fetch('https://parliament.example/')).rejects.toThrow();
    // Both attempts would fail this test afterwards; here they are what it is about.
    expect(guard[Symbol.for('entente.no-network')]!.splice(0)).toHaveLength(2);
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
