import { describe, expect, it } from 'vitest';
import { absences, presenceOf } from './presence.rules.js';

const at = (text: string) => Temporal.Instant.from(`2027-03-${text}:00Z`);
const ride = (kind: 'arrival' | 'departure', when: string, people: string[]) => ({
  kind,
  at: at(when),
  mode: 'flight',
  number: null,
  people,
});

describe('presenceOf', () => {
  it('counts from the first arrival to the last departure, and what is not noted keeps nobody away', () => {
    const found = presenceOf([
      ride('departure', '10T17:00', ['a', 'b']),
      ride('arrival', '08T13:40', ['a']),
      // He leaves for a night, and comes back.
      ride('departure', '08T20:00', ['a']),
      ride('arrival', '09T09:00', ['a']),
      // Departure from home, before the arrival.
      ride('departure', '08T06:00', ['a']),
    ]);
    expect(found.get('a')).toEqual({ arrives: at('08T13:40'), leaves: at('10T17:00') });
    expect(found.get('b')).toEqual({ arrives: null, leaves: at('10T17:00') });
    const [from, until] = [at('08T00:00'), at('11T00:00')];
    expect(absences(found.get('a'), from, until)).toEqual([
      { from, until: at('08T13:40') },
      { from: at('10T17:00'), until },
    ]);
    expect(absences(found.get('b'), from, until)).toHaveLength(1);
    expect(absences(undefined, from, until)).toEqual([]);
  });
});
