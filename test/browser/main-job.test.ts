import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { aPartner, aPerson } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { aTuesdayAhead, downloaded, entryOf, fillSections, here, Journey, press, wordsOf } from '../support/journey.js';
import { approve, arrive, DINNER, plan, propose, seat, TITLE } from '../support/journey-planning.js';
import { readPdf, squeezed } from '../support/pdf-text.js';

const GUEST = 'r.almqvist@embassy.example';
const day = aTuesdayAhead();
const compact = day.toString().replaceAll('-', '');

let house: TestApp;
let browser: Browser;
let journey: Journey;
let holt: string;

beforeAll(async () => {
  house = await startApp();
  browser = await launchBrowser();
  journey = new Journey(house, browser);
  await aPartner(house);
  holt = await aPerson(house, { familyName: 'Holt', givenName: 'Casimir', honorific: 'Mr' });
});
afterAll(async () => {
  await journey?.close();
  await browser?.close();
  await house?.close();
});

it('goes from the proposal of a visit to its closed report', async () => {
  const desk = await journey.member({ roles: ['desk-officer'], name: 'Ines Martens' });
  const approver = await journey.member({ roles: ['approver'], name: 'Tomas Verhale' });
  await journey.look(desk, '01-today');
  const activity = await propose(journey, desk, day);
  const head = await journey.member({ roles: ['head-intl'], name: 'Ilze Orlova' });
  await approve(journey, head, 'Clear for the department');
  await approve(journey, approver, 'Approve in principle');
  await seat(journey, desk, activity);
  await arrive(journey, desk, activity, `${day}T09:15`);
  await plan(journey, desk, activity);
  await invite(desk, activity);
  await subscribeAndMove(desk, activity);
  await carryOut(desk, approver, activity);
  await report(desk, approver, activity);
  expect(journey.complaints).toEqual([]);
}, 180_000);

async function invite(desk: Page, activity: string): Promise<void> {
  await press(desk, /^Invitations/, desk.locator('main'));
  await journey.look(desk, '12-invitations-empty');
  await desk.getByLabel('Occasion').selectOption({ index: 3 });
  await desk.locator('[name="subject[en]"]').fill('Dinner in honour of the Senate of Kestria');
  await desk.locator('[name="body[en]"]').fill('The Speaker would be honoured by your company.');
  await press(desk, 'Draft it');
  await journey.look(desk, '13-invitations-guests');
  const form = desk.locator('form', { has: desk.getByLabel('E-mail') });
  await form.getByLabel('Name', { exact: true }).fill('Ms Rasa Almqvist');
  await form.getByLabel('E-mail').fill(GUEST);
  await press(desk, 'Add guests', form);
  await press(desk, 'Send to 1 guest');
  await house.drain();
  const [letter] = await journey.mailsTo(GUEST);
  expect(letter).toMatchObject({ purpose: 'invitation', calendar_method: 'REQUEST' });
  expect(letter!.calendar).toMatch(/METHOD:REQUEST/);
  expect(entryOf(letter!.calendar!, DINNER)).toMatchObject({ sequence: 0, start: `${compact}T193000` });

  const guest = await journey.stranger({ viewport: { width: 390, height: 844 } });
  await guest.goto(here(house, /https?:\S+\/r\/er_\S+/.exec(letter!.body_text)![0]));
  await guest.getByRole('heading', { name: 'Dinner in honour of the Senate of Kestria' }).waitFor();
  await journey.look(guest, '14-guest');
  await guest.getByText('I shall attend').click();
  await guest.getByLabel('How many come with you').fill('1');
  await guest.getByRole('button', { name: 'Send my answer' }).click();
  await guest.getByText('You will attend with one companion').waitFor();
  await journey.look(guest, '15-guest-answered');

  await desk.goto(`${house.url}${activity}/invitations`);
  await desk.locator('.counters a', { hasText: 'accept' }).getByText('1').waitFor();
  await journey.look(desk, '16-invitations');
}

