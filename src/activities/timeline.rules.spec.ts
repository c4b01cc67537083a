import { describe, expect, it } from 'vitest';
import { minutesOn, wallClock } from './timeline.rules.js';

const ZONE = 'Europe/Luxembourg';
const moment = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(ZONE).toInstant();
const placed = (day: string, from: string, until: string) =>
  [from, until].map((wall) => minutesOn(day, wallClock(moment(wall), ZONE)));

describe('where a slot stands in its day', () => {
  it.each([
    ['an ordinary day', '2027-03-27'],
    ['the day of twenty-three hours', '2027-03-28'],
    ['the day of twenty-five hours', '2027-10-31'],
  ])('is where the clock shows it on %s', (_, day) => {
    expect(placed(day, `${day}T10:00`, `${day}T11:30`)).toEqual([600, 690]);
  });

  it('ends with the day and begins with the next one across midnight, also where the clocks change in between', () => {
    const [from, until] = ['2027-03-27T22:00', '2027-03-28T09:15'];
    expect(placed('2027-03-27', from, until)).toEqual([1320, 1440]);
    expect(placed('2027-03-28', from, until)).toEqual([0, 555]);
    expect(placed('2027-03-29', from, until)).toEqual([0, 0]);
  });

  it('tells the two hours that bear the same name in autumn by one place', () => {
    const first = Temporal.Instant.from('2027-10-31T00:30:00Z');
    const second = Temporal.Instant.from('2027-10-31T01:30:00Z');
    expect([first, second].map((one) => wallClock(one, ZONE).minute)).toEqual([150, 150]);
  });
});
