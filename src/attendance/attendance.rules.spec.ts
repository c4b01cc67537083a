import { describe, expect, it } from 'vitest';
import { countedAt, isLate } from './attendance.rules.js';

describe('the count at the door', () => {
  it('has companions, walk-ins and those who had not answered', () => {
    const guests = [
      { state: 'accepted', companions: 1, persons: 2 },
      { state: 'represented', companions: 0, persons: null },
      { state: 'declined', companions: 0, persons: null },
      { state: 'sent', companions: 0, persons: 1 },
    ] as const;
    expect(countedAt(guests, 3)).toEqual({ expected: 3, inside: 6, missing: 1, walkIns: 3 });
  });

  it('calls late who comes after the time of grace', () => {
    const start = Temporal.Instant.from('2027-03-08T18:30:00Z');
    expect(isLate(start.add({ minutes: 10 }), start)).toBe(false);
    expect(isLate(start.add({ minutes: 11 }), start)).toBe(true);
  });
});