/** A delegate's own calendar follows the second edition, and so does the guest's. */
async function subscribeAndMove(desk: Page, activity: string): Promise<void> {
  const delegate = await journey.member(
    { roles: ['member'], name: 'Casimir Holt', personId: holt },
    { viewport: { width: 390, height: 844 } },
  );
  await delegate.getByLabel(/Account of/).click();
  await press(delegate, 'My calendar');
  await journey.look(delegate, '17-my-calendar');
  await delegate.getByLabel('Name', { exact: false }).first().fill('My visits');
  await press(delegate, 'Make the link');
  await journey.look(delegate, '18-subscribe');
  const feed = here(house, (await delegate.locator('.feed-url').innerText()).trim());
  const before = entryOf(await (await fetch(feed)).text(), DINNER);
  expect(before.start).toBe(`${compact}T193000`);

  await desk.goto(`${house.url}${activity}/programme`);
  await press(desk, new RegExp(DINNER), desk.locator('.prog-mid'));
  const inspector = desk.locator('#inspector');
  await inspector.getByLabel('From', { exact: true }).fill('20:00');
  await inspector.getByLabel('To', { exact: true }).fill('22:30');
  await press(desk, 'Save', inspector);
  await press(desk, 'show the differences');
  await journey.look(desk, '19-differences');
  await press(desk, 'Back to the programme');
  expect(entryOf(await (await fetch(feed)).text(), DINNER).start).toBe(before.start);
  await press(desk, 'Release edition 2');
  await house.drain();

  const after = entryOf(await (await fetch(feed)).text(), DINNER);
  expect(after).toMatchObject({ uid: before.uid, start: `${compact}T200000`, sequence: before.sequence + 1 });
  const [first, update, ...more] = await journey.mailsTo(GUEST);
  expect(more).toEqual([]);
  expect(update).toMatchObject({ purpose: 'update', calendar_method: 'REQUEST' });
  const [asked, moved] = [entryOf(first!.calendar!, DINNER), entryOf(update!.calendar!, DINNER)];
  expect(moved.uid).toBe(asked.uid);
  expect(moved.sequence).toBeGreaterThan(asked.sequence);
  expect(moved.start).toBe(`${compact}T200000`);
}

async function carryOut(desk: Page, approver: Page, activity: string): Promise<void> {
  await approve(journey, approver, 'Approve the programme');
  // Its first day is far off: it begins with a reason, and on its own page alone.
  await desk.goto(`${house.url}${activity}/steps?to=in-progress`);
  const begin = desk.getByRole('form', { name: 'Begin the visit' });
  await begin.getByLabel('Reason').fill('Played from its beginning to its end today');
  await press(desk, 'Begin the visit', begin);
  for (const [title, how] of [
    ['Talks of the delegations', 'held as planned'],
    ['Call on the Prime Minister', 'held with changes'],
    [DINNER, 'held as planned'],
  ] as const) {
    await desk.goto(`${house.url}${activity}/programme`);
    await press(desk, new RegExp(title), desk.locator('.prog-mid'));
    const inspector = desk.locator('#inspector');
    await inspector.getByLabel(how, { exact: true }).check();
    if (how === 'held with changes')
      await inspector.getByLabel('Note for the report').fill('Ten minutes with the press were added.');
    await press(desk, 'Note it', inspector);
  }
  await journey.look(desk, '20-carried-out');
  await press(desk, 'Complete the visit');
}

async function report(desk: Page, approver: Page, activity: string): Promise<void> {
  await press(desk, /^Report/, desk.locator('main'));
  await journey.look(desk, '21-report-none');
  await press(desk, 'Open the report');
  const sheet = desk.locator('.sheet');
  await sheet.getByText('To renew the agreement on cooperation').first().waitFor();
  await sheet.getByText('Talks of the delegations').first().waitFor();
  await fillSections(desk, 'Both sides confirmed their intention.');
  await journey.look(desk, '22-report');
  await press(desk, 'Hand in for checking');
  await approver.goto(`${house.url}/house`);
  await journey.look(approver, '23-today-report');
  await press(approver, new RegExp(TITLE));
  await approver.goto(`${house.url}${activity}/report`);
  await press(approver, /^Approve/);
  await journey.look(approver, '24-report-approved');

  const pdf = await downloaded(desk, /PDF/);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const printed = squeezed((await readPdf(new Uint8Array(pdf))).pages.join(' '));
  expect(printed).toContain(squeezed('Talks of the delegations'));
  expect(printed).toContain(squeezed('Adela Marenko'));
  const word = await downloaded(desk, /Word/);
  expect(word.subarray(0, 2).toString()).toBe('PK');
  expect(squeezed(wordsOf(word))).toContain(squeezed('Both sides confirmed their intention.'));

  await desk.goto(`${house.url}${activity}/steps`);
  await press(desk, 'Record the report');
  await press(desk, 'Close the visit');
  await desk.getByText('Closed').first().waitFor();
  await journey.look(desk, '25-closed');
  await press(desk, /^History/, desk.locator('main'));
  await journey.look(desk, '26-history');
}
