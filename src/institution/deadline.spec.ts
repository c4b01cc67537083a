import { describe, expect, it } from '@jest/globals';
import { dueDate, NoSittingDays } from './deadline.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a due date', () => {
  it('counts every day of the calendar', () => {
    expect(dueDate(day('2027-02-25'), { days: 10, kind: 'calendar' }).dueOn.toString()).toBe('2027-03-07');
  });

  it('passes over weekends and holidays where working days count, and says how many', () => {
    // Friday 5 March; Monday 8 March is a holiday.
    const due = dueDate(day('2027-03-05'), { days: 3, kind: 'working' }, { holidays: [day('2027-03-08')] });
    expect(due.dueOn.toString()).toBe('2027-03-11');
    expect(due.explanation).toMatchObject({ days: 3, kind: 'working', skipped: 3 });
  });

  it('counts sitting days only where the rule says so', () => {
    const sittingDays = ['2027-03-08', '2027-03-10', '2027-03-22'].map(day);
    expect(dueDate(day('2027-03-08'), { days: 2, kind: 'sitting' }, { sittingDays }).dueOn.toString()).toBe(
      '2027-03-22',
    );
  });

  it('does not guess beyond the sitting calendar', () => {
    expect(() =>
      dueDate(day('2027-03-08'), { days: 2, kind: 'sitting' }, { sittingDays: [day('2027-03-10')] }),
    ).toThrow(NoSittingDays);
  });

  it('is the day itself where no days are given', () => {
    expect(dueDate(day('2027-03-06'), { days: 0, kind: 'working' }).dueOn.toString()).toBe('2027-03-06');
  });
});
