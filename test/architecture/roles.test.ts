import { afterAll, beforeAll, expect, it } from 'vitest';
import { PermissionsService, ROLES } from '../../src/platform/permissions/permissions.service.js';
import { RoutesCheck, type StatedRoute } from '../../src/platform/permissions/routes-check.js';
import { startApp, type TestApp } from '../support/app.js';
import { aPerson } from '../support/programme.js';

let house: TestApp;
let lists: StatedRoute[];
/** What a page must be asked to answer at all. */
const asked: Record<string, string> = { '/:institution/reports/activity/rows': '?by=country&key=AT' };

beforeAll(async () => {
  house = await startApp();
  const span = `from=2027-03-01T00:00:00Z&until=2027-03-02T00:00:00Z`;
  const busy = `?kind=person&id=${await aPerson(house, 'Marenko')}&${span}`;
  for (const path of ['free-busy', 'free-busy.ics']) asked[`/api/v1/:institution/${path}`] = busy;
  // Pages that need no row: behind them a 404 can only mean the permission.
  lists = house
    .get(RoutesCheck)
    .routes()
    .filter(
      ({ method, path }) => method === 'GET' && !/:(?!institution)|\*/.test(path) && path.includes(':institution'),
    );
});
afterAll(() => house.close());

it('every role reaches the pages that its permissions name, and finds nothing behind the others', async () => {
  const permissions = house.get(PermissionsService).all;
  const wrong: string[] = [];
  for (const role of ROLES) {
    const agent = await house.signInAs(role);
    for (const { path, permission } of lists) {
      if (permission === 'public') continue;
      const may = permission === 'signed-in' || permissions.get(permission!)!.includes(role);
      const { status } = await agent.get(path.replace(':institution', 'house') + (asked[path] ?? '')).redirects(0);
      const isRight = may ? status < 400 : status === 404;
      if (!isRight) wrong.push(`${role} ${path} (${permission}) ${status}`);
    }
  }
  expect(lists.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});
