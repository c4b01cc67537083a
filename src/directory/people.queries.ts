import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { searchNeedle } from '../platform/i18n/search-text.js';
import type { MembershipState } from './membership.states.js';
import type { NameOrder } from './person.entity.js';

export interface PersonRow {
  id: string;
  family_name: string;
  given_name: string;
  name_order: NameOrder;
  native_name: string | null;
  native_language: string | null;
  sort_name: string;
  honorific: string | null;
  country: string | null;
  email: string | null;
  phone: string | null;
  /** The post or role in force today, and where. */
  post: LocalizedText | null;
  organisation_id: string | null;
  organisation: LocalizedText | null;
}

export interface MembershipRow {
  id: string;
  organisation_id: string;
  organisation: LocalizedText;
  country: string | null;
  post: LocalizedText | null;
  address_form: string | null;
  state: MembershipState;
  /** On whose behalf: a faction, a party. */
  on_behalf_of: LocalizedText | null;
  convocation: number | null;
  appointed_by: string | null;
  /** Our rank that the post stands at. */
  rank: LocalizedText | null;
  starts_on: Temporal.PlainDate | null;
  ends_on: Temporal.PlainDate | null;
  is_current: boolean;
}

export interface PeopleFilter {
  q?: string | undefined;
  country?: string | undefined;
  /** An organisation, with all that belongs to it. */
  organisation?: string | undefined;
  sort?: 'name' | '-name';
}

/** How many a search by name finds at most: who types on finds the rest. */
const MOST_FOUND = 1000;

const inside = (placeholder: string) => `(with recursive inside as (
    select o.id from organisation o where o.institution_id = $1 and o.id = ${placeholder}
    union select o.id from organisation o join inside i on o.parent_id = i.id where o.institution_id = $1)
  select id from inside)`;

/** A membership `m` that stands today; both days count. */
export const STANDS_TODAY = `m.state <> 'nominated'
  and (m.starts_on is null or m.starts_on <= current_date) and (m.ends_on is null or m.ends_on >= current_date)`;

// Under whichever id it was written: what refers to a merged entry was never rewritten.
const idsOf = (id: string) => `array(select ${id} union all
  select a.id from person a where a.institution_id = $1 and a.merged_into = ${id})`;

// The membership that stands today: the highest post first, then the newest.
const POST_OF_TODAY = `left join lateral (
    select coalesce(t.label, m.role) as post, m.organisation_id, o.name as organisation
      from membership m
      join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
      left join post t on t.institution_id = m.institution_id and t.id = m.post_id
     where m.institution_id = p.institution_id and m.person_id = any (${idsOf('p.id')}) and ${STANDS_TODAY}
     order by coalesce(t.precedence, 2000), m.starts_on desc nulls last, m.id limit 1) today on true`;

const COLUMNS = `p.id, p.family_name, p.given_name, p.name_order, p.native_name, p.native_language, p.sort_name, p.honorific, p.country, p.email, p.phone,
  today.post, today.organisation_id, today.organisation`;

