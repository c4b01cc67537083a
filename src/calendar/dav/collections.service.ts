import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { type FeedContents, FeedContentsService, type FeedItem } from '../feed-contents.service.js';
import { Feed } from '../feed.entity.js';
import { FeedsService } from '../feeds.service.js';
import { FetchLog } from '../fetch-log.service.js';
import type { Told } from './sync-token.js';

const KEPT_DAYS = 90;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface Member extends FeedItem {
  etag: string;
}

export interface Collection {
  feed: Feed;
  contents: FeedContents;
  members: Map<string, Member>;
  /** Rises with every change of what the collection holds. */
  serial: number;
}

export interface Changes {
  changed: string[];
  gone: string[];
  /** Null where everything is told. */
  cut: Told | null;
}

interface StateRow {
  entry_id: string;
  etag: string;
  gone: boolean;
}

/**
 * The calendars of an account, each with a number that rises whenever its members change: by a change of plan, a right that
 * went, an entry that left the window. What changed since a number is told from rows that remember each member's last change.
 */
@Injectable()
export class Collections {
  constructor(
    private readonly db: Db,
    private readonly feeds: FeedsService,
    private readonly contents: FeedContentsService,
    private readonly fetches: FetchLog,
  ) {}

  /** The actor's calendars: the links that stand. @param client the program's own name, for the owner's page */
  async all(client: string | undefined): Promise<Collection[]> {
    const feeds = (await this.feeds.mine()).filter((feed) => !feed.revokedAt);
    const collections: Collection[] = [];
    for (const feed of feeds) {
      const collection = await this.brought(feed, client);
      if (collection) collections.push(collection);
    }
    return collections;
  }

  /** One of the actor's calendars; a withdrawn one holds its notice for thirty days. @throws NotFound */
  async one(feedId: string, client: string | undefined): Promise<Collection> {
    const feed = await this.db.one(Feed, feedId);
    if (feed.accountId !== Current.actor.accountId) throw new NotFound();
    const collection = await this.brought(feed, client);
    if (!collection) throw new NotFound();
    return collection;
  }

  /**
   * What changed after what a client was told: ids of members that are new or different, and of those that went. Null where that
   * is not known any more and the client has to begin anew (RFC 6578 §3.8, valid-sync-token).
   * @param most how many the client takes at once (§3.7); `cut` is then up to where they lead
   */
  async changes({ feed, serial }: Collection, told: Told, most: number | null): Promise<Changes | null> {
    const [row] = await this.db.rows<{ sync_floor: number }>(
      'select sync_floor from feed where institution_id = $1 and id = $2',
      [Current.institutionId, feed.id],
    );
    const floor = row?.sync_floor ?? 0;
    const isNew = told.serial < 0;
    if (!isNew && (told.serial > serial || Math.max(told.serial, told.floor) < floor)) return null;
    const rows = await this.db.rows<Omit<StateRow, 'etag'> & { serial: number }>(
      `select entry_id, gone, serial from feed_member
        where institution_id = $1 and feed_id = $2 and (serial, entry_id) > ($3, $4::uuid) and not (gone and $5)
        order by serial, entry_id limit $6`,
      [Current.institutionId, feed.id, told.serial, told.entryId ?? LAST_ID, isNew, most === null ? null : most + 1],
    );
    const isCut = most !== null && rows.length > most;
    const shown = isCut ? rows.slice(0, most) : rows;
    const last = shown.at(-1)!;
    const ids = (gone: boolean) => shown.filter((one) => one.gone === gone).map((one) => one.entry_id);
    const cut = isCut ? { serial: last.serial, entryId: last.entry_id, floor: Math.max(floor, told.floor) } : null;
    return { changed: ids(false), gone: ids(true), cut };
  }

  private async brought(feed: Feed, client: string | undefined): Promise<Collection | null> {
    this.fetches.note(Current.institutionId, feed.id, client);
    const params = [Current.institutionId, feed.id];
    // One client at a time, and before anything is read: of two that come at once the later one must neither count a change
    // twice nor take back what the earlier one has told.
    const [state] = await this.db.rows<{ serial: number }>(
      'select serial from feed where institution_id = $1 and id = $2 for update',
      params,
    );
    const contents = await this.contents.of(feed);
    if (!contents) return null;
    const members = new Map(contents.items.map((item) => [item.id, { ...item, etag: etagOf(item.text) }]));
    const rows = await this.db.rows<StateRow>(
      'select entry_id, etag, gone from feed_member where institution_id = $1 and feed_id = $2',
      params,
    );
    const before = new Map(rows.map((row) => [row.entry_id, row]));
    const changed = [...members.values()].filter(({ id, etag }) => {
      const known = before.get(id);
      return !known || known.gone || known.etag !== etag;
    });
    const gone = rows.filter((row) => !row.gone && !members.has(row.entry_id)).map((row) => row.entry_id);
    let serial = state?.serial ?? 0;
    if (changed.length + gone.length > 0) await this.write(feed.id, (serial += 1), changed, gone);
    return { feed, contents, members, serial };
  }

  private async write(feedId: string, serial: number, changed: Member[], gone: string[]): Promise<void> {
    const key = [Current.institutionId, feedId];
    await this.db.rows(
      `insert into feed_member (institution_id, feed_id, entry_id, etag, serial, gone)
       select $1, $2, w.id, w.etag, $3, false from unnest($4::uuid[], $5::text[]) w(id, etag)
       on conflict (institution_id, feed_id, entry_id) do update set etag = excluded.etag, serial = excluded.serial, gone = false, changed_at = now()`,
      [...key, serial, changed.map(({ id }) => id), changed.map(({ etag }) => etag)],
    );
    await this.db.rows(
      'update feed_member set gone = true, serial = $3, changed_at = now() where institution_id = $1 and feed_id = $2 and entry_id = any($4::uuid[])',
      [...key, serial, gone],
    );
    // Who has not asked for so long begins anew.
    await this.db.rows(
      `with old as (delete from feed_member where institution_id = $1 and feed_id = $2 and gone and changed_at < now() - make_interval(days => $4) returning serial)
       update feed set serial = $3, sync_floor = greatest(sync_floor, coalesce((select max(serial) from old), 0)) where institution_id = $1 and id = $2`,
      [...key, serial, KEPT_DAYS],
    );
  }
}

const etagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
