import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PermissionsService } from '../../src/platform/permissions/permissions.service.js';
import { RoutesCheck, type StatedRoute } from '../../src/platform/permissions/routes-check.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

/** What anybody may ask. A new public route is a decision: it is written here. */
const PUBLIC = [
  'ALL /.well-known/caldav',
  'ALL /dav',
  'ALL /dav/{*path}',
  'ALL /feeds/:file',
  'GET /',
  'GET /:institution/password-reset',
  'GET /:institution/published/reports',
  'GET /:institution/published/reports.json',
  'GET /:institution/published/reports/:id',
  'GET /:institution/published/reports/:id.json',
  'GET /:institution/published/reports/:id/pictures/:picture',
  'GET /:institution/password-reset/:token',
  'GET /:institution/sign-in',
  'GET /:institution/welcome/:token',
  'GET /c/:token',
  'POST /c/:token/people',
  'POST /c/:token/people/:line',
  'POST /c/:token/people/:line/removal',
  'GET /healthz',
  'GET /metrics',
  'GET /p/:token',
  'GET /p/:token/worker.js',
  'GET /r/:token',
  'GET /r/to/:id',
  'POST /r/to/:id',
  'GET /r/to/:id/entente.ics',
  'POST /r/reply',
  'GET /readyz',
  'POST /:institution/password-reset',
  'POST /:institution/password-reset/:token',
  'POST /:institution/preferences',
  'POST /:institution/sign-in',
  'POST /:institution/sign-out',
  'POST /:institution/welcome/:token',
  'POST /csp-reports',
  'POST /r/:token',
];

let house: TestApp;
let routes: StatedRoute[];

beforeAll(async () => {
  house = await startApp();
  routes = house.get(RoutesCheck).routes();
});
afterAll(() => house.close());

const nameOf = ({ method, path }: StatedRoute) => `${method} ${path}`;
const ofHouse = () => routes.filter(({ path }) => path.includes(':institution'));
/** The path with the institution's slug and ids that no row has. */
const address = ({ path }: StatedRoute) =>
  path
    .replace(':institution', 'house')
    .replace(/:\w+/g, '0199c0de-7000-7000-8000-00000000abcd')
    .replace(/\{?\*\w+\}?/g, 'x');
const ask = (agent: Agent, route: StatedRoute) => {
  const path = address(route);
  // A route for all methods is asked with one of them.
  const method = (route.method === 'ALL' ? 'get' : route.method.toLowerCase()) as 'get';
  return agent[method](path).set('Accept', path.startsWith('/api/') ? 'application/json' : 'text/html');
};

it('finds the routes', () => {
  expect(routes.length).toBeGreaterThan(20);
});

it('every route states a permission that some capability declared', () => {
  const permissions = house.get(PermissionsService);
  expect(routes.filter(({ permission }) => !permission || !permissions.isDeclared(permission)).map(nameOf)).toEqual([]);
});

it('the public ones stand in the list', () => {
  const open = routes.filter(({ permission }) => permission === 'public').map(nameOf);
  expect(open.filter((name) => !PUBLIC.includes(name))).toEqual([]);
});

it('every path of an institution begins with its slug', () => {
  const outside = routes.filter(
    ({ path, permission }) => permission !== 'public' && !/^\/(api\/v1\/)?:institution(\/|$)/.test(path),
  );
  expect(outside.map(nameOf)).toEqual([]);
});

describe('a stranger', () => {
  it('is sent to sign in, or told 401 by the API, on every route that is not public', async () => {
    for (const route of ofHouse().filter(({ permission }) => permission !== 'public')) {
      const answer = await ask(house.browser(), route);
      const told = address(route).startsWith('/api/')
        ? answer.status === 401
        : String(answer.headers['location']).startsWith('/house/sign-in');
      expect([nameOf(route), answer.status, told]).toEqual([nameOf(route), answer.status, true]);
    }
  });

  it('gets no further by writing the path another way', async () => {
    const path = '/house/settings/people';
    for (const way of [
      '/house/settings/%70eople',
      '/house//settings/people',
      '//house/settings/people',
      '/house/settings/people/',
      '/house/settings/people.',
      '/HOUSE/settings/people',
      '/house/Settings/People',
      '/house/./settings/people',
      '/house/settings/people?x=/house/sign-in',
    ]) {
      const { status, text } = await house.browser().get(way).redirects(0);
      expect([way, [303, 404].includes(status), text.includes('People with access')]).toEqual([way, true, false]);
    }
    expect((await house.browser().head(path)).status).toBe(303);
  });
});

describe('somebody without a role', () => {
  it('finds nothing behind any permission, and the same nothing as at an address that never was', async () => {
    const agent = await house.signInAs(null);
    const bare = (text: string) => text.replace(/nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    const nowhere = bare((await agent.get('/house/no-such-thing')).text);
    for (const route of ofHouse().filter(({ permission }) => permission !== 'public' && permission !== 'signed-in')) {
      const answer = await ask(agent, route);
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 404]);
      if (!address(route).startsWith('/api/')) expect(bare(answer.text)).toBe(nowhere);
    }
  });
});

describe('somebody of another institution', () => {
  it('is a stranger here', async () => {
    const { anInstitution } = await import('../support/factories.js');
    await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate' } });
    const agent = await house.signInAs('tenant-admin', { slug: 'senate' });
    for (const route of ofHouse().filter(({ method, permission }) => method === 'GET' && permission !== 'public')) {
      const answer = await agent.get(address(route)).set('Accept', 'text/html');
      expect([nameOf(route), [303, 401].includes(answer.status)]).toEqual([nameOf(route), true]);
    }
  });
});
