import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import type { Condition } from '../../src/bodies/composition/composition.rules.js';
import { CompositionRules } from '../../src/bodies/composition/rules.service.js';
import { SeatsService } from '../../src/bodies/seats/seats.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { PeopleService } from '../../src/directory/people.service.js';
import { ConvocationsService } from '../../src/institution/convocations.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { Journey, press } from '../support/journey.js';

let house: TestApp;
let browser: Browser;
let journey: Journey;
let convocationId: string;
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  house = await startApp();
  convocationId = await house.within(() =>
    house.get(ConvocationsService).addConvocation({ number: 5, startsOn: day('2024-01-01') }),
  );
  await aDelegation('Delegation to the Assembly of Lakes', ['Nora Reuter', 'Karl Brandt']);
  browser = await launchBrowser();
  journey = new Journey(house, browser);
}, 120_000);
afterAll(async () => {
  await journey?.close();
  await browser?.close();
  await house?.close();
});

/** A delegation of the term with its members, whom only it knows so far. */
const aDelegation = (name: string, members: string[]) =>
  house.within(async () => {
    const partnerId = await house
      .get(OrganisationsService)
      .create({ classification: 'ipo', name: { en: name.replace('Delegation to the ', '') }, country: null });
    const bodyId = await house
      .get(BodiesService)
      .create({ kind: 'permanent-delegation', name: { en: name }, partnerId, convocationId, on: day('2025-01-10') });
    for (const one of members) {
      const [givenName, familyName] = one.split(' ') as [string, string];
      const personId = await house.get(PeopleService).create({ givenName, familyName, gender: 'male' });
      await house.get(SeatsService).give({ bodyId, personId, startsOn: day('2025-02-01') });
    }
    return bodyId;
  });

const aRule = (name: string, level: 'block' | 'warn', condition: Condition) =>
  house.within(async () => {
    const rules = house.get(CompositionRules);
    const facts = { name: { en: name }, source: null, kind: 'permanent-delegation' as const, organisationId: null };
    await rules.switch(await rules.add({ ...facts, level, condition }), true);
  });

/** By day at a desk, and by night on a telephone: nothing may be wider than it. */
async function look(page: Page, name: string): Promise<void> {
  await journey.look(page, `bodies-${name}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await journey.look(page, `bodies-${name}-phone`, ['color-contrast', 'target-size', 'scrollable-region-focusable']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

it('a delegation is composed against a rule: who breaks it is named, and another takes the seat', async () => {
  await aRule('One delegation each', 'block', { type: 'bodies', max: 1 });
  await aRule('A woman at least', 'warn', { type: 'sex', sex: 'female', min: 1 });
  const id = await aDelegation('Delegation to the Assembly of Rivers', []);
  await house.within(() =>
    house.get(PeopleService).create({ givenName: 'Ada', familyName: 'Winter', gender: 'female' }),
  );
  const page = await journey.member({ roles: ['body-secretary'] });
  await page.goto(`${house.url}/house/bodies/${id}`);
  await press(page, 'Give a seat');
  await page.getByLabel('Person').selectOption({ label: 'Nora Reuter' });
  await page.getByLabel('From').fill('2026-02-01');
  await page.getByLabel('Appointed by').fill('Resolution 7');
  // The answer refuses the form: nothing is fetched after it.
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nora Reuter sits in 2 bodies of this kind; at most 1 are allowed.').first().waitFor();
  expect(await page.getByLabel('Appointed by').inputValue()).toBe('Resolution 7');
  await look(page, 'rule-broken');
  await page.getByLabel('Person').selectOption({ label: 'Ada Winter' });
  await press(page, 'Save');
  await page.getByText('The seat has been given.').waitFor();
  await page.getByRole('link', { name: 'Ada Winter', exact: true }).waitFor();
  await page.locator('#composition').getByText('One delegation each').waitFor();
  await look(page, 'composed');
  expect(journey.complaints.splice(0)).toEqual([]);
});

it('a convocation ends: prepared, looked at, taken back, prepared again, and confirmed by another', async () => {
  const head = await journey.member({ roles: ['head-intl'], name: 'Casimir Holt' });
  await head.goto(`${house.url}/house/bodies`);
  await press(head, 'End of a convocation');
  await press(head, 'Prepare the end of a convocation');
  await look(head, 'term-form');
  const prepare = async () => {
    await head.getByLabel('Last day of the term').fill('2026-06-30');
    await head.getByLabel('Delegation to the Assembly of Lakes').check();
    await press(head, 'Show what it will do');
    await head.getByText('closed, carried over').waitFor();
  };
  await prepare();
  await head.getByText('Karl Brandt, Nora Reuter').waitFor();
  await look(head, 'term-shown');
  await press(head, 'Take it back');
  await head.getByText('nothing has been changed').waitFor();
  await press(head, 'Prepare the end of a convocation');
  await prepare();

  const approver = await journey.member({ roles: ['approver'] });
  await approver.goto(head.url());
  await press(approver, 'Confirm the end of the term');
  await approver.getByText('The term has been ended.').waitFor();
  await look(approver, 'term-ended');
  await approver.goto(`${house.url}/house/bodies`);
  expect(await approver.getByRole('link', { name: 'Delegation to the Assembly of Lakes' }).count()).toBe(1);
  expect(journey.complaints).toEqual([]);
});
