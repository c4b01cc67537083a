import { describe, expect, it } from 'vitest';
import { day, isCountryCode, isLanguageTag, isTimeZone, wallTime } from './input.fields.js';

describe('fields of input files', () => {
  it.each(['BY', 'FR', 'XE', 'QM', 'QZ', 'ZZ'])('country %s', (code) => expect(isCountryCode(code)).toBe(true));
  it.each(['by', 'EU', 'UN', 'SU', 'YU', 'QA1', '', 'QL', 'UK'])('no country %s', (code) =>
    expect(isCountryCode(code)).toBe(false),
  );
  it.each(['be', 'fr', 'sr-Latn', 'pt-BR', 'ar'])('language %s', (tag) => expect(isLanguageTag(tag)).toBe(true));
  it.each(['', 'french', 'f', 'fr_FR', 'zzq', '-'])('no language %s', (tag) => expect(isLanguageTag(tag)).toBe(false));
  it.each(['Europe/Minsk', 'UTC', 'Asia/Kathmandu'])('zone %s', (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(['+03:00', 'Minsk', '', 'Europe/Lorvik'])('no zone %s', (zone) => expect(isTimeZone(zone)).toBe(false));
  it.each(['2027-02-29', '2027-3-1', '20270301', '2027-03-01T10:00'])('no day %s', (value) =>
    expect(day.safeParse(value).success).toBe(false),
  );
  it.each(['2027-03-01T24:00', '2027-03-01 10:00', '2027-03-01T10:00:00', '2027-03-01'])('no local time %s', (value) =>
    expect(wallTime.safeParse(value).success).toBe(false),
  );
});
