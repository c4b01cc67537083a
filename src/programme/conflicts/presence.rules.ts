import type { RideRow } from '../../logistics/logistics.queries.js';

/** From when until when somebody is at the place of an activity; null where nothing is noted. */
export interface Presence {
  arrives: Temporal.Instant | null;
  leaves: Temporal.Instant | null;
}

export interface Span {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** Who is there when, by person: from the first arrival to the last departure after it. Pure. */
export function presenceOf(rides: readonly RideRow[]): Map<string, Presence> {
  const { compare } = Temporal.Instant;
  const found = new Map<string, Presence>();
  for (const { kind, at, people } of rides.toSorted((a, b) => compare(a.at, b.at))) {
    for (const id of people) {
      const { arrives, leaves } = found.get(id) ?? { arrives: null, leaves: null };
      // Who has left and comes back is there until the last departure.
      if (kind === 'arrival') found.set(id, { arrives: arrives ?? at, leaves: arrives ? leaves : null });
      else found.set(id, { arrives, leaves: at });
    }
  }
  return found;
}

/** When somebody is not there, within a span that is longer than the activity. */
export function absences(presence: Presence | undefined, from: Temporal.Instant, until: Temporal.Instant): Span[] {
  const { arrives, leaves } = presence ?? { arrives: null, leaves: null };
  return [...(arrives ? [{ from, until: arrives }] : []), ...(leaves ? [{ from: leaves, until }] : [])].filter(
    (span) => Temporal.Instant.compare(span.from, span.until) < 0,
  );
}
