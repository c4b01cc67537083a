import { Injectable } from '@nestjs/common';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { hashToken } from '../platform/secrets/secrets.service.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import type { EntryContent } from './calendar-entry.entity.js';
import { Feed } from './feed.entity.js';
import { assembleFeed, feedEtag } from './ical/assemble-feed.js';
import { TOMBSTONE_DAYS, tombstoneFeed } from './ical/tombstone.js';

const PAST_DAYS = 90;
const FUTURE_DAYS = 550;
const CANCELLED_DAYS = 30;
const MOST_ENTRIES = 2000;
const KEPT_FEEDS = 500;

export type Coding = 'identity' | 'gzip' | 'br';

export interface ServedCalendar {
  body: Buffer;
  etag: string;
  lastModified: Temporal.Instant | null;
}

export type Answer = { kind: 'calendar'; calendar: Rendered } | { kind: 'gone' } | { kind: 'unknown' };

/** A calendar's bytes, compressed once per coding. */
export class Rendered {
  private readonly codings = new Map<Coding, ServedCalendar>();

  constructor(
    private readonly text: string,
    private readonly lastModified: Temporal.Instant | null,
  ) {}

  async as(coding: Coding): Promise<ServedCalendar> {
    const kept = this.codings.get(coding);
    if (kept) return kept;
    const plain = Buffer.from(this.text, 'utf8');
    const body = coding === 'identity' ? plain : await compress(plain, coding);
    const served = { body, etag: feedEtag(body), lastModified: this.lastModified };
    this.codings.set(coding, served);
    return served;
  }
}

interface FeedRow {
  id: string;
  activity_title: LocalizedText | null;
  owner_active: boolean | null;
  owner_person: string | null;
  owner_roles: string[] | null;
}

