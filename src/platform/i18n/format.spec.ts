import { describe, expect, it } from 'vitest';
import { formatDay, formatDays, formatInstant, formatMoney, formatOffset, formatTime, formatZone } from './format.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('dates', () => {
  it('stand unbroken, and a span is written once', () => {
    expect(formatDays(day('2027-03-08'), day('2027-03-10'))).toBe('8–10\u00a0March\u00a02027');
    expect(formatDays(day('2027-02-28'), day('2027-03-02'))).toBe('28\u00a0February\u00a0– 2\u00a0March\u00a02027');
    expect(formatDays(day('2027-03-08'), day('2027-03-10'), 'fr')).toBe('8–10\u00a0mars\u00a02027');
    expect(formatDays(day('2027-03-01'), day('2027-03-11'), 'fr')).toBe('1er–11\u00a0mars\u00a02027');
    expect(formatDay(day('2027-03-01'), 'weekday', 'fr')).toBe('lundi\u00a01er\u00a0mars\u00a02027');
    expect(formatDays(day('2027-03-08'), day('2027-03-08'), 'ar')).toBe('8\u00a0مارس\u00a02027');
    expect(formatDay(day('2027-03-08'), 'weekday')).toBe('Monday, 8\u00a0March\u00a02027');
  });

  it('are told in the zone of the place', () => {
    expect(formatInstant(Temporal.Instant.from('2027-03-08T23:30:00Z'), 'Asia/Dubai')).toBe(
      '9\u00a0March\u00a02027, 03:30',
    );
    expect(formatTime(Temporal.PlainTime.from('09:05'))).toBe('09:05');
    expect(formatZone('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(formatOffset('Asia/Kathmandu', Temporal.Instant.from('2027-03-08T00:00:00Z'))).toBe('UTC+5:45');
  });
});

describe('money', () => {
  it('knows how many minor units a currency has', () => {
    expect(formatMoney(123456, 'EUR')).toBe('€1,234.56');
    expect(formatMoney(1234, 'JPY')).toBe('JP¥1,234');
  });
});