/** Reads of people for pages and API; each list is a fixed number of statements. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly db: Db) {}

  async list(filter: PeopleFilter, page: number, pageSize: number): Promise<{ rows: PersonRow[]; total: number }> {
    const { where, params } = this.narrowed(filter);
    const direction = filter.sort === '-name' ? 'desc' : 'asc';
    const rows = await this.db.rows<PersonRow>(
      `select ${COLUMNS} from (
         select * from person p where ${where} order by p.sort_name ${direction}, p.id ${direction}
         limit $${params.length + 1} offset $${params.length + 2}) p
       ${POST_OF_TODAY} order by p.sort_name ${direction}, p.id ${direction}`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    const [{ total } = { total: 0 }] = await this.db.rows<{ total: number }>(
      `select count(*) as total from person p where ${where}`,
      params,
    );
    return { rows, total };
  }

  /** The first so many whom a question finds, as one types: nobody is counted. One statement. */
  async find(q: string, limit: number): Promise<PersonRow[]> {
    return this.db.rows<PersonRow>(
      `select ${COLUMNS} from (
         select * from person p where p.institution_id = $1 and p.merged_into is null and p.id in (select search_people($2, $3))) p
       ${POST_OF_TODAY} order by p.sort_name, p.id`,
      [Current.institutionId, searchNeedle(q), limit],
    );
  }

  /** One more than `limit` where more follow; `after` is the sort name and id of the last row that was sent. */
  async after(filter: PeopleFilter, after: string[] | null, limit: number): Promise<PersonRow[]> {
    const { where, params } = this.narrowed(filter);
    const from = after ? `and (p.sort_name, p.id) > ($${params.length + 2}, $${params.length + 3}::uuid)` : '';
    return this.db.rows<PersonRow>(
      `select ${COLUMNS} from (select * from person p where ${where} ${from} order by p.sort_name, p.id limit $${params.length + 1}) p
       ${POST_OF_TODAY} order by p.sort_name, p.id`,
      [...params, limit + 1, ...(after ?? [])],
    );
  }

  /** All ids under which a person is known: the own one first, then those of merged entries. */
  async idsOf(personId: string): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(`select unnest(${idsOf('$2::uuid')}) as id`, [
      Current.institutionId,
      personId,
    ]);
    return rows.map(({ id }) => id);
  }

  /** Posts of a person, those of today first, then the newest. */
  async memberships(personId: string): Promise<MembershipRow[]> {
    return this.db.rows<MembershipRow>(
      `select m.id, m.organisation_id, o.name as organisation, o.country, coalesce(t.label, m.role) as post, t.address_form, m.starts_on, m.ends_on,
              m.state, f.name as on_behalf_of, c.number as convocation, m.appointed_by, r.label as rank, ${STANDS_TODAY} as is_current
         from membership m
         join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
         left join organisation f on f.institution_id = m.institution_id and f.id = m.on_behalf_of_id
         left join convocation c on c.institution_id = m.institution_id and c.id = m.convocation_id
         left join post t on t.institution_id = m.institution_id and t.id = m.post_id
         left join precedence_rank r on r.institution_id = t.institution_id and r.id = t.rank_id
        where m.institution_id = $1 and m.person_id = any (${idsOf('$2::uuid')})
        order by is_current desc, m.starts_on desc nulls last, m.id`,
      [Current.institutionId, personId],
    );
  }

  /** People in an organisation and all that belongs to it today, by precedence of their posts. */
  async within(
    organisationId: string,
    limit: number,
  ): Promise<(PersonRow & { address_form: string | null; since: Temporal.PlainDate | null; total: number })[]> {
    return this.db.rows(
      `select * , count(*) over () as total from (
         select distinct on (p.id) p.id, p.family_name, p.given_name, p.name_order, p.native_name, p.native_language, p.sort_name, p.honorific, p.country, p.email, p.phone,
                coalesce(t.label, m.role) as post, m.organisation_id, o.name as organisation, t.address_form, m.starts_on as since,
                coalesce(t.precedence, 2000) as precedence
           from membership m
           join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
           join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
           left join post t on t.institution_id = m.institution_id and t.id = m.post_id
          where m.institution_id = $1 and m.organisation_id in ${inside('$2')} and ${STANDS_TODAY}
          order by p.id, coalesce(t.precedence, 2000)) found
        order by precedence, since nulls last, sort_name, id limit $3`,
      [Current.institutionId, organisationId, limit],
    );
  }

  private narrowed({ q, country, organisation }: PeopleFilter): { where: string; params: unknown[] } {
    const params: unknown[] = [Current.institutionId];
    const where = ['p.institution_id = $1', 'p.merged_into is null'];
    if (q !== undefined) where.push(`p.id in (select search_people($${params.push(searchNeedle(q))}, ${MOST_FOUND}))`);
    if (country) where.push(`p.country = $${params.push(country)}`);
    if (organisation) {
      const placeholder = `$${params.push(organisation)}`;
      where.push(
        `exists (select from membership m where m.institution_id = $1 and m.person_id = any (${idsOf('p.id')}) and m.organisation_id in ${inside(placeholder)})`,
      );
    }
    return { where: where.join(' and '), params };
  }
}

/** A person's name as a line of a list has it: honorific, then the names in the order of their bearer. */
export function fullName(person: {
  honorific?: string | null;
  given_name: string;
  family_name: string;
  name_order?: NameOrder | undefined;
}): string {
  const { honorific, given_name, family_name, name_order } = person;
  const names = name_order === 'family-first' ? [family_name, given_name] : [given_name, family_name];
  return [honorific, ...names].filter(Boolean).join(' ');
}
