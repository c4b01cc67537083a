import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it('opens a real browser that knows no other machine', async () => {
  const page = await browser.newPage();
  await page.setContent('<h1>Entente</h1>');
  expect(await page.textContent('h1')).toBe('Entente');
  await expect(page.goto('http://parliament.example/')).rejects.toThrow(/ERR_NAME_NOT_RESOLVED/);
});
