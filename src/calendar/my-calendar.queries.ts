import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type FeedContents, FeedContentsService, type FeedPart } from './feed-contents.service.js';
import { FeedScopes } from './feed-scopes.registry.js';
import type { Feed } from './feed.entity.js';
import { idsOfPerson } from '../directory/people-ids.queries.js';

export interface WatcherRow {
  id: string;
  account_name: string;
  confidential: Feed['confidential'];
  last_fetched_at: Temporal.Instant | null;
}

/** Reads for the page of a person's own subscriptions. */
@Injectable()
export class MyCalendarQueries {
  constructor(
    private readonly db: Db,
    private readonly scopes: FeedScopes,
    private readonly feedContents: FeedContentsService,
  ) {}

  /** Links of colleagues that show the whole diary of this person. */
  watchers(personId: string, accountId: string): Promise<WatcherRow[]> {
    return this.db.rows<WatcherRow>(
      `select f.id, a.name as account_name, f.confidential, f.last_fetched_at
         from feed f join account a on a.institution_id = f.institution_id and a.id = f.account_id
        where f.institution_id = $1 and f.scope_kind = 'person' and f.scope_id = any (${idsOfPerson('$2::uuid')}::text[]) and f.account_id <> $3 and f.revoked_at is null and f.lapsed_at is null
        order by a.name, f.id limit 50`,
      [Current.institutionId, personId, accountId],
    );
  }

  /** As its link gives it. */
  contents(feed: Feed): Promise<FeedContents<FeedPart> | null> {
    return this.feedContents.joined(feed);
  }

  /** What each link shows, in words. At most one statement for each. */
  async subjects(feeds: readonly Feed[]): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    const known = new Map<string, string | null>();
    for (const feed of feeds) {
      const key = `${feed.scopeKind}:${feed.scopeId}`;
      if (!known.has(key)) known.set(key, (await this.scopes.of(feed.scopeKind)?.nameOf(feed.scopeId)) ?? null);
      const name = known.get(key);
      if (name) names.set(feed.id, name);
    }
    return names;
  }
}
