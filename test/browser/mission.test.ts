import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { aHeldVisit } from '../reports/reports.js';
import { aPartner, aPerson } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { fillSections, Journey, press, settled } from '../support/journey.js';
import { anItem, aVisit } from '../support/programme.js';

const TITLE = 'Mission of the working group to Kestria';
const startsOn = Temporal.Now.plainDateISO('UTC').add({ days: 30 });

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
let house: TestApp;
let browser: Browser;
let journey: Journey;

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
  journey = new Journey(house, browser);
  await aPartner(house);
  await aPerson(house, { familyName: 'Holt', givenName: 'Casimir', honorific: 'Mr' });
});
afterAll(async () => {
  await journey?.close();
  await browser?.close();
  await house?.close();
});

const stands = (page: Page, state: string) => page.locator('.stepper .now', { hasText: state }).waitFor();

it('goes from the draft of a mission to its close', async () => {
  const desk = await journey.member({ roles: ['desk-officer'], name: 'Ines Martens' });
  const head = await journey.member({ roles: ['head-intl'], name: 'Ilze Orlova' });
  const finance = await journey.member({ roles: ['finance'], name: 'Piet Kooper' });
  const approver = await journey.member({ roles: ['approver'], name: 'Tomas Verhale' });
  const path = await draft(desk);
  const at = (page: Page, part: string) => page.goto(`${house.url}${path}/${part}`);

  await press(desk, 'Submit', desk.locator('.act-do'));
  await stands(desk, 'Submitted');
  await at(head, 'mission');
  await press(head, 'Clear for the department');
  await at(desk, 'costs');
  await press(desk, /Submit|Hand in/, desk.locator('main .screen'));
  await at(finance, 'costs');
  await press(finance, /^Clear/);
  await at(approver, 'mission');
  await press(approver, 'Approve and issue the order');
  await stands(approver, 'Approved');
  await at(desk, 'mission');
  await desk.getByText(/No 1\/20\d\d/).waitFor();

  for (const [step, state] of [
    ['Begin the preparation', 'Preparing'],
    ['Begin the journey', 'Under way'],
    ['Complete the mission', 'Report due'],
  ] as const) {
    if (step === 'Begin the journey') {
      // Its first day is far off: it begins with a reason.
      await at(desk, 'steps?to=underway');
      const begin = desk.getByRole('form', { name: step });
      await begin.getByLabel('Reason').fill('Played from its beginning to its end today');
      await press(desk, step, begin);
    } else await press(desk, step, desk.locator('.act-do'));
    await stands(desk, state);
  }
  await report(desk, approver, path);
  await at(finance, 'steps');
  await press(finance, 'Record the settlement', finance.locator('.act-do'));
  await stands(finance, 'Expenses settled');
  await at(desk, 'steps');
  await press(desk, 'Close the mission', desk.locator('.act-do'));
  await stands(desk, 'Closed');
  await journey.look(desk, 'mission-closed');
  expect(journey.complaints).toEqual([]);
}, 90_000);

/** @returns the path of the activity's pages */
async function draft(desk: Page): Promise<string> {
  await desk.goto(`${house.url}/house/missions/new`);
  await desk.locator('[name="title[en]"], [name="title.en"]').fill(TITLE);
  await desk.getByLabel('Partner', { exact: true }).selectOption({ label: 'Senate of Kestria (Norway)' });
  await desk.getByLabel('First day').fill(startsOn.toString());
  await desk.getByLabel('Last day').fill(startsOn.add({ days: 2 }).toString());
  await desk.getByLabel('City').fill('Arvena');
  await desk.getByLabel('Time zone of the place').fill('Europe/Oslo');
  await desk.locator('[name="countries[0]"]').selectOption('NO');
  await desk.getByLabel('Purpose').fill('To agree the plan of the groups');
  await journey.look(desk, 'mission-form');
  await press(desk, 'Save the draft');
  await stands(desk, 'Draft');
  const path = new URL(desk.url()).pathname.replace(/\/mission$/, '');
  await desk.locator('[name="tasks[0][content]"]').fill('Agree the plan');
  await press(desk, 'Save the tasks');
  await desk.goto(`${house.url}${path}/people/new?side=host&q=Holt`);
  await press(desk, 'Add Mr Casimir Holt');
  await press(desk, 'To the list');
  await press(desk, 'Mr Casimir Holt', desk.locator('table.facing'));
  await desk.getByLabel('Role').selectOption({ label: 'head of delegation' });
  await press(desk, 'Save', desk.locator('main form'));
  return path;
}

async function report(desk: Page, approver: Page, path: string): Promise<void> {
  await house.drain();
  await desk.goto(`${house.url}${path}/report`);
  await fillSections(desk, 'Both sides confirmed their intention.');
  await press(desk, 'Hand in for checking');
  await approver.goto(`${house.url}${path}/report`);
  await press(approver, /^Approve/);
  // The approval itself takes the mission on.
  await house.drain();
  await approver.goto(`${house.url}${path}/steps`);
  await stands(approver, 'Reported');
}

