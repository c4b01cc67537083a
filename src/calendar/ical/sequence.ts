import type { CalendarEntryData } from './entry-data.js';

export interface Revision {
  readonly sequence: number;
  /** The change touches what guests agreed to: they are asked again. */
  readonly significant: boolean;
  /** Anything that is shown changed: the entry is written anew and LAST-MODIFIED moves. */
  readonly changed: boolean;
}

type Revised = Omit<CalendarEntryData, 'createdAt' | 'sequence' | 'updatedAt'>;

/**
 * The revision that follows when `next` takes the place of `previous` (null at birth). SEQUENCE rises with start, end,
 * their zones and the status (RFC 5546 §2.1.4); other changes only move LAST-MODIFIED; no change is no revision.
 */
export function nextRevision(previous: CalendarEntryData | null, next: Revised): Revision {
  if (!previous) return { sequence: 0, significant: true, changed: true };
  const significant = agreedPart(previous) !== agreedPart(next);
  const changed = significant || shownPart(previous) !== shownPart(next);
  return { sequence: previous.sequence + (significant ? 1 : 0), significant, changed };
}

function agreedPart({ kind, start, end, status }: Revised): string {
  // As text, so that 10:00 in Berlin and 10:00 in Warsaw differ: only their instants are equal, and not for ever.
  return JSON.stringify([kind, start.toString(), end.toString(), status]);
}

function shownPart({
  summary,
  description,
  location,
  geo,
  url,
  categories,
  transparency,
  organizer,
  confidential,
}: Revised): string {
  const place = [location, geo?.latitude ?? null, geo?.longitude ?? null];
  const who = organizer && [organizer.name, organizer.address];
  return JSON.stringify([summary, description, place, url ?? null, categories, transparency, who, confidential]);
}
