import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { violationsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { anAccount, PASSWORD } from '../support/factories.js';

let house: TestApp;
let browser: Browser;
const shots = process.env['SHOTS'];

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function looksRight(page: Page, name: string): Promise<void> {
  const violations = await violationsOf(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect([name, overflow <= 0]).toEqual([name, true]);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

it('somebody signs in, looks after their account, invites a colleague and signs out', async () => {
  const { email } = await house.within(() => anAccount(house.app, { roles: ['tenant-admin'], name: 'Ines Martens' }));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto(`${house.url}/house/account`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('4 tries are left').waitFor();
  await looksRight(page, 'sign-in');
  // The browser itself reports the 422.
  complaints.length = 0;
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await looksRight(page, 'account');

  await page.getByLabel('What it is for').fill('Calendar of my phone');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText('This is the token').waitFor();
  await looksRight(page, 'account-token');

  await page.goto(`${house.url}/house/settings/people/new`);
  await page.getByLabel('Name').fill('Nora Reuter');
  await page.getByLabel('E-mail').fill('nora.reuter@house.example');
  await page.getByLabel('Protocol officer').check();
  await looksRight(page, 'invite');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('The invitation to Nora Reuter is on its way').waitFor();
  await looksRight(page, 'people');
  await page.getByRole('link', { name: 'Nora Reuter' }).click();
  await page.getByRole('heading', { name: 'Nora Reuter' }).waitFor();
  await looksRight(page, 'person');

  await page.goto(`${house.url}/house/settings`);
  await looksRight(page, 'settings');
  await page.goto(`${house.url}/house/settings/sittings`);
  await page.getByLabel('First day').fill('2027-03-01');
  await page.getByLabel('Last day').fill('2027-04-30');
  await page.getByLabel('Tuesday', { exact: true }).check();
  await page.getByRole('button', { name: 'Add sitting days' }).click();
  await page.getByText('9 sitting days are added').waitFor();
  await looksRight(page, 'sittings');
  await page.goto(`${house.url}/house/outbox`);
  await looksRight(page, 'outbox');
  await page.getByRole('link', { name: /Your access/ }).click();
  await page.getByText('holds a key to an account').waitFor();
  await looksRight(page, 'message');

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['account', 'settings', 'settings/people', 'outbox', 'settings/sittings']) {
    await page.goto(`${house.url}/house/${path}`);
    await looksRight(page, `narrow-dark-${path.replace('/', '-')}`);
  }
  await page.goto(`${house.url}/house/account`);
  await page.getByLabel(/Account of Ines Martens/).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await looksRight(page, 'narrow-dark-sign-in');
  expect(complaints).toEqual([]);
  await context.close();
});
