import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { Current } from '../../src/platform/current.js';
import { seedHouse, shippedHouse } from '../../src/seeding/seed-house.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { aPasswordHash, PASSWORD } from '../support/factories.js';
import { here, Journey, press } from '../support/journey.js';

const GUEST = 'guest.of.pages@embassy.example';

let house: TestApp;
let browser: Browser;
let journey: Journey;
/** Ids of the demo's receptions by their state. */
const visits = new Map<string, string>();

beforeAll(async () => {
  house = await startApp();
  await seedHouse(house.app, shippedHouse(), await aPasswordHash());
  const rows = await house.within(() =>
    house.db.read(() =>
      house.db.rows<{ id: string; state: string }>(
        `select id, state from activity where institution_id = $1 and kind = 'reception'`,
        [Current.institutionId],
      ),
    ),
  );
  for (const { id, state } of rows) visits.set(state, id);
  browser = await launchBrowser();
  journey = new Journey(house, browser);
}, 120_000);
afterAll(async () => {
  await journey?.close();
  await browser?.close();
  await house?.close();
});

const SIZES = [
  { name: 'light', colorScheme: 'light', size: { width: 1280, height: 900 }, rules: undefined },
  {
    name: 'dark-phone',
    colorScheme: 'dark',
    size: { width: 390, height: 844 },
    rules: ['color-contrast', 'target-size', 'scrollable-region-focusable'],
  },
] as const;

/**
 * Looks at a page by day at a desk, and at some by night on a telephone: what is coloured is shared by all of them.
 * @returns what is wider than the telephone
 */
async function visit(page: Page, path: string, name: string, byNight = true): Promise<string[]> {
  await page.setViewportSize(SIZES[0].size);
  const answer = await page.goto(house.url + path);
  if (answer && answer.status() >= 400) journey.complaints.push(`${path} answered ${answer.status()}`);
  for (const { name: look, colorScheme, size, rules } of SIZES) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    if (!rules || byNight) await journey.look(page, `${name}-${look}`, rules && [...rules]);
  }
  return page.evaluate(() =>
    document.documentElement.scrollWidth > innerWidth
      ? [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => `${location.pathname}: ${one.tagName}.${one.className}`)
          .slice(0, 4)
      : [],
  );
}

