import { describe, expect, it } from 'vitest';
import { Current } from '../platform/current.js';
import { ProgrammeItem } from './programme-item.entity.js';
import { EndsBeforeStart, TooLong } from './programme.errors.js';

const wall = (text: string) => Temporal.PlainDateTime.from(text);
const ZONE = 'Europe/Luxembourg';

const item = () => Current.run({ institution: { id: 'house' } as never }, () => new ProgrammeItem());

describe('a line of the programme', () => {
  it('keeps its wall time and derives the instants', () => {
    const line = item();
    line.schedule(wall('2027-03-09T10:00'), ZONE, wall('2027-03-09T12:00'), 'Europe/Helsinki');
    expect(line.startsAt.toString()).toBe('2027-03-09T09:00:00Z');
    expect(line.endsAt.toString()).toBe('2027-03-09T10:00:00Z');
  });

  it('may end earlier by the clock of another zone, but not in truth', () => {
    const line = item();
    line.schedule(wall('2027-03-09T12:00'), 'Europe/Helsinki', wall('2027-03-09T11:30'), ZONE);
    expect(line.startsAt.until(line.endsAt).total('minutes')).toBe(30);
    expect(() => line.schedule(wall('2027-03-09T10:00'), ZONE, wall('2027-03-09T10:00'), ZONE)).toThrow(
      EndsBeforeStart,
    );
  });

  it('lasts two days at most', () => {
    expect(() => item().schedule(wall('2027-03-09T10:00'), ZONE, wall('2027-03-11T10:00'), ZONE)).not.toThrow();
    expect(() => item().schedule(wall('2027-03-09T10:00'), ZONE, wall('2027-03-11T10:01'), ZONE)).toThrow(TooLong);
  });

  it('takes the later reading of a time that clocks skip, the earlier of one that comes twice', () => {
    const line = item();
    line.schedule(wall('2027-03-28T02:30'), ZONE, wall('2027-03-28T04:00'), ZONE);
    expect(line.startsAt.toString()).toBe('2027-03-28T01:30:00Z');
    line.schedule(wall('2027-10-31T02:30'), ZONE, wall('2027-10-31T04:00'), ZONE);
    expect(line.startsAt.toString()).toBe('2027-10-31T00:30:00Z');
  });

  it('stays at nine o’clock when it moves over a change of clocks', () => {
    const line = item();
    line.schedule(wall('2027-03-27T09:00'), ZONE, wall('2027-03-27T10:00'), ZONE);
    line.shift(Temporal.Duration.from({ days: 1 }));
    expect(line.startsAtLocal.toString()).toBe('2027-03-28T09:00:00');
    expect(line.startsAt.toString()).toBe('2027-03-28T07:00:00Z');
  });
});
