import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgrammeQueries } from '../../src/programme/programme.queries.js';
import { RequestedMeetingsService } from '../../src/programme/requested-meetings.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { anInterpreter, anItem, aPerson, aRide, aVenue, aVisit, DAY } from '../support/programme.js';

let house: TestApp;
let officer: Agent;

beforeAll(async () => {
  house = await startApp();
  officer = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const NEXT = Temporal.PlainDate.from(DAY).add({ days: 1 });
const timeZone = 'Europe/Luxembourg';

describe('finding a time', () => {
  it('goes round what its people, rooms and interpreters already do, and says why', async () => {
    const visit = await aVisit(house);
    const [one, two] = [await aPerson(house, 'Marenko'), await aPerson(house, 'Abel')];
    const venueId = await aVenue(house, 'Blue Room', 10);
    const interpreterId = await anInterpreter(house, 'Orsell');
    await anItem(house, visit, { at: '09:00', minutes: 120, participants: [{ personId: one, side: 'guest' }] });
    await anItem(house, visit, { at: '11:00', minutes: 60, venueId });
    await anItem(house, visit, { at: '14:00', minutes: 60, interpreters: [{ interpreterId, pair: 'fr-en' }] });
    const ask = (changes: object) =>
      officer
        .post('/api/v1/house/free-times')
        .send({
          people: [one, two],
          minutes: 60,
          from: DAY,
          until: DAY,
          timeZone,
          places: 5,
          pairs: ['en-fr'],
          ...changes,
        })
        .expect(201);
    const { items } = (await ask({})).body as { items: { start: string; room: { name: string }; reasons: string[] }[] };
    expect(items[0]).toMatchObject({ start: `${DAY}T15:00:00+01:00`, room: { name: 'Blue Room' } });
    expect(items[0]!.reasons).toContain('all 2 are free');
    const starts = items.map(({ start }) => start.slice(11, 16));
    expect(starts.every((start) => start >= '12:00' && (start <= '13:00' || start >= '15:00'))).toBe(true);
    // One who is only wished for may be missing.
    const morning = (await ask({ people: [two], wished: [one], places: null, pairs: [], half: 'am', closes: '11:00' }))
      .body;
    expect(morning.items[0].reasons).toContain('without Ada Marenko');
    const page = await officer.get(
      `/house/activities/${visit}/programme/times?minutes=60&from=${DAY}&until=${DAY}&people[]=${one}`,
    );
    expect(page.text).toContain('11:15–12:15');
    expect(page.text).toMatch(/beside: [^<]* 11:00–12:00/);
    // The line that becomes of it is not asked for again what was asked here.
    const line = new RegExp(`href="([^"]*at=11%3A15&amp;to=12%3A15[^"]*people=${one}[^"]*)"`).exec(page.text)![1]!;
    expect((await officer.get(line.replaceAll('&amp;', '&'))).text).toMatch(/name="to"[^>]*value="12:15"/);
    const member = await house.signInAs('member');
    await member.get(`/house/activities/${visit}/programme/times?minutes=60`).expect(404);
    await member
      .post('/api/v1/house/free-times')
      .send({ people: [one], from: DAY, until: DAY })
      .expect(404);
  });
});

describe('composing', () => {
  it('proposes, says what cannot be met and why, and stands once it is accepted', async () => {
    const visit = await aVisit(house, { startsOn: NEXT, endsOn: NEXT });
    const personId = await aPerson(house, 'Quist');
    await anItem(house, visit, { at: `${NEXT}T09:00`, minutes: 60, participants: [{ personId, side: 'guest' }] });
    await aRide(house, visit, personId, 'departure', `${NEXT}T12:00`);
    const ask = (title: string, minutes: number) =>
      house.within(() =>
        house.get(RequestedMeetingsService).ask(visit, {
          title,
          minutes,
          askedBy: '',
          askedOn: null,
          note: null,
          people: [personId],
          must: minutes < 90,
        }),
      );
    await ask('Chamber of Commerce', 60);
    await ask('Committee on Energy', 60);
    await ask('University', 120);
    const api = `/api/v1/house/activities/${visit}/programme/proposals`;
    const frame = { opens: '09:00', closes: '12:30', between: 0, lunch: 0, rest: 0 };
    await officer.post(api).send(frame).expect(201);
    expect((await officer.get(`/house/activities/${visit}/programme/compose`)).text).toContain('is being composed');
    await house.drain();
    const { body } = await officer.get(`${api}/latest`).expect(200);
    expect(body).toMatchObject({ state: 'explained', outcome: { isOptimal: true } });
    // Between what stands and the flight.
    expect(body.outcome.lines.map(({ start }: { start: string }) => start.slice(11)).toSorted()).toEqual([
      '10:00',
      '11:00',
    ]);
    expect(body.outcome.unmet).toMatchObject([
      { title: 'University', why: { kind: 'together', names: ['Ada Quist'] } },
    ]);
    const page = await officer.get(`/house/activities/${visit}/programme/compose`);
    expect(page.text).toContain('Ada Quist would have to be in all of them');
    const accept = `/house/activities/${visit}/programme/compose/${body.id}/acceptance`;
    const member = await house.signInAs('member');
    await member.post(accept).type('form').send({}).expect(404);
    await officer.post(accept).type('form').send({ 'lines[]': '0' }).expect(303);
    await officer.post(accept).type('form').send({}).expect(303);
    expect((await officer.get(`/house/activities/${visit}/programme/compose`)).text).toContain(
      'Tick at least one line.',
    );
    await officer.post(accept).type('form').send({ all: 'on' }).expect(303);
    const lines = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
    expect(lines).toHaveLength(3);
    expect(lines.every(({ participants }) => participants[0]?.person_id === personId)).toBe(true);
  });
});
