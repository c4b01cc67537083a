import { Injectable } from '@nestjs/common';
import type { EntryContent } from './calendar-entry.entity.js';

/** In whose or what calendar an entry stands: `{ kind: 'person', id }`, `venue`, `country` … as `FeedScopes` names them. */
export interface EntrySubject {
  kind: string;
  id: string;
}

/** One entry as its source wants it now. `itemId` tells the entries of one origin apart and never changes. */
export interface SourceEntry {
  itemId: string | null;
  content: EntryContent;
  /** Of an activity's feeds: in which printed programmes it stands. */
  audiences: string[];
  subjects: EntrySubject[];
}

/** A capability that puts entries into calendars. */
export interface FeedSource {
  /** Stored with every entry; never changes. */
  id: string;
  /** Facts after which the entries of their subject are derived anew. */
  heard: readonly string[];
  /** The thing that the entries hang on, from a fact that was heard; null where it concerns none. */
  originOf(fact: { type: string; subject: string; activityId: string | null }): string | null;
  /** All entries of an origin as they should stand; what is missing is cancelled. Null where it is too early for any. */
  entriesOf(originId: string): Promise<{ activityId: string | null; entries: SourceEntry[] } | null>;
}

/** Where the entries of calendars come from: contributed in onModuleInit. */
@Injectable()
export class FeedSources {
  private readonly sources = new Map<string, FeedSource>();

  add(source: FeedSource): void {
    this.sources.set(source.id, source);
  }

  of(id: string): FeedSource {
    const found = this.sources.get(id);
    if (!found) throw new Error(`No capability has registered the feed source ${id}.`);
    return found;
  }

  get all(): FeedSource[] {
    return [...this.sources.values()];
  }
}
