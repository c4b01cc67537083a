import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { violationsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { anAccount, PASSWORD } from '../support/factories.js';
import { aDinner, guest, tokenOf } from '../support/invitations.js';

let house: TestApp;
let browser: Browser;
const shots = process.env['SHOTS'];
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** No axe finding, nothing wider than the screen: by day on a desk, by night on a phone. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const [colorScheme, viewport] of [
    ['light', WIDE],
    ['dark', PHONE],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
    const shot = `${name}-${colorScheme}`;
    const violations = await violationsOf(page);
    expect(violations.map(({ id, nodes }) => `${shot}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([shot, over <= 0]).toEqual([shot, true]);
    if (shots) await page.screenshot({ path: `${shots}/${shot}.png`, fullPage: true });
  }
  await page.setViewportSize(WIDE);
}

it('a guest answers on a phone, and Protocol sees it', async () => {
  const { activityId, invitationId, ids } = await aDinner(house, [
    guest(),
    guest({
      name: 'هالة بنت سالم المرجاني',
      post: 'President',
      organisation: 'Consultative Council of Qamara',
      email: 'h.marjani@council.example',
      language: 'ar',
    }),
    guest({
      name: 'Aurel Fenwick-Østergaard',
      post: 'Deputy, Arvena East',
      organisation: '',
      email: 'a.fenwick@deputies.example',
      language: 'fr',
    }),
    guest({
      name: 'Мирослава Верещака-Задорожная',
      post: 'Посол Верховии',
      organisation: '',
      email: 'm.vereshchaka@embassy.example',
      language: 'ru',
    }),
  ]);
  await house.drain();
  await house.within(() =>
    house
      .get(AnswersService)
      .recordAnswer(ids[2]!, { answer: 'declined', channel: 'phone', onBehalf: 'Ms Oda Hellqvist' }),
  );

  const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${house.url}/r/${await tokenOf(house, ids[0]!)}`);
  await page.getByRole('heading', { name: 'Official Dinner' }).waitFor();
  await looksRight(page, 'rsvp');
  await page.getByText('I shall attend').click();
  await page.getByLabel('How many come with you').fill('1');
  await page.getByLabel('Diet and access needs').fill('No nuts');
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.getByText('Thank you, your answer has been received.').waitFor();
  await looksRight(page, 'rsvp-sent');
  await page.goto(`${house.url}/r/${await tokenOf(house, ids[1]!)}`);
  await looksRight(page, 'rsvp-arabic');

  const { email } = await house.within(() => anAccount(house.app, { roles: ['protocol'], name: 'Ines Martens' }));
  await page.setViewportSize(WIDE);
  await page.goto(`${house.url}/house/activities/${activityId}/invitations`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('with 1 companion').waitFor();
  await looksRight(page, 'invitations');
  // By the key: right after scrolling, Chromium still hands what the pointer does to the frame of the letter that lay there.
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
  await page.getByText('No nuts').waitFor();
  await looksRight(page, 'invitations-needs');
  await page.goto(`${house.url}/house/activities/${activityId}/invitations`);
  await page.getByRole('link', { name: 'Record the answer of Мирослава' }).click();
  await page.getByLabel('On behalf, by').waitFor();
  await looksRight(page, 'invitations-record');
  await page.goto(`${house.url}/house/activities/${activityId}/invitations/${invitationId}/sources`);
  await looksRight(page, 'invitations-add');
  await page.goto(`${house.url}/house`);
  await page.getByText('Answers that came in').waitFor();
  await looksRight(page, 'today-answers');
  expect(complaints).toEqual([]);
}, 120_000);
