import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { Journey } from '../support/journey.js';

let house: TestApp;
let browser: Browser;
let journey: Journey;

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
  journey = new Journey(house, browser);
}, 120_000);
afterAll(async () => {
  await journey?.close();
  await browser?.close();
  await house?.close();
});

const LIST =
  'Family name;First name;Country;E-mail;Born\n' +
  'Marenko;Adela;Belarus;adela@senate.example;1961\n' +
  'Talvi;Jonas;Finland;jonas@eduskunta.example;1970\n' +
  'Nowhere;Nils;Atlantis;;\n';

/** By day at a desk and on a telephone; nothing may be wider than the telephone. */
async function look(page: Page, name: string): Promise<void> {
  await journey.look(page, `imports-${name}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await journey.look(page, `imports-${name}-phone`, ['target-size', 'scrollable-region-focusable']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
}

it('a list of people comes in: columns, dry run, bar, list', async () => {
  const page = await journey.member({ roles: ['desk-officer'], name: 'Ines Martens' });
  await page.goto(`${house.url}/house/people`);
  await page.getByRole('link', { name: 'Import', exact: true }).first().click();
  await page.waitForURL(/imports\?kind=people/);
  await look(page, 'new');
  await page.locator('#f-file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.getByRole('button', { name: 'Send the file' }).click();

  // The bar is there, and still there after a reload; it gives way by itself when the work is done.
  await page.getByRole('progressbar', { name: 'The file is being read' }).waitFor();
  await page.reload();
  await page.getByRole('progressbar', { name: 'The file is being read' }).waitFor();
  await look(page, 'reading');
  await house.drain();
  const compare = page.getByRole('button', { name: 'Compare with what is recorded' });
  await compare.waitFor();
  expect(await page.getByLabel('Family name', { exact: false }).inputValue()).toBe('Family name');
  await look(page, 'columns');
  await compare.click();
  await page.getByRole('progressbar').waitFor();
  await house.drain();

  const start = page.getByRole('button', { name: 'Import 2 rows' });
  await start.waitFor();
  await page.getByText('is no country by its code or name.').waitFor();
  await look(page, 'dry-run');
  await page.getByRole('link', { name: '1 Wrong' }).click();
  await page.waitForURL(/verdict=wrong/);
  expect(await page.locator('table.list tbody tr').count()).toBe(1);
  await start.click();
  await page.getByRole('progressbar', { name: 'The rows are being imported' }).waitFor();
  await house.drain();
  await page.getByRole('link', { name: 'To the list: People' }).click();
  await page.getByRole('link', { name: 'Adela Marenko' }).waitFor();

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export to Excel' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('people.xlsx');
  expect(journey.complaints).toEqual([]);
});