const nameOf = (path: string) =>
  path
    .replace(/[0-9a-f-]{36}/g, 'one')
    .replaceAll(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');

async function visitAll(page: Page, paths: readonly string[]): Promise<string[]> {
  const wide: string[] = [];
  for (const [n, path] of paths.entries()) wide.push(...(await visit(page, path, nameOf(path), n % 3 === 0)));
  return wide;
}

describe('the pages of the demo institution', () => {
  it('stand without a serious fault for Protocol: the menu, what is behind it, and every tab of a visit', async () => {
    const page = await journey.signedIn('desk@house.example', PASSWORD);
    const links = (selector: string) =>
      page.locator(selector).evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')!))]);
    const menu = await links('header nav a[href]');
    expect(menu.length).toBeGreaterThan(5);
    const wide = await visitAll(page, menu);
    for (const list of ['partners', 'bodies', 'people']) {
      await page.goto(`${house.url}/house/${list}`);
      const entry = (await links(`main a[href^="/house/${list}/"]`)).find((href) => /\/[0-9a-f-]{36}$/.test(href));
      wide.push(...(await visitAll(page, [entry!])));
    }
    await page.goto(`${house.url}/house/activities/${visits.get('programme-draft')}/programme`);
    const tabs = await links(`main a[href*="/activities/${visits.get('programme-draft')}/"]:is(nav a)`);
    expect(tabs.length).toBeGreaterThan(4);
    wide.push(...(await visitAll(page, [...tabs, `/house/activities/${visits.get('completed')}/report`])));
    wide.push(
      ...(await visitAll(page, [
        '/house/receptions/new',
        '/house/calls',
        `/house/activities/${visits.get('programme-draft')}/logistics?new=arrival`,
        `/house/activities/${visits.get('programme-draft')}/counterpart`,
        `/house/activities/${visits.get('programme-draft')}/documents/packs`,
        `/house/activities/${visits.get('programme-draft')}/documents/papers/programme`,
        `/house/activities/${visits.get('programme-draft')}/documents/papers/invitation-letter/text/en`,
        `/house/activities/${visits.get('completed')}/documents/papers/guest-letter`,
        '/house/search?q=kestria',
        '/house/commitments?shown=all',
        '/house/commitments/new',
        '/house/gifts',
        '/house/gifts/new',
        '/house/reports/activity',
        '/house/my-calendar',
        '/house/account',
      ])),
    );
    await page.goto(`${house.url}/house/activities/${visits.get('completed')}/invitations`);
    const ways = await links('main a[href*="/invitations/"]');
    const own = ways.filter((href) => /\/(words|paper|sources|mailings\/[0-9a-f-]{36})$/.test(href));
    expect(own.length).toBe(4);
    wide.push(...(await visitAll(page, [...own, '/house/replies'])));
    expect(journey.complaints.splice(0)).toEqual([]);
    expect(wide).toEqual([]);
  }, 240_000);

  it('stand for the administrator: settings, access, outbox', async () => {
    const page = await journey.signedIn('admin@house.example', PASSWORD);
    await page.goto(`${house.url}/house/settings`);
    const tabs = await page.locator('main nav a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
    const wide = await visitAll(page, [...new Set([...tabs, '/house/outbox'])]);
    expect(journey.complaints.splice(0)).toEqual([]);
    expect(wide).toEqual([]);
  }, 120_000);

  it('show a letterhead while it is changed, keep it, and go back to the shipped one', async () => {
    const page = await journey.signedIn('admin@house.example', PASSWORD);
    await page.goto(`${house.url}/house/settings/papers`);
    const picture = page.getByRole('img', { name: /^First page of: Letterhead/ });
    await picture.waitFor();
    const redrawn = async (change: () => Promise<unknown>) => {
      const before = await picture.getAttribute('src');
      await change();
      await page.waitForFunction(
        ([src]) => document.querySelector<HTMLImageElement>('.paper-preview img')!.src !== src,
        [before],
      );
    };
    await redrawn(() => page.getByLabel('Department under the name').fill('Office of Protocol'));
    await redrawn(() => page.getByLabel('Typeface of the text').selectOption('EB Garamond'));
    const emblem = (inner: string) =>
      page.getByLabel('Emblem: an SVG').setInputFiles({
        name: 'emblem.svg',
        mimeType: 'image/svg+xml',
        buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`),
      });
    await emblem('<image href="https://elsewhere.example/a.png"/>');
    await page.getByText('without scripts and without links').waitFor();
    await redrawn(() => emblem('<path d="M0 0h9v9z" fill="#246"/>'));
    await journey.look(page, 'letterhead');
    await press(page, 'Keep');
    await page.getByText('Version 1').waitFor();
    expect(await page.getByLabel('Department under the name').inputValue()).toBe('Office of Protocol');
    await press(page, 'Back to the shipped words');
    await page.getByText('Version 2 · as shipped').waitFor();
    expect(await page.getByLabel('Department under the name').inputValue()).toBe('');
    expect(journey.complaints.splice(0)).toEqual([]);
  }, 60_000);

  it('stand for a member on a telephone, and for who has no account', async () => {
    const member = await journey.signedIn('member@house.example', PASSWORD);
    const wide = await visitAll(member, ['/house', '/house/my-calendar', '/house/receptions']);
    const stranger = await journey.stranger();
    wide.push(...(await visitAll(stranger, ['/house/sign-in', '/house/password-reset', '/house/published/reports'])));
    await stranger.goto(await aGuestLink());
    for (const language of ['en', 'ar'])
      wide.push(
        ...(await visit(stranger, `${new URL(stranger.url()).pathname}?lang=${language}`, `guest-${language}`)),
      );
    expect(journey.complaints.splice(0)).toEqual([]);
    expect(wide).toEqual([]);
  }, 120_000);
});

/** The link in the mail of somebody who is asked to a whole visit. */
async function aGuestLink(): Promise<string> {
  await house.within(async () => {
    const invitations = house.get(InvitationsService);
    const text = { en: 'Reception in honour of the delegation', ar: 'حفل استقبال على شرف الوفد' };
    const { id } = await invitations.invite(visits.get('programme-draft')!, null, { subject: text, body: text });
    await invitations.addRecipients(id, [{ name: 'Rasa Almqvist', email: GUEST, language: 'en' }]);
    await invitations.send(id);
  });
  const [mail] = await journey.mailsTo(GUEST);
  return here(house, /https?:\S+\/r\/er_\S+/.exec(mail!.body_text)![0]);
}
