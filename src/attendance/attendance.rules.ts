import { COMING, type RecipientState } from '../invitations/invitation.states.js';

/** Whoever comes later than this after the beginning is late. */
export const GRACE_MINUTES = 10;
/** Hours after the end when a door that nobody closed is closed. */
export const CLOSES_AFTER_HOURS = 3;
/** Of one telephone's queue sent at once. */
export const MOST_ENTRIES = 500;

export const isLate = (arrivedAt: Temporal.Instant, startsAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(arrivedAt, startsAt.add({ minutes: GRACE_MINUTES })) > 0;

export interface Counted {
  state: RecipientState;
  companions: number;
  persons: number | null;
}

export interface Attendance {
  /** Guests and companions who said they come. */
  expected: number;
  /** Guests and companions who are in, walk-ins too. */
  inside: number;
  /** Guests who said they come and are not in. */
  missing: number;
  walkIns: number;
}

/** What the door counts. @param walkIns persons who were on no list */
export function countedAt(guests: readonly Counted[], walkIns: number): Attendance {
  const comes = ({ state }: Counted) => COMING.includes(state) || state === 'attended' || state === 'no_show';
  return {
    expected: guests.filter(comes).reduce((sum, guest) => sum + 1 + guest.companions, 0),
    inside: guests.reduce((sum, guest) => sum + (guest.persons ?? 0), 0) + walkIns,
    missing: guests.filter((guest) => comes(guest) && guest.persons === null).length,
    walkIns,
  };
}
