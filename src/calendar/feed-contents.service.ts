import { Injectable } from '@nestjs/common';
import { type Actor, Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { together } from '../platform/database/together.js';
import type { Language } from '../platform/i18n/languages.js';
import { Actors } from '../platform/permissions/actors.js';
import type { EntryContent } from './calendar-entry.entity.js';
import { variantOf } from './entry-variant.js';
import { type EntryRow, FeedEntriesQueries, type JoinedRow, type Reading } from './feed-entries.queries.js';
import { Feed } from './feed.entity.js';
import { FeedScopes, type FollowedSubject } from './feed-scopes.registry.js';
import { TOMBSTONE_DAYS, tombstoneEvent } from './ical/tombstone.js';
import type { ZoneNeeds } from './ical/render-entry.js';
import { hasBlock } from './ical/time-zones.js';

/** VEVENTs as this feed's reader gets them, and what their VTIMEZONEs have to cover. */
export interface FeedPart extends ZoneNeeds {
  text: string;
  changedAt: Temporal.Instant;
}

/** One entry as this feed's reader gets it: the whole VEVENT, and what a VTIMEZONE has to cover. */
export interface FeedItem extends FeedPart {
  id: string;
  uid: string;
  /** Null where the reader learns no more than that somebody is busy. */
  data: EntryContent | null;
}

export interface FeedContents<Part extends FeedPart = FeedItem> {
  feed: Feed;
  /** The link was withdrawn, or the mandate it hung on is gone: the one entry says so. */
  withdrawn: { reason: 'replaced' | 'revoked'; at: Temporal.Instant } | null;
  items: Part[];
  updatedAt: Temporal.Instant | null;
  /** What this answer was made from, as changes announce it; it holds until the institution's next midnight at most. */
  hangsOn: string[];
  goodUntil: Temporal.Instant;
}

/** What a feed holds now, rights included: the same for the link, for CalDAV, for JSON and for the page that verifies it. */
@Injectable()
export class FeedContentsService {
  constructor(
    private readonly db: Db,
    private readonly actors: Actors,
    private readonly scopes: FeedScopes,
    private readonly entries: FeedEntriesQueries,
  ) {}

  /** Entry by entry. Needs an open unit of work; null where the link says nothing any more (410). */
  of(feed: Feed): Promise<FeedContents | null> {
    return this.read(feed, async (reading) => (await this.entries.each(reading)).map((row) => itemOf(row, feed)));
  }

  /** The same as text that is joined already, a part for all entries that are alike. */
  joined(feed: Feed): Promise<FeedContents<FeedPart> | null> {
    return this.read(feed, async (reading) => (await this.entries.joined(reading)).map((row) => partOf(row, feed)));
  }

  private async read<Part extends FeedPart>(
    feed: Feed,
    take: (reading: Reading) => Promise<Part[]>,
  ): Promise<FeedContents<Part | FeedItem> | null> {
    const scope = this.scopes.of(feed.scopeKind);
    const itself: FollowedSubject[] = [{ kind: feed.scopeKind, id: feed.scopeId }];
    const [actor, subjects] = await together(
      feed.accountId ? this.actors.ofAccount(feed.accountId) : Promise.resolve(null),
      scope?.subjects?.(feed.scopeId) ?? Promise.resolve(itself),
    );
    const hangsOn = [`feed:${feed.id}`, 'institution', ...(scope?.hangsOn ?? [])];
    if (feed.accountId) hangsOn.push(`account:${feed.accountId}`);
    if (actor?.personId) hangsOn.push(`person:${actor.personId}`);
    const isDead = feed.revokedAt !== null || !(await this.mayRead(feed, actor));
    if (isDead) return this.withdrawn(feed, [...hangsOn, `${feed.scopeKind}:${feed.scopeId}`]);
    if (feed.lapsedAt) await this.lapse(feed, null);
    const items = await take({ feed, subjects, actor });
    const latest = items.reduce<Temporal.Instant | null>(
      (max, { changedAt }) => (max && Temporal.Instant.compare(max, changedAt) >= 0 ? max : changedAt),
      null,
    );
    hangsOn.push(...subjects.map(({ kind, id }) => `${kind}:${id}`));
    return { feed, withdrawn: null, items, updatedAt: latest, hangsOn, goodUntil: nextMidnight() };
  }

  /** A link lives as long as the account and the right it hung on. The public calendar hangs on the institution alone. */
  private async mayRead(feed: Feed, actor: Actor | null): Promise<boolean> {
    const scope = this.scopes.of(feed.scopeKind);
    if (!scope) return false;
    if (!feed.accountId || feed.scopeKind === 'public') return true;
    return actor !== null && actor.grants.length > 0 && scope.mayFollow(actor, feed.scopeId);
  }

  private async withdrawn(feed: Feed, hangsOn: string[]): Promise<FeedContents | null> {
    const at = feed.revokedAt ?? feed.lapsedAt ?? (await this.lapse(feed, Temporal.Now.instant()));
    const until = at.add({ hours: 24 * TOMBSTONE_DAYS });
    if (Temporal.Instant.compare(Temporal.Now.instant(), until) > 0) return null;
    const reason = feed.revokedReason ?? 'revoked';
    const notice = tombstoneEvent({
      uid: `withdrawn-${feed.id}`,
      reason,
      withdrawnAt: at,
      timeZone: Current.institution.timeZone,
      language: feed.language as Language,
    });
    const item = { id: feed.id, ...notice, zones: [], from: at, until: at, changedAt: at, data: null };
    return { feed, withdrawn: { reason, at }, items: [item], updatedAt: at, hangsOn, goodUntil: nextMidnight() };
  }

  /** Notes when the right went, or came back: the notice stands thirty days from then, with the same bytes. */
  private async lapse(feed: Feed, at: Temporal.Instant | null): Promise<Temporal.Instant> {
    // In a unit of its own where a page only reads. Of two who notice at once the first one's moment stands.
    const [row] = await this.db.transaction(() =>
      this.db.rows<{ lapsed_at: Temporal.Instant | null }>(
        `update feed set lapsed_at = case when $3::timestamptz is not null then coalesce(lapsed_at, $3) end
          where institution_id = $1 and id = $2 returning lapsed_at`,
        [Current.institutionId, feed.id, at],
      ),
    );
    feed.lapsedAt = row?.lapsed_at ?? null;
    return feed.lapsedAt ?? Temporal.Now.instant();
  }
}

function partOf(row: JoinedRow, feed: Feed): FeedPart {
  const zones = row.hidden ? [] : [row.start_zone, row.end_zone].filter((zone) => zone !== null && hasBlock(zone));
  return {
    text: variantOf(row.text, feed, { isTimed: row.kind === 'timed', isCancelled: row.is_cancelled }),
    zones: [...new Set(zones as string[])],
    ...{ from: row.starts_at, until: row.ends_at, changedAt: row.changed_at },
  };
}

function itemOf(row: EntryRow, feed: Feed): FeedItem {
  const { id, uid, hidden, data } = row;
  return { ...partOf(row, feed), id, uid, data: hidden ? null : data };
}

function nextMidnight(): Temporal.Instant {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return today.add({ days: 1 }).toZonedDateTime(Current.institution.timeZone).toInstant();
}
