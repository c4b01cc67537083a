import { describe, expect, it } from 'vitest';
import { nightsOf } from './mission-stay.rules.js';

const clock = (text: string) => Temporal.PlainDateTime.from(text);
const ride = (from_country: string, departs: string, to_country: string, arrives: string) => ({
  from_country,
  to_country,
  departs_at_local: clock(departs),
  arrives_at_local: clock(arrives),
});
const journey = {
  starts_on: Temporal.PlainDate.from('2027-03-08'),
  ends_on: Temporal.PlainDate.from('2027-03-11'),
  countries: ['NO', 'FR'],
};

describe('where each day of a journey is spent', () => {
  it('follows the rides, and counts the day of return where one departs', () => {
    const rides = [
      ride('BY', '2027-03-08T09:00', 'NO', '2027-03-08T11:00'),
      ride('NO', '2027-03-10T15:00', 'FR', '2027-03-10T17:30'),
      ride('FR', '2027-03-11T12:00', 'BY', '2027-03-11T17:00'),
    ];
    expect(nightsOf(rides, journey).map(({ country }) => country)).toEqual(['NO', 'NO', 'FR', 'FR']);
  });

  it('is the first country throughout while no ride is known', () => {
    expect(nightsOf([], journey).map(({ country }) => country)).toEqual(['NO', 'NO', 'NO', 'NO']);
  });
});
