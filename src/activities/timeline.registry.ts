import { Injectable } from '@nestjs/common';

export interface TimelineSlot {
  id: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  title: string;
  href: string | null;
  country?: string | null;
  look?: 'out' | 'body' | 'maybe' | undefined;
}

export interface TimelineRow {
  id: string;
  name: string;
  note?: string;
  slots: TimelineSlot[];
}

/** A group of rows of the calendar: people, venues, cars, contributed by the capability that knows when they are taken. */
export interface TimelineGroup {
  id: string;
  order: number;
  permission?: string;
  /** The rows of a span by title, in a fixed number of statements. */
  rows(from: Temporal.Instant, until: Temporal.Instant): Promise<{ id: string; title: string; rows: TimelineRow[] }[]>;
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