it('takes a report from what was filled in to the public page', async () => {
  const { activityId } = await aHeldVisit(house);
  const url = `${house.url}/house/activities/${activityId}/report`;
  const desk = await journey.member({ roles: ['desk-officer'], name: 'Ines Martens' });
  const second = await journey.member({ roles: ['protocol'], name: 'Vera Kostova' });
  const approver = await journey.member({ roles: ['approver'], name: 'Tomas Verhale' });
  const registry = await journey.member({ roles: ['registry'], name: 'Ilze Orlova' });
  const section = (page: Page, name: string) => page.locator(`section#${name}`);
  const editor = (page: Page, name: string) => section(page, name).locator('[contenteditable="true"]');
  const saved = (page: Page, name: string) =>
    section(page, name).locator('[role="status"]', { hasText: 'Saved.' }).waitFor();

  await desk.goto(url);
  await press(desk, 'Open the report');
  // Filled in from what took place; two write in two sections at once.
  await section(desk, 'programme').getByText('Tour of the lighthouse', { exact: true }).waitFor();
  await second.goto(url);
  await Promise.all([
    editor(desk, 'results').fill('The quotas were agreed.'),
    editor(second, 'assessment').fill('A judgement for us alone.'),
  ]);
  await Promise.all([saved(desk, 'results'), saved(second, 'assessment')]);
  await paste(editor(desk, 'results'));
  const tool = (name: string) => section(desk, 'results').getByRole('button', { name, exact: true });
  await tool('Footnote').click();
  await desk.getByLabel('Text of the footnote').fill('Confirmed orally.');
  await tool('Insert').click();
  await tool('Picture').click();
  await desk.getByLabel('File (PNG or JPEG)').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PICTURE });
  await desk.getByLabel('What it shows').fill('Both heads sign');
  await tool('Insert').click();
  await editor(desk, 'results').getByAltText('Both heads sign').waitFor();
  await journey.look(desk, 'report-editor');
  await press(desk, 'Hand in for checking');

  await approver.goto(url);
  await approver.getByText('A judgement for us alone.').waitFor();
  await approver.getByLabel('What is to be changed').fill('Say by whom.');
  await press(approver, 'Return', approver.locator('.report-side'));
  await desk.goto(url);
  await desk.getByText('Returned: Say by whom.').waitFor();
  await editor(desk, 'results').locator('p').first().fill('The quotas were agreed by the chairs.');
  // At once: what was typed is saved before it is handed in.
  await press(desk, 'Hand in for checking');
  await approver.goto(url);
  await approver.locator('.report-changes ins', { hasText: 'by the chairs' }).waitFor();
  await press(approver, 'Approve', approver.locator('.act-do'));

  await registry.goto(url);
  await press(registry, 'File', registry.locator('.act-do'));
  await press(registry, 'Check before publishing');
  await registry.getByLabel('I have read what will be public.').check();
  await press(registry, 'Publish', registry.locator('main form'));
  const path = await registry.getByRole('link', { name: 'Read the published report' }).getAttribute('href');
  const stranger = await journey.stranger();
  await stranger.goto(house.url + path!);
  await stranger.getByText('The quotas were agreed by the chairs.').waitFor();
  await stranger.getByText('Confirmed orally.').waitFor();
  // A picture is fetched when it comes into sight.
  const picture = stranger.getByAltText('Both heads sign');
  await picture.scrollIntoViewIfNeeded();
  await stranger.waitForFunction(
    (image) => (image as HTMLImageElement).naturalWidth === 1,
    await picture.elementHandle(),
  );
  expect(await stranger.content()).not.toMatch(/A judgement for us alone|window\.hacked/);
  await journey.look(stranger, 'report-public');
  expect(journey.complaints).toEqual([]);
}, 60_000);

/** What a hostile page may have put on the clipboard. */
async function paste(into: Locator): Promise<void> {
  const html = `<p>pasted <a href="javascript:window.hacked=1">bad</a><img src="x" onerror="window.hacked=1"><script>window.hacked=1</script></p><table><tr><td colspan="9999">wide</td></tr><tr><td>a</td><td>b</td></tr></table>`;
  const left = await into.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/html', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return { html: element.innerHTML, hacked: 'hacked' in window };
  }, html);
  expect(left.hacked).toBe(false);
  expect(left.html).toContain('pasted');
  expect(left.html).not.toMatch(/javascript:|onerror|<script|src="x"/);
}

it('lets two edit one line at once, and loses nothing of either', async () => {
  const visit = await aVisit(house);
  const { item } = await anItem(house, visit, { title: { en: 'Talks of the delegations' } });
  const url = `${house.url}/house/activities/${visit}/programme?line=${item.id}`;
  const one = await journey.member({ roles: ['protocol'], name: 'Vera Kostova' });
  const other = await journey.member({ roles: ['desk-officer'], name: 'Ines Martens' });
  for (const page of [one, other]) await page.goto(url);
  const line = (page: Page) => page.locator('.inspect form').filter({ has: page.locator('[name="dress"]') });
  const unfolded = (page: Page) =>
    page.evaluate(() =>
      document.querySelectorAll<HTMLDetailsElement>('.inspect details').forEach((d) => (d.open = true)),
    );
  for (const page of [one, other]) await unfolded(page);
  await line(one).locator('[name="dress"]').fill('Dark suit');
  await line(other).locator('[name="menu"]').fill('Fish');
  await press(one, /^Save/, line(one));
  await line(other).getByRole('button', { name: /^Save/ }).first().click();
  await settled(other);
  await line(other).locator('[name="dress"][value="Dark suit"]').waitFor({ state: 'attached' });
  // His own words stay, the other's are there beside them, and saving again keeps both.
  expect(await line(other).locator('[name="menu"]').inputValue()).toBe('Fish');
  await press(other, /^Save/, line(other));
  await one.goto(url);
  expect(await line(one).locator('[name="menu"]').inputValue()).toBe('Fish');
  expect(await line(one).locator('[name="dress"]').inputValue()).toBe('Dark suit');
  expect(journey.complaints).toEqual([]);
}, 60_000);
