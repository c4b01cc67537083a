import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext } from '../../src/app.js';
import { type Config, readConfig } from '../../src/platform/config/config.js';
import { firstStart } from '../../src/seeding/first-start.js';
import { seedHouse, shippedHouse } from '../../src/seeding/seed-house.js';
import { startApp } from '../support/app.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { rowCounts } from '../support/row-counts.js';

const PASSWORD = 'seven calm rivers in June';

describe('the demo institution', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let varDir: string;
  let config: Config;
  let seeded: Record<string, number>;

  beforeAll(async () => {
    database = await freshDatabase();
    varDir = await mkdtemp(join(tmpdir(), 'entente-seed-'));
    config = readConfig({ VAR_DIR: varDir, DATABASE_APP_URL: database.appUrl, WORKER: 'off', SEED_PASSWORD: PASSWORD });
    app = await createContext(config, { logger: false });
    const signIn = await firstStart(app, config);
    expect(signIn).toEqual({
      slug: 'house',
      emails: ['protocol', 'desk', 'head', 'approver', 'admin'].map((who) => `${who}@house.example`),
      password: PASSWORD,
    });
    seeded = await rowCounts(database.ownerUrl);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(varDir, { recursive: true, force: true });
  });

  it('fills every list', () => {
    const lists = [
      'convocation',
      'sitting_day',
      'country_name',
      'organisation',
      'person',
      'post',
      'membership',
      'account',
      'role_grant',
      'body',
      'seat',
      'venue',
      'venue_distance',
      'vehicle',
      'interpreter',
      'activity',
      'activity_step',
      'delegation_member',
      'programme_item',
      'edition',
      'calendar_entry',
      'feed',
      'invitation',
      'recipient',
      'answer',
      'message',
      'report',
      'cost_line',
      'cost_estimate',
      'per_diem_rate',
      'mission',
      'mission_task',
      'mission_leg',
      'mission_clearance',
      'mission_call',
      'mission_application',
      'logistics_entry',
      'activity_version',
    ];
    expect(lists.filter((table) => !seeded[table])).toEqual([]);
    expect(seeded).toMatchObject({ person: 60, body: 22, account: 11, activity: 9 });
  });

  it('is the same when it is loaded again', async () => {
    await seedHouse(app, shippedHouse(), 'not looked at');
    expect(await rowCounts(database.ownerUrl)).toEqual(seeded);
  });

  it('is not loaded where somebody can sign in already', async () => {
    expect(await firstStart(app, config)).toMatchObject({ slug: 'house' });
    expect(await rowCounts(database.ownerUrl)).toEqual(seeded);
  });

  it('lets its accounts in, each with a page for its work', async () => {
    const house = await startApp({ SEED_PASSWORD: PASSWORD }, database);
    try {
      for (const email of [
        'protocol@house.example',
        'approver@house.example',
        'admin@house.example',
        'member@house.example',
      ]) {
        const agent = house.browser();
        const answer = await agent.post('/house/sign-in').type('form').send({ email, password: PASSWORD });
        expect([email, answer.status]).toEqual([email, 303]);
        expect((await agent.get(answer.headers['location']!)).status).toBe(200);
      }
    } finally {
      await house.close();
    }
  });
});
