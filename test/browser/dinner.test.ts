import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { aMember, aPartner, aPerson } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';
import { Journey } from '../support/journey.js';

let house: TestApp;
let browser: Browser;
let journey: Journey;

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
  journey = new Journey(house, browser);
});
afterAll(async () => {
  await journey.close();
  await browser.close();
  await house.close();
});

const GIVEN = ['Aurel', 'Bea', 'Cato', 'Dora', 'Emil', 'Freya', 'Goran', 'Hala', 'Iñaki', 'Jadwiga'];
const FAMILY = ['Fenwick', 'Castellan', 'Dreier', 'Eklund', 'van der Aalsvoort-Lindqvist', 'Marjani'];
const hostile = '<img src=x onerror=alert(1)> O’Neil';
const names = Array.from({ length: 60 }, (_, n) =>
  n === 7 ? hostile : `${GIVEN[n % 10]} ${FAMILY[Math.floor(n / 10)]}`,
);

/** With axe and at the width of a telephone; pages of which there are others alike only where pictures are asked for. */
const byDayAndNight = async (page: Page, name: string, isAlike = false) => {
  if (isAlike && !process.env['PICTURES']) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await journey.look(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await journey.look(page, `${name}-dark-phone`, ['color-contrast', 'target-size', 'scrollable-region-focusable']);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, wide <= 0]).toEqual([name, true]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
};

it('a dinner of sixty, from the list to the table to the door', async () => {
  const { activityId, invitationId, itemId, ids } = await aDinner(
    house,
    names.map((name, n) =>
      guest({ name, post: n % 3 ? 'Deputy' : 'President of the Audit Court', email: `g${n}@deputies.example` }),
    ),
  );
  const senate = await aPartner(house);
  for (const side of ['guest', 'host'] as const)
    await aMember(house, activityId, side, senate, await aPerson(house), 'head');
  const page = await journey.member({ roles: ['protocol'] });

  // Places and a question, then answers: one by the page of the desk, the others as they came in.
  const base = `${house.url}/house/activities/${activityId}`;
  await page.goto(`${base}/invitations?invitation=${invitationId}`);
  await page.getByRole('link', { name: 'Places and questions' }).click();
  await page.getByLabel('Places', { exact: false }).first().fill('58');
  await byDayAndNight(page, 'dinner-terms');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('0 of 58 places').waitFor();
  await house.within(async () => {
    for (const id of ids.slice(0, 59))
      await house.get(AnswersService).recordAnswer(id, { answer: 'accepted', channel: 'phone' });
    await house.get(AnswersService).recordAnswer(ids[3]!, { answer: 'declined', channel: 'mail' });
  });
  await page.reload();
  await page.getByText('58 of 58 places').waitFor();
  await byDayAndNight(page, 'dinner-guests', true);

  // The table: drawn from the invitation, filled by precedence, one guest moved with the keyboard, one dragged.
  await page.getByRole('navigation', { name: 'About this invitation' }).getByRole('link', { name: 'Seating' }).click();
  await page.getByLabel('Table', { exact: false }).first().selectOption('head');
  await page.getByLabel('Chairs', { exact: false }).fill('10, 10, 10, 10, 10, 10');
  await byDayAndNight(page, 'seating-new', true);
  await page.getByRole('button', { name: 'Draw and seat' }).click();
  await page.getByText('58 of 58 seated').waitFor();
  await byDayAndNight(page, 'seating-plan');
  const chair = (name: string) => page.locator('.chair', { hasText: name }).first();
  const chairOf = async (name: string) => (await chair(name).getAttribute('data-to'))!;
  const [one, other] = [await chairOf('Bea Eklund'), await chairOf('Aurel Fenwick')];
  expect(one).not.toBe(other);
  await chair('Bea Eklund').focus();
  await page.keyboard.press('Enter');
  await chair('Aurel Fenwick').focus();
  await Promise.all([page.waitForResponse(/moved=/), page.keyboard.press('Enter')]);
  await page.waitForFunction(
    (at) => document.querySelector(`[data-to="${at}"]`)?.textContent?.includes('Bea Eklund'),
    other,
  );
  expect(await chairOf('Aurel Fenwick')).toBe(one);
  const beside = await chairOf('Aurel Castellan');
  await Promise.all([page.waitForResponse(/moved=/), chair('Bea Eklund').dragTo(chair('Aurel Castellan'))]);
  await page.waitForFunction(
    (at) => document.querySelector(`[data-to="${at}"]`)?.textContent?.includes('Bea Eklund'),
    beside,
  );
  await page.getByText('Bea Eklund sits at the first table, though').waitFor();
  await chair('Bea Eklund').focus();
  await Promise.all([page.waitForResponse(/moved=/), page.keyboard.press('Delete')]);
  await page.locator('.seating-tray .chair', { hasText: 'Bea Eklund' }).waitFor();
  await page.getByRole('button', { name: 'Seat the others' }).click();
  await page.getByText('Everybody has a chair').waitFor();
  const [{ id: planId }] = (await rowOf<{ id: string }>(house, 'select id from seating_plan where item_id = $1', [
    itemId,
  ])) as [{ id: string }];
  const shots = process.env['PICTURES'];
  for (const paper of ['seating-plan', 'place-cards']) {
    const { bytes } = await house.within(() =>
      house.get(DocumentsService).preview(activityId, paper, 'en', 'pdf', planId),
    );
    expect(bytes.length).toBeGreaterThan(10_000);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      writeFileSync(`${shots}/${paper}.pdf`, bytes);
    }
  }

  // The door, on a telephone: kept without a network, through a reload, and sent when it is back.
  await page.goto(`${base}/invitations/${invitationId}/attendance`);
  await byDayAndNight(page, 'attendance', true);
  const phone = await journey.member({ roles: ['protocol'] }, { viewport: { width: 390, height: 844 } });
  await phone.goto(`${base}/invitations/${invitationId}/attendance/door`);
  await phone.getByText('Everything is sent.').waitFor();
  await byDayAndNight(phone, 'door');
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.evaluate(() => navigator.serviceWorker.ready);
  await phone.waitForFunction(async (path) => Boolean(await caches.match(path)), new URL(phone.url()).pathname);
  await phone.context().setOffline(true);
  await phone.getByRole('searchbox').fill('jadwiga');
  await phone.getByRole('button', { name: 'Let in Jadwiga Fenwick' }).click();
  await phone.getByText('to be sent: 1').waitFor();
  await phone.reload();
  await phone.getByRole('button', { name: 'Take back the arrival of Jadwiga Fenwick' }).waitFor();
  await phone.getByRole('button', { name: 'Let in Cato Dreier' }).click();
  await phone.getByLabel('Name').fill('Somebody Else');
  await phone.locator('.door-walk-in').getByRole('button', { name: 'Let in' }).click();
  await phone.getByText('to be sent: 3').waitFor();
  await phone.context().setOffline(false);
  await phone.getByText('Everything is sent.').waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('Somebody Else').waitFor();
  await page.getByRole('button', { name: 'Close the door' }).click();
  await page.getByText('The door is closed.').waitFor();
  const came = await rowOf<{ name: string }>(
    house,
    `select name from recipient where invitation_id = $1 and state = 'attended' order by name`,
    [invitationId],
  );
  expect(came.map(({ name }) => name)).toEqual(['Cato Dreier', 'Jadwiga Fenwick']);
  // What the telephone itself says about a network that is away is no fault of the page.
  expect(journey.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(one))).toEqual([]);
}, 120_000);
