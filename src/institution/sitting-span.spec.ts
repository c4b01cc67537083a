import { describe, expect, it } from 'vitest';
import { daysOf, SpanReversed, SpanTooLong } from './sitting-span.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a span of sitting days', () => {
  it('keeps the weekdays that were ticked', () => {
    const days = daysOf({ from: day('2027-03-01'), until: day('2027-03-14'), weekdays: [2, 3] });
    expect(days.map(String)).toEqual(['2027-03-02', '2027-03-03', '2027-03-09', '2027-03-10']);
  });

  it('is every day where none was ticked', () => {
    expect(daysOf({ from: day('2027-03-01'), until: day('2027-03-01'), weekdays: [] })).toHaveLength(1);
  });

  it('does not run backwards, nor for ever', () => {
    expect(() => daysOf({ from: day('2027-03-02'), until: day('2027-03-01'), weekdays: [] })).toThrow(SpanReversed);
    expect(() => daysOf({ from: day('2027-03-02'), until: day('2037-03-01'), weekdays: [] })).toThrow(SpanTooLong);
  });
});
