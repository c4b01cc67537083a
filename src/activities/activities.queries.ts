import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { InvalidInput, NotFound } from '../platform/errors.js';
import { allow } from '../platform/permissions/allow.js';
import type { ActivityKind } from './activity.entity.js';
import { maySee, visibleTo } from './activity.rules.js';

export interface ActivityRow {
  id: string;
  kind: string;
  state: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  time_zone: string;
  partner_time_zone: string | null;
  city: string;
  partner_id: string | null;
  partner_name: LocalizedText | null;
  partner_country: string | null;
  body_id: string | null;
  responsible_id: string | null;
  responsible_name: string | null;
  version: number;
}

export interface HeaderRow extends ActivityRow {
  /** As the house calls the partner's country, where it names it itself. */
  partner_country_name: LocalizedText | null;
  head_family: string | null;
  head_given: string | null;
  head_honorific: string | null;
  head_native: string | null;
  head_post: LocalizedText | null;
  /** How many are in the delegation that travels. */
  travellers: number;
}

export interface MemberRow {
  id: string;
  delegation_id: string;
  side: 'host' | 'guest';
  organisation_name: LocalizedText;
  organisation_country: string | null;
  person_id: string;
  /** The entry that was kept, where two were merged. */
  known_id: string;
  family_name: string;
  given_name: string;
  sort_name: string;
  native_name: string | null;
  native_language: string | null;
  honorific: string | null;
  gender: string | null;
  email: string | null;
  languages: string[];
  role: string;
  position: number;
  post_label: LocalizedText | null;
  party: string | null;
  /** The photograph, where its person agreed that it be used. */
  photo_id: string | null;
  arrival: string | null;
  departure: string | null;
  room: string | null;
  badge: string | null;
  has_restricted: boolean;
}

export interface ActivityFilter {
  kind?: string;
  q?: string;
  state?: string;
  year?: number;
  page: number;
  pageSize?: number;
}

/** Of the calendar: a part of title, partner or city; what is mine: I answer for it, or it is my body's or my desk's. */
export interface SpanFilter {
  q?: string;
  mine?: boolean;
  limit?: number;
}

export const ROWS_PER_PAGE = 50;

const COLUMNS = `a.id, a.kind, a.state, a.title, a.starts_on, a.ends_on, a.time_zone, a.partner_time_zone, a.city, a.partner_id, a.body_id,
  a.responsible_id, a.version, o.name as partner_name, o.country as partner_country, r.name as responsible_name`;
const FROM = `from activity a
  left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
  left join account r on r.institution_id = a.institution_id and r.id = a.responsible_id`;

// The side of `travellingSide`, in SQL.
const TRAVELLING = `case a.kind when 'mission' then 'host' else 'guest' end`;

/** Reads for pages and the API: plain rows, a fixed number of statements. */
/** How many people travel or receive: one value, over the institution as $1 and the activity as $2. */
export const MEMBER_COUNT =
  'select count(*)::int from delegation_member where institution_id = $1 and activity_id = $2';

@Injectable()
export class ActivitiesQueries {
  constructor(private readonly db: Db) {}

  /** What stands in the head of every page of an activity. @throws NotFound */
  async header(id: string): Promise<HeaderRow> {
    return this.db.once(`activities.header ${id}`, () => this.readHeader(asUuid(id)));
  }

