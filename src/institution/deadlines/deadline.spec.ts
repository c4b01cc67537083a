import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dueDate, NoSittingDays, type Offset } from './deadline.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const after = (amount: number, unit: Offset['unit']): Offset => ({ amount, unit, direction: 'after' });
const before = (amount: number, unit: Offset['unit']): Offset => ({ amount, unit, direction: 'before' });

describe('a due date', () => {
  it('counts every day of the calendar, forwards and back', () => {
    expect(`${dueDate(day('2027-02-25'), after(10, 'calendar')).dueOn}`).toBe('2027-03-07');
    expect(`${dueDate(day('2028-03-05'), before(10, 'calendar')).dueOn}`).toBe('2028-02-24');
  });

  it('passes over days that are not worked, and says how many', () => {
    // Friday 5 March; Monday 8 March is a holiday.
    const isWorking = (one: Temporal.PlainDate) => one.dayOfWeek <= 5 && `${one}` !== '2027-03-08';
    const due = dueDate(day('2027-03-05'), after(3, 'working'), { isWorking });
    expect(`${due.dueOn}`).toBe('2027-03-11');
    expect(due.explanation).toMatchObject({ amount: 3, unit: 'working', skipped: 3 });
  });

  it('counts sitting days only where the rule says so', () => {
    const sittingDays = ['2027-03-22', '2027-03-08', '2027-03-10'].map(day);
    expect(`${dueDate(day('2027-03-08'), after(2, 'sitting'), { sittingDays }).dueOn}`).toBe('2027-03-22');
    expect(`${dueDate(day('2027-03-22'), before(2, 'sitting'), { sittingDays }).dueOn}`).toBe('2027-03-08');
  });

  it('does not guess beyond the sitting calendar, and tells how far it came', () => {
    const sittingDays = [day('2027-03-10')];
    const counting = () => dueDate(day('2027-03-08'), after(2, 'sitting'), { sittingDays });
    expect(counting).toThrow(NoSittingDays);
    expect(counting).toThrow('Only 1 of 2');
    expect(() => dueDate(day('2027-03-08'), before(1, 'sitting'), { sittingDays })).toThrow(NoSittingDays);
    expect(() => dueDate(day('2027-03-08'), before(1, 'sitting'))).toThrow(NoSittingDays);
  });

  it('is the last of a month that is too short', () => {
    expect(`${dueDate(day('2027-12-31'), after(2, 'month')).dueOn}`).toBe('2028-02-29');
    expect(`${dueDate(day('2027-03-31'), before(1, 'month')).dueOn}`).toBe('2027-02-28');
  });

  it('is the day itself where no days are given', () => {
    expect(`${dueDate(day('2027-03-06'), after(0, 'working')).dueOn}`).toBe('2027-03-06');
  });
});

/**
 * Ten years, numbered by a calendar of its own: no Temporal, the lengths of months written down, weekdays counted on from
 * a known Monday. It answers by looking a day up in a list instead of walking.
 */
describe('over ten years, against an oracle that counts otherwise', () => {
  const FIRST = 2024;
  const LAST = 2033;
  const lengths = (year: number) => [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const two = (n: number) => String(n).padStart(2, '0');
  // 1 January 2024 was a Monday.
  const days: { text: string; weekday: number }[] = [];
  for (let year = FIRST; year <= LAST; year += 1)
    lengths(year).forEach((length, month) => {
      for (let date = 1; date <= length; date += 1)
        days.push({ text: `${year}-${two(month + 1)}-${two(date)}`, weekday: days.length % 7 });
    });
  // Weekends, New Year, 8 March, 7 November; a Saturday worked in every October; Tuesdays to Thursdays of odd weeks sit.
  const rests = ({ text, weekday }: (typeof days)[number]) =>
    (weekday >= 5 && !/-10-1[1-7]$/.test(text)) || /-(01-01|03-08|11-07)$/.test(text);
  const sits = ({ weekday }: (typeof days)[number], n: number) =>
    Math.floor(n / 7) % 2 === 0 && weekday >= 1 && weekday <= 3;
  const lists: Record<string, number[]> = {
    calendar: days.map((_, n) => n),
    working: days.flatMap((one, n) => (rests(one) ? [] : [n])),
    sitting: days.flatMap((one, n) => (sits(one, n) ? [n] : [])),
  };
  const worked = new Set(lists['working']!.map((n) => days[n]!.text));
  const calendar = {
    isWorking: (one: Temporal.PlainDate) => worked.has(`${one}`),
    sittingDays: lists['sitting']!.map((n) => day(days[n]!.text)),
  };

  function oracle(start: number, { amount, unit, direction }: Offset): string | null {
    if (unit === 'month') {
      const [year, month, date] = days[start]!.text.split('-').map(Number) as [number, number, number];
      const months = year * 12 + month - 1 + (direction === 'after' ? amount : -amount);
      const [y, m] = [Math.floor(months / 12), months % 12];
      return `${y}-${two(m + 1)}-${two(Math.min(date, lengths(y)[m]!))}`;
    }
    if (amount === 0) return days[start]!.text;
    const list = lists[unit]!;
    const here =
      direction === 'after' ? list.filter((n) => n > start)[amount - 1] : list.filter((n) => n < start).at(-amount);
    return here === undefined ? null : days[here]!.text;
  }

  const offset = fc.record({
    amount: fc.integer({ min: 0, max: 60 }),
    unit: fc.constantFrom('calendar', 'working', 'month', 'sitting') as fc.Arbitrary<Offset['unit']>,
    direction: fc.constantFrom('after', 'before') as fc.Arbitrary<Offset['direction']>,
  });

  function answer(start: number, rule: Offset): string | null {
    try {
      return `${dueDate(day(days[start]!.text), rule, calendar).dueOn}`;
    } catch (error) {
      if (error instanceof NoSittingDays) return null;
      throw error;
    }
  }

  it('agrees for any rule on any day', () => {
    const inside = fc.integer({ min: 100, max: days.length - 101 });
    fc.assert(
      fc.property(inside, offset, (start, rule) => {
        // Where the ten years end the oracle ends too: months and sittings may run out, other days are beyond it.
        const expected = oracle(start, rule);
        if (expected === null && rule.unit !== 'sitting') return;
        expect(answer(start, rule)).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('agrees on each of the days for a month, a leap day and the report', () => {
    const wrong = days.flatMap(({ text }, start) => {
      if (start < 400 || start > days.length - 400) return [];
      const rules = [after(1, 'month'), before(13, 'month'), after(10, 'calendar')];
      return rules.filter((rule) => answer(start, rule) !== oracle(start, rule)).map((rule) => [text, rule]);
    });
    expect(wrong).toEqual([]);
  });
});
