import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInterpreter, anItem, aPerson, aVenue, aVisit, DAY } from '../support/programme.js';

let house: TestApp;
let desk: Agent;

beforeAll(async () => {
  house = await startApp();
  desk = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const pathOf = (activityId: string) => `/house/activities/${activityId}/programme`;

const typed = (changes: Record<string, unknown> = {}) => ({
  day: DAY,
  from: '14:45',
  to: '15:45',
  'title[en]': 'Committee on Foreign Affairs',
  type: 'meeting',
  startZone: 'Europe/Luxembourg',
  endZone: 'Europe/Luxembourg',
  'audiences[]': ['guest', 'working'],
  ...changes,
});

describe('the programme page', () => {
  it('places a line through the form and says with whom it clashes, and until when', async () => {
    const [first, second] = [await aVisit(house), await aVisit(house)];
    const interpreterId = await anInterpreter(house, 'Orsell');
    const free = await anInterpreter(house, 'Rakitin', 'Ilya');
    const venueId = await aVenue(house, 'Government House');
    await anItem(house, first, { title: { en: 'Qamaran delegation' }, at: '13:30', minutes: 120, venueId, interpreters: [{ interpreterId, pair: 'fr-en' }] });
    const placed = await desk
      .post(`${pathOf(second)}/items`)
      .type('form')
      .send(typed({ 'interpreters[0][interpreterId]': interpreterId, 'interpreters[0][pair]': 'fr-en', 'interpreters[0][mode]': '' }));
    expect(placed.status).toBe(303);
    const page = await desk.get(placed.headers['location']!);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Orsell, Nadia is at “Qamaran delegation” from 13:30 until 15:30, Government House.');
    expect(page.text).toContain('1 conflict');
    expect(page.text).toContain('Begin at 15:30, end at 16:30');
    const item = /line=([0-9a-f-]{36})/.exec(placed.headers['location']!)![1]!;
    const swapped = await desk.post(`${pathOf(second)}/items/${item}/interpreters`).type('form').send({ from: interpreterId, to: free });
    expect(swapped.status).toBe(303);
    expect((await desk.get(swapped.headers['location']!)).text).not.toContain('Qamaran');
  });
});
