import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { OutsideUnitOfWork } from '../../src/platform/database/db.service.js';
import { Account } from '../../src/accounts/account.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAccount, anInstitution, PASSWORD } from '../support/factories.js';

let house: TestApp;
let senate: string;

beforeAll(async () => {
  house = await startApp({ DATABASE_POOL: '3' });
  senate = await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate of Ardenia' } });
});
afterAll(() => house.close());

async function signedIn(slug: string, email: string): Promise<string> {
  const answer = await house.browser().post(`/${slug}/sign-in`).type('form').send({ email, password: PASSWORD });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

it('shows five hundred parallel requests of two institutions their own rows, with errors and aborts among them', async () => {
  const tenants = [
    { slug: 'house', id: house.house.id, own: 'CANARY-HOUSE', foreign: 'CANARY-SENATE', cookie: '' },
    { slug: 'senate', id: senate, own: 'CANARY-SENATE', foreign: 'CANARY-HOUSE', cookie: '' },
  ];
  for (const tenant of tenants) {
    const { email } = await house.within(
      () => anAccount(house.app, { roles: ['tenant-admin'], name: tenant.own }),
      tenant.id,
    );
    tenant.cookie = await signedIn(tenant.slug, email);
  }
  let [pages, aborted, refused] = [0, 0, 0];
  await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      const tenant = tenants[n % 2]!;
      const path = ['settings/people', 'account', 'settings/people/0199c0de-7000-7000-8000-000000000001', 'settings'][
        n % 4
      ]!;
      const signal = n % 7 === 3 ? AbortSignal.timeout(n % 40) : null;
      const told = await fetch(`${house.url}/${tenant.slug}/${path}`, {
        headers: { Cookie: tenant.cookie },
        signal,
      }).then(
        async (answer) => ({ status: answer.status, text: await answer.text() }),
        () => null,
      );
      if (!told) return void (aborted += 1);
      expect(told.text).not.toContain(tenant.foreign);
      if (told.status === 404) return void (refused += 1);
      expect(told.status).toBe(200);
      if (path !== 'settings') expect(told.text).toContain(tenant.own);
      pages += 1;
    }),
  );
  expect(pages).toBeGreaterThan(250);
  expect(refused).toBeGreaterThan(80);
  expect(aborted).toBeGreaterThan(0);
});

it('keeps its hold on writes that fail half way', async () => {
  const ids = [house.house.id, senate];
  await Promise.allSettled(
    Array.from({ length: 200 }, (_, n) =>
      house.within(
        async () => {
          await house.db.transaction(async () => {
            const rows = await house.db.rows<{ institution_id: string }>('select institution_id from account');
            if (rows.some((row) => row.institution_id !== ids[n % 2])) throw new Error('foreign row');
            if (n % 3 === 0) throw new Error('on purpose');
            if (n % 5 === 0) await house.db.rows('select 1 / 0');
          });
        },
        ids[n % 2],
      ),
    ),
  ).then((results) => {
    const reasons = results.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(reasons.filter((reason) => reason.includes('foreign row'))).toEqual([]);
    expect(reasons.length).toBeGreaterThan(50);
  });
});

describe('without an institution', () => {
  it('the application’s login sees nothing and writes nothing', async () => {
    await house.within(() => anAccount(house.app));
    const client = new pg.Client({ connectionString: house.database.appUrl });
    await client.connect();
    try {
      for (const table of [
        'institution',
        'account',
        'session',
        'event',
        'message',
        'role_grant',
        'activity',
        'person',
      ]) {
        expect([table, (await client.query(`select * from ${table}`)).rowCount]).toEqual([table, 0]);
      }
      expect((await client.query(`update account set name = 'x'`)).rowCount).toBe(0);
      expect((await client.query('delete from role_grant')).rowCount).toBe(0);
      await expect(
        client.query(`insert into sitting_day (institution_id, day) values ($1, '2027-03-08')`, [house.house.id]),
      ).rejects.toThrow(/row-level security/);
      // Nor for another institution than the one that is set, and the setting does not outlive its transaction.
      await client.query('begin');
      await client.query(`select set_config('app.institution_id', $1, true)`, [senate]);
      await client.query('savepoint before');
      await expect(
        client.query(`insert into sitting_day (institution_id, day) values ($1, '2027-03-08')`, [house.house.id]),
      ).rejects.toThrow(/row-level security/);
      await client.query('rollback to before');
      expect((await client.query('select * from institution')).rowCount).toBe(1);
      await client.query('commit');
      expect((await client.query('select * from institution')).rowCount).toBe(0);
      await expect(client.query('truncate account')).rejects.toThrow(/permission denied/);
      await expect(client.query('alter table account disable row level security')).rejects.toThrow(/must be owner/);
    } finally {
      await client.end();
    }
  });

  it('a repository refuses', async () => {
    expect(() => house.db.repo(Account)).toThrow(OutsideUnitOfWork);
    await expect(house.within(() => house.db.rows('select 1'))).rejects.toThrow(OutsideUnitOfWork);
  });
});
