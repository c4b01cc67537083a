import { describe, expect, it } from 'vitest';
import { balanceOf, yearsShown, type YearOfVisits } from './visits.rules.js';

const year = (year: number, received: number, made: number, planned = 0): YearOfVisits => ({
  year,
  received,
  made,
  receivedPlanned: planned,
  madePlanned: 0,
});
const today = Temporal.PlainDate.from('2026-11-22');

describe('the years of a partner', () => {
  it('are twelve without a gap, the next one only where something is planned for it', () => {
    expect(yearsShown([year(2020, 1, 0)], today).map((one) => one.year)).toEqual(
      Array.from({ length: 12 }, (_, n) => 2015 + n),
    );
    const shown = yearsShown([year(2019, 2, 1), year(2027, 0, 0, 1), year(2040, 0, 0, 1)], today);
    expect([shown[0]!.year, shown.at(-1)!.year, shown.at(-1)!.receivedPlanned]).toEqual([2016, 2027, 1]);
    expect(shown.find((one) => one.year === 2019)).toMatchObject({ received: 2, made: 1 });
  });
});

describe('the balance', () => {
  it('says who owes a visit, and counts nothing that is only planned', () => {
    expect(balanceOf([year(2019, 2, 1, 5), year(2020, 1, 1)])).toEqual({
      received: 3,
      made: 2,
      difference: 1,
      owes: 'us',
    });
    expect(balanceOf([year(2019, 0, 2)]).owes).toBe('them');
    expect(balanceOf([]).owes).toBe('nobody');
  });
});
