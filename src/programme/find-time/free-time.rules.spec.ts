import { describe, expect, it } from 'vitest';
import { DEFAULT_LEVELS, type Engagement } from '../conflicts/conflict.rules.js';
import { fitsFor, nextFreeStart } from './free-time.rules.js';

const ZONE = 'Europe/Luxembourg';
const at = (text: string) => Temporal.PlainDateTime.from(`2027-03-09T${text}`).toZonedDateTime(ZONE).toInstant();

const taken = (from: string, to: string) =>
  ({
    resourceKind: 'person',
    resourceId: 'p',
    startsAt: at(from),
    endsAt: at(to),
    venueId: null,
    travelMinutes: null,
  }) as unknown as Engagement;

describe('nextFreeStart', () => {
  const line = { startsAt: at('14:45'), endsAt: at('15:45'), venueId: null };

  it('is the end of what stands in the way, rounded to five minutes', () => {
    expect(
      nextFreeStart(line, [taken('13:30', '15:28')], DEFAULT_LEVELS, ZONE)
        ?.toPlainTime()
        .toString(),
    ).toBe('15:30:00');
  });

  it('leaps over the next engagement where the gap is too short', () => {
    expect(
      nextFreeStart(line, [taken('13:30', '15:30'), taken('16:00', '17:00')], DEFAULT_LEVELS, ZONE)
        ?.toPlainTime()
        .toString(),
    ).toBe('17:00:00');
  });

  it('waits for who arrives later, and asks nobody who has left', () => {
    const away = (from: string, until: string) => ({ from: at(from), until: at(until) });
    const next = (...absences: { from: Temporal.Instant; until: Temporal.Instant }[]) =>
      nextFreeStart(line, [taken('13:30', '15:30')], DEFAULT_LEVELS, ZONE, absences)
        ?.toPlainTime()
        .toString();
    expect(next(away('00:00', '16:12'))).toBe('16:15:00');
    expect(next(away('16:20', '23:59'))).toBeUndefined();
    expect(next(away('00:00', '15:10'), away('16:30', '23:59'))).toBe('15:30:00');
  });

  it('keeps nobody beyond the evening', () => {
    expect(nextFreeStart(line, [taken('13:30', '19:30')], DEFAULT_LEVELS, ZONE)).toBeNull();
  });
});

describe('fitsFor', () => {
  const days = ['2027-03-08', '2027-03-09', '2027-03-10'].map((day) => Temporal.PlainDate.from(day));
  const slot = (day: string, from: string, to: string, changes = {}) => {
    const instant = (text: string) =>
      Temporal.PlainDateTime.from(`2027-03-${day}T${text}`).toZonedDateTime(ZONE).toInstant();
    return { starts_at: instant(from), ends_at: instant(to), track: null, cancelled: false, ...changes };
  };
  const fits = (minutes: number, slots: ReturnType<typeof slot>[]) =>
    fitsFor(minutes, slots, days, ZONE).map((one) => one.toString().slice(8, 16));

  it('looks between arrival and departure, with ten minutes on either side', () => {
    const lines = [
      slot('08', '13:40', '14:10'),
      slot('08', '14:30', '19:00'),
      slot('09', '08:00', '12:00'),
      slot('09', '13:00', '20:00'),
      slot('10', '09:00', '15:00'),
    ];
    expect(fits(40, lines)).toEqual(['08T19:10', '09T12:10', '10T08:00']);
  });

  it('ignores cancelled lines and tracks of their own', () => {
    const all = slot('09', '08:00', '20:00', { cancelled: true });
    expect(fits(60, [all, slot('09', '08:00', '20:00', { track: 'spouse' })])).toEqual([
      '08T08:00',
      '09T08:00',
      '10T08:00',
    ]);
  });

  it('finds nothing where nothing is', () => {
    expect(fits(900, [])).toEqual([]);
  });
});