/** What a calendar program gets for a link: rights are looked at again at every fetch. */
@Injectable()
export class FeedReader {
  /** By feed and state of its entries; the oldest leave first. */
  private readonly kept = new Map<string, Rendered>();

  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
  ) {}

  /** @param client the program's own name, shortened, for the owner's page */
  async fetch(token: string, client: string | undefined): Promise<Answer> {
    const hash = hashToken(token);
    const [institutionId] = await this.db.crossing('institution_of_feed', [hash]);
    if (!institutionId) return { kind: 'unknown' };
    return this.institutions.within(institutionId, () => this.db.transaction(() => this.answer(hash, client)));
  }

  private async answer(hash: Buffer, client: string | undefined): Promise<Answer> {
    const feed = await this.db.repo(Feed).findOne({ where: { institutionId: Current.institutionId, tokenHash: hash } });
    if (!feed) return { kind: 'unknown' };
    await this.note(feed.id, client);
    const withdrawn = feed.revokedAt ?? ((await this.isStillEntitled(feed)) ? null : feed.updatedAt);
    if (withdrawn) return this.withdrawn(feed, withdrawn);
    return { kind: 'calendar', calendar: await this.render(feed) };
  }

  private withdrawn(feed: Feed, at: Temporal.Instant): Answer {
    const until = at.add({ hours: 24 * TOMBSTONE_DAYS });
    if (Temporal.Instant.compare(Temporal.Now.instant(), until) > 0) return { kind: 'gone' };
    const text = tombstoneFeed({
      uid: `withdrawn-${feed.id}`,
      reason: 'revoked',
      withdrawnAt: at,
      timeZone: Current.institution.timeZone,
      language: feed.language as Language,
    });
    return { kind: 'calendar', calendar: new Rendered(text, at) };
  }

  /** A link lives as long as the account and the right it hung on. */
  private async isStillEntitled(feed: Feed): Promise<boolean> {
    if (!feed.accountId) return true;
    const [row] = await this.db.rows<FeedRow>(
      `select a.id, a.state = 'active' as owner_active, a.person_id as owner_person,
              array(select g.role from role_grant g where g.institution_id = a.institution_id and g.account_id = a.id
                     and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)) as owner_roles
         from account a where a.institution_id = $1 and a.id = $2`,
      [Current.institutionId, feed.accountId],
    );
    if (!row?.owner_active || (row.owner_roles ?? []).length === 0) return false;
    if (feed.scopeKind === 'activity' || feed.scopeId === row.owner_person) return true;
    return (row.owner_roles ?? []).some((role) =>
      ['protocol', 'desk-officer', 'head-intl', 'interpreter-coord'].includes(role),
    );
  }

  private async render(feed: Feed): Promise<Rendered> {
    const { from, params } = this.scope(feed);
    const [state] = await this.db.rows<{ count: number; latest: Temporal.Instant | null; sum: string | null }>(
      `select count(*)::int as count, max(e.changed_at) as latest, md5(string_agg(e.id::text || e.version, ',' order by e.id)) as sum ${from}`,
      params,
    );
    const key = [feed.id, feed.version, state?.count, state?.sum, Temporal.Now.plainDateISO('UTC')].join('|');
    const kept = this.kept.get(key);
    if (kept) return kept;
    const rows = await this.db.rows<{
      text: string;
      data: EntryContent;
      starts_at: Temporal.Instant;
      ends_at: Temporal.Instant;
      hidden: boolean;
    }>(
      `select e.texts ->> $${params.length + 1} as text, e.data, e.starts_at, e.ends_at, e.confidential and $${params.length + 2} as hidden ${from}
        order by e.starts_at, e.id limit ${MOST_ENTRIES}`,
      [
        ...params,
        `${feed.language}:${feed.confidential === 'full' ? 'full' : 'discreet'}`,
        feed.confidential !== 'full',
      ],
    );
    const text = assembleFeed({
      name: `${feed.name} · ${localized(Current.institution.name, feed.language)}`,
      description: t('calendar.feed.about', {}, feed.language as Language),
      color: Current.institution.accent,
      updatedAt: state?.latest ?? null,
      entries: rows.map((row) => ({
        text: row.text,
        zones: row.hidden
          ? []
          : [
              ...new Set(
                [row.data.startZone, row.data.endZone].filter((zone): zone is string => !!zone && zone !== 'UTC'),
              ),
            ],
        from: row.starts_at,
        until: row.ends_at,
      })),
    });
    const rendered = new Rendered(text, state?.latest ?? null);
    this.kept.set(key, rendered);
    if (this.kept.size > KEPT_FEEDS) this.kept.delete(this.kept.keys().next().value!);
    return rendered;
  }

  private scope(feed: Feed): { from: string; params: unknown[] } {
    const today = Temporal.Now.instant();
    const params: unknown[] = [
      Current.institutionId,
      feed.scopeId,
      today.subtract({ hours: 24 * PAST_DAYS }),
      today.add({ hours: 24 * FUTURE_DAYS }),
      today.subtract({ hours: 24 * CANCELLED_DAYS }),
      feed.confidential !== 'omit',
    ];
    const window = `e.institution_id = $1 and e.ends_at > $3 and e.starts_at < $4
      and (e.cancelled_at is null or e.cancelled_at > $5) and ($6 or not e.confidential)`;
    if (feed.scopeKind === 'person') {
      return {
        from: `from calendar_entry_person w join calendar_entry e on e.institution_id = w.institution_id and e.id = w.entry_id
               where w.institution_id = $1 and w.person_id = $2 and ${window}`,
        params,
      };
    }
    return {
      from: `from calendar_entry e where e.activity_id = $2 and e.audiences @> array[$7::text] and ${window}`,
      params: [...params, feed.audience],
    };
  }

  private async note(feedId: string, client: string | undefined): Promise<void> {
    const name =
      /^[\x20-\x7e]{1,200}/
        .exec(client ?? '')?.[0]
        ?.split(/[(;]/)[0]
        ?.slice(0, 60)
        .trim() ?? null;
    // Once a minute is enough for the owner's page; the row's version and updated_at are the feed's own and stay.
    await this.db.rows(
      `update feed set last_fetched_at = now(), last_client = $3, fetches = fetches + 1
        where institution_id = $1 and id = $2 and (last_fetched_at is null or last_fetched_at < now() - interval '1 minute' or last_client is distinct from $3)`,
      [Current.institutionId, feedId, name],
    );
  }
}

async function compress(plain: Buffer, coding: 'gzip' | 'br'): Promise<Buffer> {
  if (coding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
