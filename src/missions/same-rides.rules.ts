/** What tells one ride of a journey from another. */
export interface Ride {
  number: string;
  fromPlace: string;
  toPlace: string;
}

const ALIKE: ((a: Ride, b: Ride) => boolean)[] = [
  (a, b) => a.number === b.number && a.fromPlace === b.fromPlace && a.toPlace === b.toPlace,
  (a, b) => a.fromPlace === b.fromPlace && a.toPlace === b.toPlace,
  (a, b) => a.number !== '' && a.number === b.number,
];

/**
 * Which ride of before each ride of now is, so that a calendar moves its entry instead of striking one out and adding another: the
 * same ticket first, then the same way, then the same number. Undefined for a new one; each is taken once, in order.
 */
export function sameRides<Before extends Ride>(
  before: readonly Before[],
  now: readonly Ride[],
): (Before | undefined)[] {
  const free = new Set(before);
  const found = now.map((): Before | undefined => undefined);
  for (const isAlike of ALIKE) {
    for (const [n, ride] of now.entries()) {
      const same = found[n] ? undefined : [...free].find((one) => isAlike(one, ride));
      if (!same) continue;
      found[n] = same;
      free.delete(same);
    }
  }
  return found;
}
