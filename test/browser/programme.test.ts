import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { anAccount, PASSWORD } from '../support/factories.js';
import { theKestrianVisit } from '../support/kestria.js';

let house: TestApp;
let browser: Browser;
let visit: { activityId: string; inConflict: string };
let base: string;
let email: string;

beforeAll(async () => {
  house = await startApp();
  visit = await theKestrianVisit(house);
  base = `${house.url}/house/activities/${visit.activityId}/programme`;
  ({ email } = await house.within(() => anAccount(house.app, { roles: ['desk-officer'] })));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function signedIn(options: { width?: number; height?: number; dark?: boolean; script?: boolean } = {}): Promise<Page> {
  const { width = 1440, height = 900, dark = false, script = true } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: 'en-GB', javaScriptEnabled: script });
  const page = await context.newPage();
  await page.goto(`${house.url}/house/sign-in`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', PASSWORD);
  await Promise.all([page.waitForURL(/\/house(?!\/sign-in)/), page.click('form button:is([type=submit], :not([type])).btn-primary')]);
  return page;
}

/** Pictures for the eye, where a folder for them is named. */
const picture = async (page: Page, name: string, fullPage = false) => {
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage });
};

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.failureSummary?.slice(0, 160)}`));
}

describe('the programme editor', () => {
  it.each([
    ['light', {}],
    ['dark', { dark: true }],
    ['phone', { width: 390, height: 844 }],
  ])('stands on the screen without a serious fault: %s', async (name, options) => {
    const page = await signedIn(options);
    await page.goto(`${base}?line=${visit.inConflict}`);
    await picture(page, name);
    await picture(page, `${name}-full`, true);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== 'absolute').map((one) => `${one.tagName}.${one.className}`).slice(0, 8),
    );
    if (name === 'phone') expect(wide.filter((one) => !/^(NAV|A|LI|OL)/.test(one))).toEqual([]);
    expect((await faults(page)).filter((fault) => /^(serious|critical)/.test(fault))).toEqual([]);
    await page.context().close();
  });
});
