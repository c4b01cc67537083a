import { Injectable } from '@nestjs/common';
import { type Actor, Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { Actors } from '../platform/permissions/actors.js';
import type { EntryContent } from './calendar-entry.entity.js';
import { Feed } from './feed.entity.js';
import { isCleared } from './feed.rules.js';
import { FeedScopes, type FollowedSubject } from './feed-scopes.registry.js';
import { variantOf } from './entry-variant.js';
import type { Language } from '../platform/i18n/languages.js';
import { TOMBSTONE_DAYS, tombstoneEvent } from './ical/tombstone.js';

const PAST_DAYS = 90;
const FUTURE_DAYS = 550;
const CANCELLED_DAYS = 30;
const MOST_ENTRIES = 2000;

/** One entry as this feed's reader gets it: the whole VEVENT, and what a VTIMEZONE has to cover. */
export interface FeedItem {
  id: string;
  uid: string;
  text: string;
  zones: readonly string[];
  from: Temporal.Instant;
  until: Temporal.Instant;
  changedAt: Temporal.Instant;
  /** Null where the reader learns no more than that somebody is busy. */
  data: EntryContent | null;
}

export interface FeedContents {
  feed: Feed;
  /** The link was withdrawn, or the mandate it hung on is gone: the one entry says so. */
  withdrawn: { reason: 'replaced' | 'revoked'; at: Temporal.Instant } | null;
  items: FeedItem[];
  updatedAt: Temporal.Instant | null;
  /** What this answer was made from, as changes announce it; it holds until the institution's next midnight at most. */
  hangsOn: string[];
  goodUntil: Temporal.Instant;
}

interface Row {
  id: string;
  uid: string;
  text: string;
  data: EntryContent;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  changed_at: Temporal.Instant;
  hidden: boolean;
}

/** What a feed holds now, rights included: the same for the link, for CalDAV, for JSON and for the page that verifies it. */
@Injectable()
export class FeedContentsService {
  constructor(
    private readonly db: Db,
    private readonly actors: Actors,
    private readonly scopes: FeedScopes,
  ) {}

  /** Needs an open unit of work; null where the link says nothing any more (410). */
  async of(feed: Feed): Promise<FeedContents | null> {
    const scope = this.scopes.of(feed.scopeKind);
    const actor = feed.accountId ? await this.actors.ofAccount(feed.accountId) : null;
    const hangsOn = [`feed:${feed.id}`, 'institution', ...(scope?.hangsOn ?? [])];
    if (feed.accountId) hangsOn.push(`account:${feed.accountId}`);
    if (actor?.personId) hangsOn.push(`person:${actor.personId}`);
    const isDead = feed.revokedAt !== null || !(await this.mayRead(feed, actor));
    if (isDead) return this.withdrawn(feed, [...hangsOn, `${feed.scopeKind}:${feed.scopeId}`]);
    if (feed.lapsedAt) await this.lapse(feed, null);
    const subjects = (await scope!.subjects?.(feed.scopeId)) ?? [{ kind: feed.scopeKind, id: feed.scopeId }];
    const rows = await this.rows(feed, subjects, actor);
    const items = rows.map((row) => itemOf(row, feed));
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
    feed.lapsedAt = at;
    await this.db.rows('update feed set lapsed_at = $3 where institution_id = $1 and id = $2', [
      Current.institutionId,
      feed.id,
      at,
    ]);
    return at ?? Temporal.Now.instant();
  }

  private async rows(feed: Feed, subjects: FollowedSubject[], actor: Actor | null): Promise<Row[]> {
    const today = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone).startOfDay();
    const moment = (zoned: Temporal.ZonedDateTime) => zoned.toInstant();
    const isPublic = feed.scopeKind === 'public';
    const isFull = feed.confidential === 'full' && actor !== null;
    const isOwn = isFull && feed.scopeKind === 'person' && feed.scopeId === actor.personId;
    return this.db.rows<Row>(
      `select e.id, e.uid, e.data, e.starts_at, e.ends_at, e.changed_at, e.hidden, e.texts ->> case when e.hidden then $10 else $11 end as text
         from (select e.*, e.confidential and not ($12 or ($13 and bool_or(w.kind = 'person'))) as hidden
                 from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) w(kind, subject, from_at, until_at)
                 join calendar_entry_subject s on s.institution_id = $1 and s.kind = w.kind and s.subject = w.subject
                 join calendar_entry e on e.institution_id = s.institution_id and e.id = s.entry_id
                where e.ends_at > $6 and e.starts_at < $7 and (e.cancelled_at is null or e.cancelled_at > $8)
                  and (w.from_at is null or e.ends_at > w.from_at) and (w.until_at is null or e.starts_at < w.until_at)
                  and ($9 or not e.confidential) and ($14::text is null or e.audiences @> array[$14])
                group by e.institution_id, e.id) e
        order by e.starts_at, e.id limit ${MOST_ENTRIES}`,
      [
        Current.institutionId,
        subjects.map(({ kind }) => kind),
        subjects.map(({ id }) => id),
        subjects.map(({ from }) => from?.toString() ?? null),
        subjects.map(({ until }) => until?.toString() ?? null),
        moment(today.subtract({ days: PAST_DAYS })),
        moment(today.add({ days: FUTURE_DAYS })),
        feed.cancelled === 'hide' ? 'infinity' : moment(today.subtract({ days: CANCELLED_DAYS })),
        feed.confidential !== 'omit' && !isPublic,
        `${feed.language}:discreet`,
        `${feed.language}:full`,
        isFull && isCleared(actor, { kind: feed.scopeKind, id: feed.scopeId }),
        isOwn,
        feed.scopeKind === 'activity' ? feed.audience : null,
      ],
    );
  }
}

function itemOf(row: Row, feed: Feed): FeedItem {
  const { id, uid, hidden, data } = row;
  const zones = hidden ? [] : [data.startZone, data.endZone].filter((zone) => zone !== null && zone !== 'UTC');
  const isTimed = data.kind === 'timed';
  return {
    ...{ id, uid, from: row.starts_at, until: row.ends_at, changedAt: row.changed_at },
    text: variantOf(row.text, feed, { isTimed, isCancelled: data.cancelled }),
    zones: [...new Set(zones as string[])],
    data: hidden ? null : data,
  };
}

function nextMidnight(): Temporal.Instant {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return today.add({ days: 1 }).toZonedDateTime(Current.institution.timeZone).toInstant();
}
