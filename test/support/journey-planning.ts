import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { type Journey, press } from './journey.js';

export const TITLE = 'Official Visit of the Delegation of the Senate of Kestria';
export const DINNER = 'Official dinner';
const MARENKO = /Marenko/;
const EVERYBODY = [MARENKO, /Holt/];

/** The desk proposes a visit of two days. @returns the path of its pages */
export async function propose(journey: Journey, desk: Page, day: Temporal.PlainDate): Promise<string> {
  await press(desk, 'Receptions', desk.getByRole('navigation').first());
  await journey.look(desk, '02-receptions-empty');
  await press(desk, 'New reception');
  await desk.locator('[name="title[en]"], [name="title.en"]').fill(TITLE);
  await desk.getByLabel('Partner', { exact: true }).selectOption({ label: 'Senate of Kestria (Norway)' });
  await desk.getByLabel('First day').fill(day.toString());
  await desk.getByLabel('Last day').fill(day.add({ days: 1 }).toString());
  await desk.getByLabel('City').fill('Arvena');
  await desk.getByLabel('Purpose').fill('To renew the agreement on cooperation of the two parliaments.');
  await journey.look(desk, '03-proposal');
  await press(desk, 'Propose', desk.locator('main form'));
  await desk.getByText('It waits to be cleared').waitFor();
  await journey.look(desk, '04-proposed');
  return new URL(desk.url()).pathname.replace(/\/programme$/, '');
}

/** The approver finds what waits for him on his first page. */
export async function approve(journey: Journey, approver: Page, step: string): Promise<void> {
  await approver.goto(`${journey.house.url}/house`);
  await journey.look(approver, `05-today-${step.replaceAll(' ', '-').toLowerCase()}`);
  await press(approver, new RegExp(TITLE));
  await press(approver, step);
}

/** Invited, with both delegations on the list: one guest typed in, one of us found in the directory. */
export async function seat(journey: Journey, desk: Page, activity: string): Promise<void> {
  await desk.goto(`${journey.house.url}${activity}/programme`);
  await press(desk, 'Record the invitation');
  await desk.getByText('needs both delegations').first().waitFor();
  await journey.look(desk, '06-course');
  await press(desk, /^People/, desk.locator('main'));
  await journey.look(desk, '07-people-empty');
  await press(desk, 'Add a guest');
  await journey.look(desk, '08-people-new');
  await desk.getByLabel('Form of address').fill('H.E. Ms');
  await desk.getByLabel('Given name').fill('Adela');
  await desk.getByLabel('Family name').fill('Marenko');
  await desk.getByLabel('Role').selectOption({ label: 'head of delegation' });
  await desk.getByLabel('Post as printed').fill('President of the Senate');
  await press(desk, 'Add a guest', desk.locator('main form'));
  await desk.getByText('Added to the delegation').waitFor();
  await press(desk, 'Add one of us');
  await desk.getByLabel('Name, in any script').fill('holt');
  await press(desk, 'Add Mr Casimir Holt');
  await desk.getByText('Added to the delegation').waitFor();
  await journey.look(desk, '09-people');
  await press(desk, 'Confirm the visit');
  await press(desk, 'Open the programme draft');
}

/** The guest's flight is entered where rooms and badges are, and stands in the programme as its first fixed point. */
export async function arrive(journey: Journey, desk: Page, activity: string, at: string): Promise<void> {
  await desk.goto(`${journey.house.url}${activity}/logistics?new=arrival`);
  const form = desk.locator('form.entry-form');
  await form.getByLabel(/Marenko/).check();
  await form.getByLabel('Day and time').fill(at);
  await form.locator('[name="number"]').fill('KE 402');
  await press(desk, 'Save', form);
  await desk.getByText('No arrival is known yet').waitFor({ state: 'detached' });
  await journey.look(desk, '09-logistics');
}

interface LineTyped {
  from: string;
  to: string;
  title: string;
  people?: RegExp[];
}

async function place(
  journey: Journey,
  desk: Page,
  activity: string,
  { from, to, title, people = [] }: LineTyped,
): Promise<void> {
  await desk.goto(`${journey.house.url}${activity}/programme`);
  await press(desk, 'Add a line');
  const inspector = desk.locator('#inspector');
  await inspector.getByLabel('From', { exact: true }).fill(from);
  await inspector.getByLabel('To', { exact: true }).fill(to);
  await inspector.getByLabel('Title (English)').fill(title);
  await inspector.getByText('Choose who takes part').click();
  // A new line begins with both delegations.
  for (const name of EVERYBODY) await inspector.getByLabel(name).setChecked(people.includes(name));
  await press(desk, 'Add to the programme');
  await desk.locator('#inspector h2', { hasText: title }).waitFor();
}

/** Three lines, two of which want the same person: said in words, refused for release, moved apart, released. */
export async function plan(journey: Journey, desk: Page, activity: string): Promise<void> {
  await place(journey, desk, activity, {
    from: '10:00',
    to: '11:30',
    title: 'Talks of the delegations',
    people: EVERYBODY,
  });
  await place(journey, desk, activity, { from: '19:30', to: '22:00', title: DINNER, people: EVERYBODY });
  await place(journey, desk, activity, {
    from: '11:00',
    to: '12:00',
    title: 'Call on the Prime Minister',
    people: [MARENKO],
  });
  const inspector = desk.locator('#inspector');
  await inspector.getByText('Adela Marenko is at “Talks of the delegations” from 10:00 until 11:30').waitFor();
  await desk.getByText('2 lines in conflict').waitFor();
  const release = desk.getByRole('button', { name: 'Release edition 1' });
  expect(await release.getAttribute('aria-disabled')).toBe('true');
  await journey.look(desk, '10-conflict');
  await inspector.getByText('Begin at 11:30, end at 12:30').waitFor();
  await press(desk, 'Move', inspector.locator('.conflict'));
  await desk.locator('.line', { hasText: 'Call on the Prime Minister' }).getByText('11:30').first().waitFor();
  await desk.locator('.ride', { hasText: 'arrival KE 402' }).waitFor();
  await inspector.getByLabel('To', { exact: true }).fill('12:15');
  await press(desk, 'Save', inspector.locator('form').first());
  await desk.locator('.line', { hasText: '11:30–12:15' }).waitFor();
  await press(desk, 'Undo');
  await desk.locator('.line', { hasText: '11:30–12:30' }).waitFor();
  await press(desk, 'Release edition 1');
  await desk.getByText('Edition 1 is released').waitFor();
  await journey.look(desk, '11-released');
  await journey.house.drain();
}
