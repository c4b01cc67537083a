import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { createWebApp } from '../../src/app.js';
import type { Role } from '../../src/platform/permissions/permissions.service.js';
import { readConfig, type Config } from '../../src/platform/config/config.js';
import { Current } from '../../src/platform/current.js';
import { Db } from '../../src/platform/database/db.service.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { Institutions } from '../../src/platform/tenancy/institutions.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { anAccount, aPasswordHash, anInstitution, PASSWORD } from './factories.js';

/** An agent keeps its cookies, as a browser does, and says that its forms are our own. */
export type Agent = ReturnType<typeof supertest.agent>;

export interface TestApp {
  app: NestExpressApplication;
  config: Config;
  database: FreshDatabase;
  db: Db;
  /** `http://127.0.0.1:port` */
  url: string;
  /** Slug and id of the institution that `startApp` made. */
  house: { id: string; slug: string };
  /** A browser that nobody is signed in with. */
  browser(): Agent;
  /** A browser of a new account with this role, signed in by the real form. */
  signInAs(
    role: Role | null,
    options?: { slug?: string; personId?: string; name?: string },
  ): Promise<Agent & { account: { id: string; email: string } }>;
  /** Runs `work` in the institution with no actor, as a job does. */
  within<T>(work: () => Promise<T>, id?: string): Promise<T>;
  /** A service or any other provider. */
  get<T>(type: abstract new (...args: never[]) => T): T;
  /** Does all jobs that wait. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

/** The whole application on a database of its own, listening on a port of its own, with one institution, `house`. */
export async function startApp(settings: Record<string, string> = {}, shared?: FreshDatabase): Promise<TestApp> {
  const database = shared ?? (await freshDatabase());
  const varDir = await mkdtemp(join(tmpdir(), 'entente-test-'));
  const config = readConfig({
    VAR_DIR: varDir,
    DATABASE_APP_URL: database.appUrl,
    WORKER: 'off',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const app = await createWebApp(config, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const institutions = app.get(Institutions);
  const known = await institutions.bySlug('house');
  const house = { id: known?.id ?? (await anInstitution(app)), slug: 'house' };
  const within = <T>(work: () => Promise<T>, id = house.id) =>
    Current.run({ requestId: 'test' }, () => institutions.within(id, work));
  const browser = () => supertest.agent(url).set('Origin', url);
  return {
    app,
    config,
    database,
    db: app.get(Db),
    url,
    house,
    browser,
    within,
    get: (type) => app.get(type as never),
    drain: () => app.get(JobsService).drain(),
    async signInAs(role, { slug = 'house', ...person } = {}) {
      const { id: institutionId } = (await institutions.bySlug(slug))!;
      const account = await within(
        async () => anAccount(app, { ...person, roles: role ? [role] : [], passwordHash: await aPasswordHash() }),
        institutionId,
      );
      const agent = browser();
      const answer = await agent
        .post(`/${slug}/sign-in`)
        .type('form')
        .send({ email: account.email, password: PASSWORD });
      if (answer.status !== 303) throw new Error(`Sign-in answered ${answer.status}: ${answer.text.slice(0, 500)}`);
      return Object.assign(agent, { account });
    },
    async close() {
      await app.close();
      if (!shared) await database.drop();
      await rm(varDir, { recursive: true, force: true });
    },
  };
}
