import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HouseSeedError, itemTimes, readHouseSeed } from './house-seed.js';

const shipped = readFileSync('seeds/house.json', 'utf8');

describe('readHouseSeed', () => {
  it('reads the shipped story', () => {
    const seed = readHouseSeed(shipped);
    const kinds = Object.groupBy(seed.bodies, ({ kind }) => kind);
    expect(kinds['permanent-delegation']).toHaveLength(8);
    expect(kinds['interparliamentary-commission']).toHaveLength(2);
    expect(kinds['working-group']).toHaveLength(12);
    expect(seed.convocation.facts).toMatchObject({ workingGroups: 56, permanentDelegations: 13 });
    expect(seed.accounts.every(({ email }) => email.endsWith('@house.example'))).toBe(true);
    expect(seed.people.every(({ email }) => email === undefined || email.endsWith('.example'))).toBe(true);
    expect(seed.people.length).toBeGreaterThanOrEqual(55);
  });

  it('has something to do today, something to prepare and something to report', () => {
    const receptions = readHouseSeed(shipped).activities.filter(({ kind }) => kind === 'reception');
    const inState = (state: string) => receptions.find((one) => one.state === state);
    const now = inState('IN_PROGRESS');
    expect(now && now.startsDay <= 0 && now.endsDay >= 0).toBe(true);
    expect(inState('PROGRAMME_DRAFT')?.startsDay).toBeGreaterThan(0);
    expect(inState('COMPLETED')?.endsDay).toBeLessThan(0);
  });

  it('names references that lead nowhere and lines outside of the days', () => {
    const seed = JSON.parse(shipped);
    seed.accounts[0].person = 'nobody';
    seed.bodies[0].seats[1].person = 'nobody';
    seed.activities[0].programme[0].day = 9;
    seed.activities[0].programme[1].venue = 'moon';
    const failed = (): unknown => readHouseSeed(JSON.stringify(seed));
    expect(failed).toThrow(HouseSeedError);
    expect(failed).toThrow('accounts[0].person: expected the key of a person, got unknown key "nobody"');
    expect(failed).toThrow('bodies[0].seats[1].person: expected the key of a person, got unknown key "nobody"');
    expect(failed).toThrow('activities[0].programme[0].day: expected a day of the activity (-1 to 1), got 9');
    expect(failed).toThrow('activities[0].programme[1].venue: expected the key of a venue, got unknown key "moon"');
  });

  it('places a line by the day it is loaded on, over midnight where it ends before it starts', () => {
    const today = Temporal.PlainDate.from('2027-02-27');
    const times = itemTimes({ day: 1, from: '23:00', to: '00:15' }, today);
    expect(times.startsAt.toString()).toBe('2027-02-28T23:00:00');
    expect(times.endsAt.toString()).toBe('2027-03-01T00:15:00');
  });
});
