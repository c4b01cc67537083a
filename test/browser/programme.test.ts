import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { violationsOf } from '../support/axe.js';
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

async function signedIn(
  options: { width?: number; height?: number; dark?: boolean; script?: boolean } = {},
): Promise<Page> {
  const { width = 1440, height = 900, dark = false, script = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  await page.goto(`${house.url}/house/sign-in`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', PASSWORD);
  await Promise.all([
    page.waitForURL(/\/house(?!\/sign-in)/),
    page.click('form button:is([type=submit], :not([type])).btn-primary'),
  ]);
  return page;
}

/** Pictures for the eye, where a folder for them is named. */
const picture = async (page: Page, name: string, fullPage = false) => {
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage });
};

async function faults(page: Page): Promise<string[]> {
  const violations = await violationsOf(page, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.failureSummary?.slice(0, 160)}`),
  );
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
      [...document.querySelectorAll('body *')]
        .filter(
          (one) => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== 'absolute',
        )
        .map((one) => `${one.tagName}.${one.className}`)
        .slice(0, 8),
    );
    if (name === 'phone') expect(wide.filter((one) => !/^(NAV|A|LI|OL)/.test(one))).toEqual([]);
    expect((await faults(page)).filter((fault) => /^(serious|critical)/.test(fault))).toEqual([]);
    await page.context().close();
  });

  it('moves a line by keyboard, with the conflict told before it is dropped', async () => {
    const page = await signedIn({ height: 1400 });
    await page.goto(base);
    const line = page.locator('.track .line', { hasText: 'Innovation Quarter' });
    await line.focus();
    await line.press('ArrowDown');
    await line.press('ArrowDown');
    await page.locator('.ghost .told', { hasText: 'Nothing stands in the way.' }).waitFor();
    await line.press('Enter');
    await page.locator('.track .line', { hasText: '16:35' }).waitFor();
    // The keyboard goes on from the line; message and masthead stay in sight however far the page is scrolled.
    await page.locator('.track .line.chosen:focus').waitFor();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.locator('.flash.afloat').waitFor();
    expect(await page.locator('.masthead').evaluate((bar) => bar.getBoundingClientRect().top)).toBe(0);
    const talks = page.locator('.track .line', { hasText: 'Talks of the delegations' });
    await talks.focus();
    for (let n = 0; n < 60; n++) await talks.press('ArrowDown');
    await page.locator('.ghost .told', { hasText: 'Nadia Orsell' }).waitFor();
    await picture(page, 'ghost');
    await talks.press('Escape');
    expect(await page.locator('.ghost').count()).toBe(0);
    await talks.press('Enter');
    await page.locator('#inspector h2', { hasText: 'Talks of the delegations' }).waitFor();
    expect(page.url()).toContain('?line=');
    await page.context().close();
  });

  it('drags a line to another day and a requested meeting into the programme', async () => {
    const page = await signedIn({ height: 1900 });
    await page.goto(base);
    const wednesday = page.locator('.track').nth(2);
    await page
      .locator('.track .line', { hasText: 'Call on the Prime Minister' })
      .dragTo(wednesday, { targetPosition: { x: 60, y: 1180 } });
    await wednesday.locator('.line', { hasText: 'Call on the Prime Minister' }).waitFor();
    await page
      .locator('.tray li', { hasText: 'Corin Hale' })
      .dragTo(page.locator('.track').first(), { targetPosition: { x: 60, y: 100 } });
    await page.locator('.track').first().locator('.line', { hasText: 'Corin Hale' }).waitFor();
    expect(await page.locator('.tray li', { hasText: 'Corin Hale' }).count()).toBe(0);
    await picture(page, 'dragged', true);
    await page.context().close();
  });

  it('does all of it without a script', async () => {
    const page = await signedIn({ script: false });
    await page.goto(base);
    await page.locator('.tray a', { hasText: 'Мост' }).click();
    await page.selectOption('#f-day', '2027-03-10');
    await page.fill('#f-from', '18:20');
    await page.locator('#inspector .btn-primary').click();
    expect(await page.locator('.track').nth(2).locator('.line.chosen', { hasText: 'Мост' }).count()).toBe(1);
    await page.fill('#f-to', '17:00x');
    await page.locator('.item-form .btn-primary').click();
    expect(await page.locator('#f-to').inputValue()).toBe('17:00x');
    expect(await page.locator('#f-to-error').innerText()).toContain('such as 19:30');
    await page.goto(`${base}?new=1&day=2027-03-08`);
    expect(await page.locator('#f-from').inputValue()).toBe('10:00');
    await picture(page, 'new');
    await page.context().close();
  });

  it('stands as a list and as a list of differences', async () => {
    const page = await signedIn();
    for (const [name, path] of [
      ['list', '?view=list'],
      ['differences', '/differences'],
      ['edition', '/editions/1'],
      ['place', '?ask=1'],
    ] as const) {
      await page.goto(base + path);
      await picture(page, name);
      expect((await faults(page)).filter((fault) => /^(serious|critical)/.test(fault))).toEqual([]);
    }
    await page.goto(`${house.url}/house/resources?part=distances`);
    await picture(page, 'resources');
    expect((await faults(page)).filter((fault) => /^(serious|critical)/.test(fault))).toEqual([]);
    await page.context().close();
  });

  it('moves a line on the calendar of the week, and proposes a visit for the days dragged over in the month', async () => {
    const page = await signedIn();
    await page.goto(`${house.url}/house/calendar?week=2027-03-08&rows=person`);
    const slot = page.locator('.slot[data-start="2027-03-09T14:45"]').first();
    const { x, y, height } = (await slot.boundingBox())!;
    const day = (await page.locator('.tl-row > [data-day="2027-03-10"]').first().boundingBox())!;
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.down();
    // 435 of 870 minutes after 08:00.
    await page.mouse.move(day.x + day.width / 2 + 2, y + height / 2, { steps: 6 });
    await page.locator('.tl-ghost .told').waitFor();
    expect(await page.locator('.tl-ghost').innerText()).toMatch(/^15:15/);
    await page.mouse.up();
    await page.locator('.slot[data-start="2027-03-10T15:15"]').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/house/calendar');

    await page.goto(`${house.url}/house/calendar?view=month&month=2027-05`);
    const cell = async (name: string) => (await page.locator(`.month-day[data-day="${name}"]`).boundingBox())!;
    const [first, last] = [await cell('2027-05-18'), await cell('2027-05-20')];
    await page.mouse.move(first.x + 40, first.y + first.height - 8);
    await page.mouse.down();
    await page.mouse.move(last.x + 40, last.y + last.height - 8, { steps: 4 });
    await page.mouse.up();
    await page.locator('.month-new a', { hasText: 'New reception' }).click();
    await page.waitForURL(/receptions\/new/);
    expect(await page.locator('[name=startsOn]').inputValue()).toBe('2027-05-18');
    expect(await page.locator('[name=endsOn]').inputValue()).toBe('2027-05-20');
    await page.context().close();
  });
});
