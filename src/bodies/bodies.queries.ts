import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { searchNeedle } from '../platform/i18n/search-text.js';
import type { BodyKind } from './body.states.js';
import type { Seat } from './seats/seat.entity.js';

export interface BodyRow {
  id: string;
  kind: BodyKind;
  state: string;
  name: LocalizedText;
  partner_id: string;
  partner: LocalizedText;
  country: string | null;
  constituted_on: Temporal.PlainDate | null;
  /** Seats that stand today. */
  seats: number;
  chair: string | null;
  archived_on: Temporal.PlainDate | null;
  version: number;
}

/** A body beside another: what it carries on, what carries it on, its subcommissions. */
export interface KinRow {
  id: string;
  name: LocalizedText;
  relation: 'predecessor' | 'successor' | 'parent' | 'subcommission';
  constituted_on: Temporal.PlainDate | null;
}

export interface SeatRow {
  id: string;
  side: Seat['side'];
  substitute_for: string | null;
  stands_in_for: string | null;
  replaces: string | null;
  /** Somebody else has the place by now. */
  is_filled: boolean;
  committees: string[];
  decision: string | null;
  kind: Seat['kind'];
  capacity: Seat['capacity'];
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate | null;
  person_id: string;
  family_name: string;
  given_name: string;
  honorific: string | null;
  native_name: string | null;
  native_language: string | null;
  country: string | null;
  body_id: string;
  body: LocalizedText;
  body_kind: BodyKind;
}

export interface BodyFilter {
  q?: string | undefined;
  kind?: BodyKind | undefined;
  state?: string | undefined;
  partners?: string[] | undefined;
  /** Also those that ended with their term. */
  archived?: boolean | undefined;
}

const BODY = `b.id, b.kind, b.state, b.name, b.partner_id, o.name as partner, o.country, b.constituted_on, b.archived_on, b.version,
  (select count(*) from seat s where s.institution_id = b.institution_id and s.body_id = b.id
     and (s.side = 'ours' or b.kind = 'commission') and s.starts_on <= current_date and (s.ends_on is null or s.ends_on >= current_date)) as seats,
  (select concat_ws(' ', nullif(p.given_name, ''), p.family_name) from seat s
     join known_person p on p.institution_id = s.institution_id and p.known_as = s.person_id
    where s.institution_id = b.institution_id and s.body_id = b.id and s.capacity in ('chair', 'co-chair') and s.side = 'ours'
      and s.starts_on <= current_date and (s.ends_on is null or s.ends_on >= current_date)
    order by s.capacity, s.starts_on, s.id limit 1) as chair`;
// Where committees were never changed, they are those of the seat.
const COMMITTEES_THEN = `coalesce(
    (select array(select jsonb_array_elements_text(m.facts -> 'committees')) from body_move m
      where m.institution_id = s.institution_id and m.subject_id = s.id and m.facts ? 'committees' and m.on_day <= $3
      order by m.on_day desc, m.id desc limit 1), s.committees) as committees`;
const FROM = 'from body b join organisation o on o.institution_id = b.institution_id and o.id = b.partner_id';

export interface HistoryRow {
  id: string;
  type: string;
  actor_name: string | null;
  occurred_at: Temporal.Instant;
  /** Of a step: the day on which it took effect, the decision or the reason. */
  on_day: Temporal.PlainDate | null;
  note: string | null;
  matter: string | null;
}

/** Reads of bodies for pages and API; each list is one statement. */
@Injectable()
export class BodiesQueries {
  constructor(private readonly db: Db) {}

