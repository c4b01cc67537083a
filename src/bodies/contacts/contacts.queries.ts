import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CountriesService } from '../../directory/countries.service.js';
import { type LastContact, PartnerContacts } from '../../directory/partner-contacts.registry.js';
import { PeopleQueries, type PersonRow } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { searchNeedle } from '../../platform/i18n/search-text.js';
import { BodiesQueries, type BodyRow } from '../bodies.queries.js';

export interface ContactRow {
  id: string;
  number: number;
  year: number;
  on_day: Temporal.PlainDate;
  place: string;
  counterpart: string;
  country: string | null;
  organisation: string | null;
  content: string;
  participants: string | null;
}

export interface ContactFilter {
  q?: string | undefined;
  year?: number | undefined;
  country?: string | undefined;
}

export interface ContactChoices {
  participants: { id: string; name: string }[];
  /** Where people were looked for. */
  found?: PersonRow[] | undefined;
  bodies: BodyRow[];
  countries: { code: string; name: string }[];
}

const OFFERED = 300;
const FOUND = 12;

@Injectable()
export class ContactsQueries implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly partners: PartnerContacts,
    private readonly people: PeopleQueries,
    private readonly bodies: BodiesQueries,
    private readonly countries: CountriesService,
  ) {}

  onModuleInit(): void {
    this.partners.add({ id: 'foreign-contacts', last: () => this.lastOfPartners() });
  }

  /** The newest first, in one statement. */
  async list(filter: ContactFilter, page: number, pageSize: number): Promise<{ rows: ContactRow[]; total: number }> {
    const params: unknown[] = [Current.institutionId];
    const where = ['c.institution_id = $1'];
    for (const word of searchNeedle(filter.q ?? '')
      .split(' ')
      .filter(Boolean))
      where.push(`c.search_text like $${params.push(`% ${word}%`)}`);
    if (filter.year) where.push(`c.year = $${params.push(filter.year)}`);
    if (filter.country) where.push(`c.country = $${params.push(filter.country)}`);
    const rows = await this.db.rows<ContactRow & { total: number }>(
      `select c.id, c.number, c.year, c.on_day, c.place, c.counterpart, c.country, c.organisation, c.content,
              (select string_agg(concat_ws(' ', nullif(p.given_name, ''), p.family_name), ', ' order by p.sort_name) from person p
                where p.institution_id = c.institution_id and p.id in (
                  select a.known_id from person a where a.institution_id = c.institution_id and a.id = any (c.participants))) as participants,
              count(*) over () as total
         from foreign_contact c where ${where.join(' and ')}
        order by c.year desc, c.number desc limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /**
   * The last day on which a partner's people were met: the partner of the body that the record names, and organisations
   * whose name in any language is the one written down.
   */
  lastOfPartners(): Promise<LastContact[]> {
    return this.db.rows<LastContact>(
      `select met.partner as "organisationId", max(met.on_day) as day from (
         select b.partner_id as partner, c.on_day from foreign_contact c
           join body b on b.institution_id = c.institution_id and b.id = c.body_id where c.institution_id = $1
         union all
         select o.id, c.on_day from (
             select lower(trim(organisation)) as name, country, max(on_day) as on_day from foreign_contact
              where institution_id = $1 and organisation is not null group by 1, 2) c
           join (select o.id, o.country, lower(n.value) as name from organisation o, jsonb_each_text(o.name) n
                  where o.institution_id = $1) o on o.name = c.name and (c.country is null or o.country = c.country)) met
        group by met.partner`,
      [Current.institutionId],
    );
  }

  /** What the form offers, in a fixed number of statements. @param chosen ids of people @param q a name that is looked for */
  async choices(chosen: readonly string[], q?: string): Promise<ContactChoices> {
    const { rows: bodies } = await this.bodies.list({}, 1, OFFERED);
    return {
      participants: await this.names(chosen),
      found: q === undefined ? undefined : (await this.find(q)).filter(({ id }) => !chosen.includes(id)),
      bodies,
      countries: (await this.countries.names()).list(),
    };
  }

  /** The people of the directory whom a few letters may mean. */
  async find(q: string): Promise<PersonRow[]> {
    return q.trim().length < 2 ? [] : this.people.find(q.slice(0, 100), FOUND);
  }

  async facets(): Promise<{ years: number[]; countries: string[] }> {
    const [row] = await this.db.rows<{ years: number[] | null; countries: string[] | null }>(
      `select array_agg(distinct year) as years, array_agg(distinct country) filter (where country is not null) as countries
         from foreign_contact where institution_id = $1`,
      [Current.institutionId],
    );
    return { years: (row?.years ?? []).toSorted((a, b) => b - a), countries: row?.countries ?? [] };
  }

  async names(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return this.db.rows(
      `select id, concat_ws(' ', nullif(given_name, ''), family_name) as name from person
        where institution_id = $1 and id in (
          select known_id from person where institution_id = $1 and id = any($2::uuid[])) order by sort_name, id`,
      [Current.institutionId, ids],
    );
  }
}
