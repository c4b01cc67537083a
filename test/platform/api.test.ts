import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Validator } from '@seriousme/openapi-schema-validator';
import { RoutesCheck } from '../../src/platform/permissions/routes-check.js';
import { aPartner } from '../support/activities.js';
import { IdempotencyTicks } from '../../src/platform/api/idempotency.ticks.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anAccount } from '../support/factories.js';
import { aToken } from '../support/tokens.js';

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
}

let house: TestApp;
let desk: Agent;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  desk = await house.signInAs('desk-officer');
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const path = '/api/v1/house/receptions';
const proposal = (city: string) => ({
  title: { en: 'Official visit' },
  partnerId,
  category: 'official',
  startsOn: '2027-03-08',
  endsOn: '2027-03-10',
  city,
});
const receptionsIn = (city: string) =>
  house.within(() =>
    house.db.read(async () => {
      const [row] = await house.db.rows<{ count: number }>('select count(*) from activity where city = $1', [city]);
      return row!.count;
    }),
  );

describe('the description of the API', () => {
  let described: Described;
  beforeAll(async () => {
    const answer = await house.browser().get('/api/openapi.json');
    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    described = answer.body as Described;
  });

  it('is valid OpenAPI 3.1', async () => {
    expect(described.openapi).toMatch(/^3\.1\./);
    const told = await new Validator().validate(structuredClone(described) as never);
    expect(told.errors ?? []).toEqual([]);
    expect(told.valid).toBe(true);
  });

  it('names every route of the API, each with its answer and its problems', () => {
    const routes = house
      .get(RoutesCheck)
      .routes()
      .filter((route) => route.path.startsWith('/api/v1/'));
    expect(routes.length).toBeGreaterThan(10);
    const silent = routes.filter((route) => {
      const place = route.path.replace(/:(\w+)/g, '{$1}');
      const responses = described.paths[place]?.[route.method.toLowerCase()]?.responses ?? {};
      const statuses = Object.keys(responses);
      const answers = statuses.some((status) => status.startsWith('2'));
      const problems = ['400', '401', '404', '422', '503'].every(
        (status) => responses[status]?.content?.['application/problem+json'],
      );
      return !answers || !problems;
    });
    expect(silent.map(({ method, path: where }) => `${method} ${where}`)).toEqual([]);
    expect(Object.keys(described.paths).filter((where) => !where.startsWith('/api/v1/'))).toEqual([]);
  });
});

describe('a POST with an Idempotency-Key', () => {
  const propose = (key: string, city: string, agent = desk) =>
    agent.post(path).set('Idempotency-Key', key).send(proposal(city));

  it('is answered the same twice and done once', async () => {
    const first = await propose('k-1', 'Once');
    const second = await propose('k-1', 'Once');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await receptionsIn('Once')).toBe(1);
  });

  it('is forgotten after a week, by night', async () => {
    await propose('k-old', 'Old');
    await propose('k-new', 'New');
    const forget = () => house.within(() => house.get(IdempotencyTicks).forget());
    expect(await forget()).toBe(0);
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update idempotency_key set created_at = now() - interval '8 days' where key like '%:k-old'`),
      ),
    );
    expect(await forget()).toBe(1);
    expect((await propose('k-new', 'New')).status).toBe(201);
    expect(await receptionsIn('New')).toBe(1);
  });

  it('is refused with another body under the same key', async () => {
    await propose('k-2', 'Arvena');
    const other = await propose('k-2', 'Elsewhere');
    expect([other.status, other.body.errors[0].path]).toEqual([422, 'Idempotency-Key']);
    expect(await receptionsIn('Elsewhere')).toBe(0);
  });

  it('is done once by many at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => propose('k-3', 'Together')));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await receptionsIn('Together')).toBe(1);
  });

  it('keeps no refusal: what was mended is taken', async () => {
    const wrong = await desk
      .post(path)
      .set('Idempotency-Key', 'k-4')
      .send({ ...proposal('Mended'), endsOn: '2027-03-01' });
    expect(wrong.status).toBe(422);
    expect((await propose('k-4', 'Mended')).status).toBe(201);
  });

  it('belongs to its owner: another’s same key is another key', async () => {
    const other = await house.signInAs('desk-officer');
    const [mine, theirs] = [await propose('k-5', 'Mine'), await propose('k-5', 'Theirs', other)];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.id).not.toBe(theirs.body.id);
  });
});

describe('an access token', () => {
  const ask = (token: string) => (method: 'get' | 'post', where: string) =>
    house.browser()[method](where).set('Authorization', `Bearer ${token}`);

  it('does what its scopes say, and nothing outside of the API or its own institution', async () => {
    const account = await house.within(() => anAccount(house.app, { roles: ['desk-officer'] }));
    const reading = ask(await aToken(house, account.id, ['read']));
    expect((await reading('get', path)).status).toBe(200);
    expect((await reading('post', path).send(proposal('By token'))).status).toBe(404);
    const writing = ask(await aToken(house, account.id, ['read', 'write']));
    expect((await writing('post', path).send(proposal('By token'))).status).toBe(201);
    expect(await receptionsIn('By token')).toBe(1);
    expect((await writing('get', '/house/account').redirects(0)).status).toBe(303);
    const unknown = await ask(`et_${'A'.repeat(43)}`)('get', path);
    expect([unknown.status, unknown.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('is not helped by a cookie that comes with it', async () => {
    const wrong = await desk.get(path).set('Authorization', 'Bearer et_wrong');
    expect(wrong.status).toBe(401);
  });
});
