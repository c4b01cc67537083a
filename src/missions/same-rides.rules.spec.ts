import { describe, expect, it } from 'vitest';
import { type Ride, sameRides } from './same-rides.rules.js';

const ride = (number: string, fromPlace: string, toPlace: string): Ride => ({ number, fromPlace, toPlace });
const out = ride('KE 402', 'Minsk', 'Arvena');
const home = ride('KE 403', 'Arvena', 'Minsk');

describe('rides of a journey that is written anew', () => {
  it.each<[string, Ride[], (Ride | undefined)[]]>([
    ['in another order', [home, out], [home, out]],
    ['with another ticket of the same way', [ride('LX 7', 'Minsk', 'Arvena'), home], [out, home]],
    ['from another airport', [ride('KE 402', 'Brest', 'Arvena'), home], [out, home]],
    ['with one more before it', [ride('', 'Hrodna', 'Minsk'), out, home], [undefined, out, home]],
    ['without the first', [home], [home]],
    ['the same twice', [out, out], [out, undefined]],
  ])('are known again %s', (_what, now, expected) => {
    expect(sameRides([out, home], now)).toEqual(expected);
  });
});