  private async readHeader(id: string): Promise<HeaderRow> {
    const [row] = await this.db.prepared<HeaderRow>(
      'activities.header',
      `select ${COLUMNS}, h.family_name as head_family, h.given_name as head_given, h.honorific as head_honorific, h.native_name as head_native,
              h.post_label as head_post,
              (select c.name from country_name c where c.institution_id = a.institution_id and c.code = o.country) as partner_country_name,
              (select count(*)::int from delegation_member m join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
                where m.institution_id = a.institution_id and m.activity_id = a.id and d.side = ${TRAVELLING}) as travellers
       ${FROM}
       left join lateral (
         select p.family_name, p.given_name, p.honorific, p.native_name, m.post_label
           from delegation_member m
           join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id and d.side = ${TRAVELLING}
           join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
          where m.institution_id = a.institution_id and m.activity_id = a.id and m.role = 'head'
          order by m.position limit 1) h on true
       where a.institution_id = $1 and a.id = $2`,
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** One of a kind that the actor may see. @throws NotFound */
  async seen(id: string, kind: ActivityKind): Promise<ActivityRow> {
    const [row] = await this.db.rows<ActivityRow>(
      `select ${COLUMNS} ${FROM} where a.institution_id = $1 and a.id = $2 and a.kind = $3`,
      [Current.institutionId, asUuid(id), kind],
    );
    if (!row) throw new NotFound();
    if (Current.maybeActor) allow(maySee(Current.actor, { id: row.id, bodyId: row.body_id }));
    return row;
  }

  /** Both delegations in order of precedence, the hosts first. */
  members(activityId: string): Promise<MemberRow[]> {
    return this.db.prepared<MemberRow>(
      'activities.members',
      `select m.id, m.delegation_id, d.side, o.name as organisation_name, o.country as organisation_country, m.person_id, p.id as known_id, p.family_name,
              p.given_name, p.sort_name, p.native_name, p.native_language, p.honorific, p.gender, p.email, p.languages, m.role, m.position, m.post_label,
              m.party, m.arrival, m.departure, m.room, m.badge, case when p.photo_consent_on is not null then p.photo_id end as photo_id, exists (select from travel_detail t join person a on a.institution_id = t.institution_id and a.id = t.person_id
                where t.institution_id = m.institution_id and (a.id = p.id or a.merged_into = p.id)) as has_restricted
         from delegation_member m
         join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
         join organisation o on o.institution_id = d.institution_id and o.id = d.organisation_id
         join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
        where m.institution_id = $1 and m.activity_id = $2
        order by d.side desc, m.position, m.id`,
      [Current.institutionId, activityId],
    );
  }

  async memberCount(activityId: string): Promise<number> {
    const [row] = await this.db.rows<{ count: number }>(`select (${MEMBER_COUNT}) as count`, [
      Current.institutionId,
      activityId,
    ]);
    return row?.count ?? 0;
  }

  /** A page of activities, newest first, with how many there are in all. */
  async list({
    page,
    pageSize = ROWS_PER_PAGE,
    ...filter
  }: ActivityFilter): Promise<{ rows: ActivityRow[]; total: number }> {
    const { where, params } = narrowed(filter);
    const rows = await this.db.rows<ActivityRow & { total: number }>(
      // Counted and cut first, from an index where nothing is searched for; names are looked up for the page only.
      `with found as materialized (
         select a.id, a.starts_on, count(*) over ()::int as total ${filter.q ? FROM : 'from activity a'} where ${where}
          order by a.starts_on desc, a.id desc limit ${Math.trunc(pageSize)} offset ${Math.trunc((Math.max(1, page) - 1) * pageSize)})
       select ${COLUMNS}, found.total ${FROM} join found on found.id = a.id where a.institution_id = $1
        order by found.starts_on desc, found.id desc`,
      params,
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** The same for the API: at most `limit` rows after a first day and id. */
  after(filter: Omit<ActivityFilter, 'page'>, after: string[] | null, limit: number): Promise<ActivityRow[]> {
    const { where, params } = narrowed(filter);
    if (after && !/^\d{4}-\d\d-\d\d [0-9a-f-]{36}$/.test(after.join(' '))) {
      throw new InvalidInput([{ path: 'cursor', message: 'is not a cursor of this list' }], 400);
    }
    const from = after
      ? `and (a.starts_on, a.id) < ($${params.push(after[0])}::date, $${params.push(after[1])}::uuid)`
      : '';
    return this.db.rows<ActivityRow>(
      `select ${COLUMNS} ${FROM} where ${where} ${from} order by a.starts_on desc, a.id desc limit ${limit}`,
      params,
    );
  }

  /**
   * Whom an activity can be held with: everybody but our own house with its parts, and those who only see to it (embassies,
   * hotels, carriers). @param held with whom it is held already, whoever that is
   */
  partners(held: string | null = null): Promise<{ id: string; name: LocalizedText; country: string | null }[]> {
    return this.db.rows(
      `select o.id, o.name, o.country from organisation o join institution i on i.institution_id = o.institution_id
        where o.institution_id = $1 and (o.id = $3 or (
                o.classification in ('embassy', 'hotel', 'carrier') or o.country = i.country
                 and (o.classification in ('parliament', 'chamber', 'committee', 'faction') or o.parent_id is not null)) is not true)
        order by coalesce(o.name ->> $2, o.name ->> 'en', o.name::text), o.id limit 1000`,
      [Current.institutionId, Current.locale, held],
    );
  }

  /** Years in which there are activities of a kind, the latest first. */
  async years(kind: string): Promise<number[]> {
    const rows = await this.db.rows<{ year: number }>(
      // From year to year along the index: a house of thirty years has ten thousand activities.
      `with recursive found as (
         select max(starts_on) as latest from activity where institution_id = $1 and kind = $2
         union all
         select (select max(starts_on) from activity where institution_id = $1 and kind = $2 and starts_on < date_trunc('year', latest)::date)
           from found where latest is not null)
       select extract(year from latest)::int as year from found where latest is not null order by year desc`,
      [Current.institutionId, kind],
    );
    return rows.map(({ year }) => year);
  }

  /** What touches a span of days, for the ribbon and the calendar. Cancelled ones are left out. */
  between(from: Temporal.PlainDate, to: Temporal.PlainDate, filter: SpanFilter = {}): Promise<ActivityRow[]> {
    const { q, mine = false, limit = 200 } = filter;
    const actor = Current.maybeActor;
    const seen = visibleTo(actor);
    const all = seen === 'all';
    const scopes = (kind: string) =>
      (actor?.grants ?? []).flatMap(({ scopeKind, scopeId }) => (scopeKind === kind && scopeId ? [scopeId] : []));
    return this.db.rows<ActivityRow>(
      `select ${COLUMNS} ${FROM}
       where a.institution_id = $1 and a.ends_on >= $2 and a.starts_on <= $3 and a.state not in ('cancelled', 'declined', 'rejected')
         and ($4 or a.id = any($5::uuid[]) or a.body_id = any($6::uuid[]))
         and ($7 = '%%' or a.title::text ilike $7 or o.name::text ilike $7 or a.city ilike $7)
         and (not $8 or a.responsible_id = $9 or a.id = any($10::uuid[]) or a.body_id = any($11::uuid[]) or o.country = any($12::text[])
              or exists (select 1 from seat s where s.institution_id = a.institution_id and s.body_id = a.body_id and s.person_id = $13
                          and s.starts_on <= a.ends_on and (s.ends_on is null or s.ends_on >= a.starts_on)))
       order by a.starts_on, a.id limit ${Math.trunc(limit)}`,
      [
        ...[Current.institutionId, from, to, all, all ? [] : seen.activityIds, all ? [] : seen.bodyIds],
        `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`,
        ...[
          mine,
          actor?.accountId ?? null,
          scopes('activity'),
          scopes('body'),
          scopes('country'),
          actor?.personId ?? null,
        ],
      ],
    );
  }

  async bySourceKey(key: string): Promise<ActivityRow | null> {
    const [row] = await this.db.rows<ActivityRow>(
      `select ${COLUMNS} ${FROM} where a.institution_id = $1 and a.source_key = $2`,
      [Current.institutionId, key],
    );
    return row ?? null;
  }
}

function narrowed(filter: Omit<ActivityFilter, 'page' | 'pageSize'>): { where: string; params: unknown[] } {
  const where = ['a.institution_id = $1'];
  const params: unknown[] = [Current.institutionId];
  const mark = (value: unknown) => `$${params.push(value)}`;
  const seen = visibleTo(Current.maybeActor);
  if (seen !== 'all')
    where.push(`(a.id = any(${mark(seen.activityIds)}::uuid[]) or a.body_id = any(${mark(seen.bodyIds)}::uuid[]))`);
  if (filter.kind) where.push(`a.kind = ${mark(filter.kind)}`);
  if (filter.state) where.push(`a.state = ${mark(filter.state)}`);
  if (filter.year) {
    const year = mark(filter.year);
    where.push(`a.starts_on >= make_date(${year}::int, 1, 1) and a.starts_on < make_date(${year}::int + 1, 1, 1)`);
  }
  if (filter.q) {
    const like = mark(`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(a.title::text ilike ${like} or o.name::text ilike ${like})`);
  }
  return { where: where.join(' and '), params };
}

function asUuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFound();
  return id;
}
