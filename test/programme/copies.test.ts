import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgrammeQueries } from '../../src/programme/programme.queries.js';
import { startApp, type TestApp } from '../support/app.js';
import { anItem, aPerson, aVenue, aVisit, conflictLevels, DAY } from '../support/programme.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const lines = (visit: string) => house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
const starts = async (visit: string) =>
  (await lines(visit)).map(({ starts_at_local }) => starts_at_local.toString({ smallestUnit: 'minute' }));

describe('copying', () => {
  it('puts a day on another date with all that is in it, and takes it back', async () => {
    const officer = await house.signInAs('desk-officer');
    const visit = await aVisit(house);
    const personId = await aPerson(house, 'Marenko');
    const venueId = await aVenue(house, 'Blue Room');
    await anItem(house, visit, { venueId, participants: [{ personId, side: 'guest' }] });
    await anItem(house, visit, { at: '2027-03-08T09:00' });
    const path = `/house/activities/${visit}/programme/copies`;
    const member = await house.signInAs('member');
    await member.post(path).type('form').send({ from: DAY, to: '2027-03-10' }).expect(404);
    await officer.post(path).type('form').send({ from: DAY, to: '2027-03-10' }).expect(303);
    expect(await starts(visit)).toEqual(['2027-03-08T09:00', '2027-03-09T10:00', '2027-03-10T10:00']);
    const copy = (await lines(visit))[2]!;
    expect([copy.venue_id, copy.participants[0]!.person_id]).toEqual([venueId, personId]);
    const page = await officer.get(`/house/activities/${visit}/programme`);
    const undo = /action="([^"]+\/copies\/back\?key=[0-9a-f-]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    await officer.post(undo).expect(303);
    expect(await starts(visit)).toEqual(['2027-03-08T09:00', '2027-03-09T10:00']);
  });

  it('copies all or nothing where the institution refuses what it would meet', async () => {
    await conflictLevels(house, { venue: 'refuse' });
    const officer = await house.signInAs('desk-officer');
    const visit = await aVisit(house);
    const venueId = await aVenue(house, 'Green Room');
    await anItem(house, visit, { at: '2027-03-08T09:00' });
    await anItem(house, visit, { at: '2027-03-08T11:00', venueId });
    await anItem(house, visit, { at: '2027-03-10T11:30', venueId });
    const path = `/house/activities/${visit}/programme/copies`;
    await officer.post(path).type('form').send({ from: '2027-03-08', to: '2027-03-10' }).expect(303);
    expect(await lines(visit)).toHaveLength(3);
    expect((await officer.get(`/house/activities/${visit}/programme`)).text).toContain('Not saved.');
    await conflictLevels(house, {});
  });

  it('stretches a line, and gives its end back', async () => {
    const officer = await house.signInAs('desk-officer');
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit);
    const move = `/house/activities/${visit}/programme/items/${item.id}/moves`;
    await officer
      .post(move)
      .type('form')
      .send({ start: `${DAY}T10:00`, end: `${DAY}T11:45` })
      .expect(303);
    expect((await lines(visit))[0]!.ends_at_local.toString()).toBe(`${DAY}T11:45:00`);
    const page = await officer.get(`/house/activities/${visit}/programme?line=${item.id}`);
    const undo = /action="([^"]+\/moves\?start=[^"]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    await officer.post(undo).expect(303);
    expect((await lines(visit))[0]!.ends_at_local.toString()).toBe(`${DAY}T11:00:00`);
  });
});
