import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { searchNeedle } from '../platform/i18n/search-text.js';
import type { BodyKind } from './body.states.js';
import type { Seat } from './seat.entity.js';

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
  version: number;
}

export interface SeatRow {
  id: string;
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
}

const BODY = `b.id, b.kind, b.state, b.name, b.partner_id, o.name as partner, o.country, b.constituted_on, b.version,
  (select count(*) from seat s where s.institution_id = b.institution_id and s.body_id = b.id
     and s.starts_on <= current_date and (s.ends_on is null or s.ends_on >= current_date)) as seats,
  (select concat_ws(' ', nullif(p.given_name, ''), p.family_name) from seat s
     join known_person p on p.institution_id = s.institution_id and p.known_as = s.person_id
    where s.institution_id = b.institution_id and s.body_id = b.id and s.capacity in ('chair', 'co-chair')
      and s.starts_on <= current_date and (s.ends_on is null or s.ends_on >= current_date)
    order by s.capacity, s.starts_on, s.id limit 1) as chair`;
const FROM = 'from body b join organisation o on o.institution_id = b.institution_id and o.id = b.partner_id';

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

  /** Seats of a body, those that stand first, the chair before the members. */
  async seatsOf(bodyId: string): Promise<SeatRow[]> {
    return this.seats('s.body_id = $2', bodyId);
  }

  /** Where a person has or had a seat. */
  async seatsOfPerson(personIds: string[]): Promise<SeatRow[]> {
    return this.seats('s.person_id = any ($2)', personIds);
  }

  /** What happened to a body, newest first. */
  async history(
    bodyId: string,
  ): Promise<{ id: string; type: string; actor_name: string | null; occurred_at: Temporal.Instant }[]> {
    return this.db.rows(
      `select e.id, e.type, a.name as actor_name, e.occurred_at from event e
         left join account a on a.institution_id = e.institution_id and a.id = e.actor_id
        where e.institution_id = $1 and e.subject_id = $2 order by e.occurred_at desc, e.id desc limit 50`,
      [Current.institutionId, bodyId],
    );
  }

  async partnerChoices(): Promise<{ id: string; name: LocalizedText }[]> {
    return this.db.rows(
      `select id, name from organisation where institution_id = $1 and classification in ('parliament', 'chamber', 'ipo')
        order by country nulls last, search_text, id limit 2000`,
      [Current.institutionId],
    );
  }

  async convocations(): Promise<{ id: string; number: number }[]> {
    return this.db.rows('select id, number from convocation where institution_id = $1 order by number desc', [
      Current.institutionId,
    ]);
  }

  private async seats(where: string, id: string | string[]): Promise<SeatRow[]> {
    return this.db.rows<SeatRow>(
      `select s.id, s.kind, s.capacity, s.starts_on, s.ends_on, s.person_id, p.family_name, p.given_name, p.honorific, p.native_name,
              p.native_language, p.country, s.body_id, b.name as body, b.kind as body_kind
         from seat s
         join known_person p on p.institution_id = s.institution_id and p.known_as = s.person_id
         join body b on b.institution_id = s.institution_id and b.id = s.body_id
        where s.institution_id = $1 and ${where}
        order by s.ends_on is not null and s.ends_on < current_date, array_position(array['chair', 'co-chair', 'deputy', 'member', 'secretary'], s.capacity),
                 array_position(array['full', 'substitute', 'observer'], s.kind), p.sort_name, s.id`,
      [Current.institutionId, id],
    );
  }
}

function narrowed({ q, kind, state, partners }: BodyFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [Current.institutionId];
  const where = ['b.institution_id = $1'];
  for (const word of searchNeedle(q ?? '')
    .split(' ')
    .filter(Boolean))
    where.push(`b.search_text like $${params.push(`% ${word}%`)}`);
  if (kind) where.push(`b.kind = $${params.push(kind)}`);
  if (state) where.push(`b.state = $${params.push(state)}`);
  if (partners) where.push(`b.partner_id = any ($${params.push(partners)})`);
  return { where: where.join(' and '), params };
}