  async list(filter: BodyFilter, page: number, pageSize: number): Promise<{ rows: BodyRow[]; total: number }> {
    const { where, params } = narrowed(filter);
    const rows = await this.db.rows<BodyRow & { total: number }>(
      `select ${BODY}, count(*) over () as total ${FROM} where ${where}
        order by array_position(array['working-group', 'permanent-delegation', 'commission'], b.kind), b.search_text, b.id
        limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** By id; one more than `limit` where more follow. */
  async after(filter: BodyFilter, after: string[] | null, limit: number): Promise<BodyRow[]> {
    const { where, params } = narrowed(filter);
    return this.db.rows<BodyRow>(
      `select ${BODY} ${FROM} where ${where} ${after ? `and b.id > $${params.length + 2}::uuid` : ''} order by b.id limit $${params.length + 1}`,
      [...params, limit + 1, ...(after ?? [])],
    );
  }

  async one(id: string): Promise<BodyRow | undefined> {
    const [row] = await this.db.rows<BodyRow>(
      `select ${BODY} ${FROM} where b.institution_id = $1 and b.id::text = $2`,
      [Current.institutionId, id],
    );
    return row;
  }

  /** Seats of a body, those that stand first, the chair before the members; with `on` those alone that stood on that day. */
  async seatsOf(bodyId: string, on?: Temporal.PlainDate): Promise<SeatRow[]> {
    return on
      ? this.seats('s.body_id = $2 and s.starts_on <= $3 and (s.ends_on is null or s.ends_on >= $3)', bodyId, on)
      : this.seats('s.body_id = $2', bodyId);
  }

  async kinOf(id: string): Promise<KinRow[]> {
    return this.db.rows<KinRow>(
      `select k.id, k.name, k.constituted_on,
              case when k.id = b.predecessor_id then 'predecessor' when k.predecessor_id = b.id then 'successor'
                   when k.id = b.parent_id then 'parent' else 'subcommission' end as relation
         from body b join body k on k.institution_id = b.institution_id
          and (k.id in (b.predecessor_id, b.parent_id) or k.predecessor_id = b.id or k.parent_id = b.id)
        where b.institution_id = $1 and b.id = $2 order by relation, k.search_text, k.id`,
      [Current.institutionId, id],
    );
  }

  async organisationNames(
    ids: readonly string[],
  ): Promise<{ id: string; name: LocalizedText; country: string | null }[]> {
    if (ids.length === 0) return [];
    return this.db.rows(
      'select id, name, country from organisation where institution_id = $1 and id = any($2::uuid[]) order by search_text, id',
      [Current.institutionId, ids],
    );
  }

  /** Where a person has or had a seat. */
  async seatsOfPerson(personIds: string[]): Promise<SeatRow[]> {
    return this.seats('s.person_id = any ($2)', personIds);
  }

  /** What happened to a body, newest first. */
  async history(bodyId: string, until?: Temporal.PlainDate): Promise<HistoryRow[]> {
    return this.db.rows(
      `select e.id, e.type, a.name as actor_name, e.occurred_at, m.on_day, m.note,
              coalesce((select f.facts ->> 'title' from body_move f
                 where f.institution_id = x.institution_id and f.subject_id = x.id and f.facts is not null and f.on_day <= $3
                 order by f.on_day desc, f.id desc limit 1), x.title) as matter from event e
         left join account a on a.institution_id = e.institution_id and a.id = e.actor_id
         left join body_move m on m.institution_id = e.institution_id and m.id = (e.data ->> 'move')::uuid
         left join body_matter x on x.institution_id = e.institution_id and x.id = (e.data ->> 'matter')::uuid
        where e.institution_id = $1 and e.subject_id = $2 and (m.on_day is null or $3::date is null or m.on_day <= $3)
          and ($3::date is null or m.on_day is not null)
        order by e.occurred_at desc, e.id desc limit 50`,
      [Current.institutionId, bodyId, until ?? null],
    );
  }

  async partnerChoices(): Promise<{ id: string; name: LocalizedText }[]> {
    return this.db.rows(
      `select id, name from organisation where institution_id = $1 and classification in ('parliament', 'chamber', 'ipo')
        order by country nulls last, search_text, id limit 2000`,
      [Current.institutionId],
    );
  }

  /** What rules speak of: parliaments, chambers, factions and international organisations. */
  async organisationChoices(): Promise<{ id: string; name: LocalizedText }[]> {
    return this.db.rows(
      `select id, name from organisation where institution_id = $1 and classification in ('parliament', 'chamber', 'faction', 'ipo')
        order by classification, search_text, id limit 2000`,
      [Current.institutionId],
    );
  }

  async convocations(): Promise<{ id: string; number: number }[]> {
    return this.db.rows('select id, number from convocation where institution_id = $1 order by number desc', [
      Current.institutionId,
    ]);
  }

  /** @param on read as of this day, which is `$3` of `where` */
  private async seats(where: string, id: string | string[], on?: Temporal.PlainDate): Promise<SeatRow[]> {
    const isThen = on !== undefined;
    return this.db.rows<SeatRow>(
      `select s.id, s.kind, s.capacity, s.starts_on, s.ends_on, s.person_id, p.family_name, p.given_name, p.honorific, p.native_name,
              p.native_language, p.country, s.body_id, b.name as body, b.kind as body_kind, s.side, s.substitute_for, s.replaces,
              ${isThen ? COMMITTEES_THEN : 's.committees'}, s.decision,
              (select concat_ws(' ', nullif(q.given_name, ''), q.family_name) from seat f
                 join known_person q on q.institution_id = f.institution_id and q.known_as = f.person_id
                where f.institution_id = s.institution_id and f.id = s.substitute_for) as stands_in_for,
              exists (select 1 from seat n where n.institution_id = s.institution_id and n.replaces = s.id) as is_filled
         from seat s
         join known_person p on p.institution_id = s.institution_id and p.known_as = s.person_id
         join body b on b.institution_id = s.institution_id and b.id = s.body_id
        where s.institution_id = $1 and ${where}
        order by s.ends_on is not null and s.ends_on < current_date, array_position(array['chair', 'co-chair', 'deputy', 'member', 'secretary'], s.capacity),
                 array_position(array['full', 'substitute', 'observer'], s.kind), p.sort_name, s.id`,
      [Current.institutionId, id, ...(isThen ? [on] : [])],
    );
  }
}

function narrowed({ q, kind, state, partners, archived }: BodyFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [Current.institutionId];
  const where = ['b.institution_id = $1'];
  for (const word of searchNeedle(q ?? '')
    .split(' ')
    .filter(Boolean))
    where.push(`b.search_text like $${params.push(`% ${word}%`)}`);
  if (kind) where.push(`b.kind = $${params.push(kind)}`);
  if (state) where.push(`b.state = $${params.push(state)}`);
  if (partners) {
    const those = `$${params.push(partners)}::uuid[]`;
    where.push(`(b.partner_id = any (${those}) or b.also_with && ${those})`);
  }
  // What ended with its convocation is found when it is asked for, and on the page of its partner.
  if (!archived && !partners && !state) where.push('b.archived_on is null');
  return { where: where.join(' and '), params };
}
