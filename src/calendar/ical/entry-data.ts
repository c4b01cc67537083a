/** A calendar address: who organises, or who is invited. */
export interface CalendarAddress {
  readonly name: string;
  readonly address: string;
  /** Who writes on its behalf, where that is another address. */
  readonly sentBy?: string;
}

export type EntryStatus = 'confirmed' | 'tentative' | 'cancelled';
export type EntryTransparency = 'opaque' | 'transparent';

interface EntryFacts {
  /** Stored whole at birth and never rebuilt; the same in feed, CalDAV and invitation. */
  readonly uid: string;
  readonly sequence: number;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly summary: string;
  /** One paragraph per element; a line break inside an element starts a new paragraph. */
  readonly description: readonly string[];
  readonly location: string | null;
  readonly geo?: { readonly latitude: number; readonly longitude: number } | null;
  readonly url?: string | null;
  readonly categories: readonly string[];
  readonly status: EntryStatus;
  readonly transparency: EntryTransparency;
  readonly organizer: CalendarAddress | null;
  /** Colleagues who are not cleared see "Busy" and the time, nothing else. */
  readonly confidential: boolean;
}

/** Start and end each keep their own zone: a flight leaves in one and lands in another. */
export interface TimedEntryData extends EntryFacts {
  readonly kind: 'timed';
  readonly start: Temporal.ZonedDateTime;
  readonly end: Temporal.ZonedDateTime;
}

export interface AllDayEntryData extends EntryFacts {
  readonly kind: 'all-day';
  readonly start: Temporal.PlainDate;
  /** Exclusive: the day after the last one (RFC 5545 §3.6.1). */
  readonly end: Temporal.PlainDate;
}

export type CalendarEntryData = TimedEntryData | AllDayEntryData;
