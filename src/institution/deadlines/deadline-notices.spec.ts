import { describe, expect, it } from 'vitest';
import { reached } from './deadline-notices.service.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const steps = [3, -1].map((days) => ({ days, roles: [], responsible: true }));
const at = (today: string) => reached(steps, { dueOn: day('2027-03-10') }, day(today)).map(({ days }) => days);

describe('the steps of a ladder', () => {
  it('are taken on their day, and a little later where the server stood still', () => {
    expect(at('2027-03-06')).toEqual([]);
    expect(at('2027-03-07')).toEqual([3]);
    expect(at('2027-03-10')).toEqual([3]);
    expect(at('2027-03-11')).toEqual([-1]);
    expect(at('2027-03-20')).toEqual([]);
  });

  it('wait where no day is known', () => {
    expect(reached(steps, { dueOn: null }, day('2027-03-10'))).toEqual([]);
  });
});
