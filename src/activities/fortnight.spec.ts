import { describe, expect, it } from 'vitest';
import { layOut } from './fortnight.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const visit = (from: string, until: string) => ({ starts_on: day(from), ends_on: day(until) });

describe('the ribbon', () => {
  it('puts what overlaps under each other and what follows beside each other', () => {
    const placed = layOut(
      [visit('2027-03-01', '2027-03-03'), visit('2027-03-02', '2027-03-02'), visit('2027-03-04', '2027-03-05')],
      day('2027-03-01'),
    );
    expect(placed.map(({ from, until, lane }) => [from, until, lane])).toEqual([
      [1, 3, 1],
      [2, 2, 2],
      [4, 5, 1],
    ]);
  });

  it('cuts what began before it or ends after it', () => {
    const [placed] = layOut([visit('2027-02-20', '2027-04-01')], day('2027-03-01'));
    expect(placed).toMatchObject({ from: 1, until: 14 });
  });
});
