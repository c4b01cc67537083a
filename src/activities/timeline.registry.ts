import { Injectable } from '@nestjs/common';

export interface TimelineSlot {
  id: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  title: string;
  href: string | null;
  country?: string | null;
  look?: 'out' | 'body' | 'maybe' | 'away' | undefined;
  /** How it is moved by hand, where the reader may. */
  move?: SlotMove | undefined;
}

export interface SlotMove {
  /** In the zone of its own, which may differ from the calendar's. */
  start: Temporal.PlainDateTime;
  minutes: number;
  version: number;
  /** Answers `{ conflicts: [{ level, sentence }] }` to `&start=2027-03-10T09:30`. */
  ask: string;
  /** Takes a POST of `start`, `version` and `back=calendar`. */
  send: string;
}

export interface TimelineRow {
  id: string;
  name: string;
  note?: string;
  slots: TimelineSlot[];
}

/** Which rows the reader asked for. */
export interface TimelineFilter {
  /** One kind of row alone, or all. */
  kind: string | null;
  /** Part of a row's name. */
  search: string;
  /** Only what belongs to these activities; null for all. */
  activityIds: string[] | null;
  /** At most so many rows of each kind. */
  limit: number;
}

export interface TimelinePart {
  id: string;
  title: string;
  rows: TimelineRow[];
  /** How many rows there are in all. */
  total: number;
}

/** A group of rows of the calendar: people, venues, cars, contributed by the capability that knows when they are taken. */
export interface TimelineGroup {
  id: string;
  order: number;
  permission?: string;
  /** The kinds of rows it has: id and message key. */
  kinds: readonly { id: string; label: string }[];
  /** The rows of a span by kind, bounded by the filter, in a fixed number of statements. */
  rows(from: Temporal.Instant, until: Temporal.Instant, filter: TimelineFilter): Promise<TimelinePart[]>;
}

@Injectable()
export class Timeline {
  private readonly groups = new Map<string, TimelineGroup>();

  add(group: TimelineGroup): void {
    this.groups.set(group.id, group);
  }

  get all(): TimelineGroup[] {
    return [...this.groups.values()].toSorted((a, b) => a.order - b.order);
  }
}
