import { describe, expect, it } from 'vitest';
import { PublicHolidays } from './public-holidays.service.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const of = async (country: string, from: string, to: string) =>
  (await new PublicHolidays().holidays(country, day(from), day(to))).map((one) => ({ ...one, day: `${one.day}` }));

describe('public holidays', () => {
  it('are those of the span, both ends included, by name in several languages', async () => {
    const found = await of('BY', '2026-01-01', '2026-01-07');
    expect(found.map((one) => one.day)).toEqual(['2026-01-01', '2026-01-07']);
    expect(found[0]!.name).toMatchObject({ en: "New Year's Day", fr: 'Nouvel An', ru: 'Новый год' });
  });

  it('have each of their days, also where they begin at sunset of the eve', async () => {
    expect((await of('SA', '2026-03-15', '2026-03-25')).map((one) => one.day)).toEqual([
      '2026-03-19',
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
    ]);
  });

  it('are none where a country has no rules, and none in a year nobody has rules for', async () => {
    expect(await of('XE', '2026-01-01', '2026-12-31')).toEqual([]);
    expect(await of('BY', '9998-01-01', '9999-12-31')).toEqual([]);
  });
});
