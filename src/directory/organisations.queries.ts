import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type Classification, PARTNERS } from './organisation.entity.js';
import { searchNeedle } from '../platform/i18n/search-text.js';

export interface OrganisationRow {
  id: string;
  classification: Classification;
  name: LocalizedText;
  country: string | null;
  city: string | null;
  address: string | null;
  parent_id: string | null;
  parent: LocalizedText | null;
  version: number;
  people: number;
}

export interface OrganisationFilter {
  q?: string | undefined;
  classification?: Classification | 'all' | undefined;
  country?: string | undefined;
}

@Injectable()
export class OrganisationsQueries {
  constructor(private readonly db: Db) {}

  /** By country, then parliament before chamber; without a classification the partners alone. */
  async list(
    filter: OrganisationFilter,
    page: number,
    pageSize: number,
  ): Promise<{ rows: OrganisationRow[]; total: number }> {
    const { where, params } = narrowed(filter);
    const rows = await this.db.rows<OrganisationRow & { total: number }>(
      `select o.id, o.classification, o.name, o.country, o.city, o.address, o.parent_id, o.version, above.name as parent, o.total,
              (select count(distinct m.person_id) from membership m where m.institution_id = o.institution_id and m.organisation_id = o.id
                and (m.starts_on is null or m.starts_on <= current_date) and (m.ends_on is null or m.ends_on >= current_date)) as people
         from (select *, count(*) over () as total from organisation o where ${where}
                order by o.country nulls last, o.classification = 'chamber', o.search_text, o.id limit $${params.length + 1} offset $${params.length + 2}) o
         left join organisation above on above.institution_id = o.institution_id and above.id = o.parent_id
        order by o.country nulls last, o.classification = 'chamber', o.search_text, o.id`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** By id; one more than `limit` where more follow. */
  async after(
    filter: OrganisationFilter,
    after: string[] | null,
    limit: number,
  ): Promise<Omit<OrganisationRow, 'people' | 'parent'>[]> {
    const { where, params } = narrowed({ classification: 'all', ...filter });
    return this.db.rows(
      `select o.id, o.classification, o.name, o.country, o.city, o.address, o.parent_id, o.version from organisation o
        where ${where} ${after ? `and o.id > $${params.length + 2}::uuid` : ''} order by o.id limit $${params.length + 1}`,
      [...params, limit + 1, ...(after ?? [])],
    );
  }

  /** The organisation and everything that belongs to it, itself first. */
  async family(id: string): Promise<{ id: string; name: LocalizedText; classification: Classification }[]> {
    return this.db.rows(
      `with recursive inside as (
         select id, name, classification, 0 as depth from organisation where institution_id = $1 and id = $2
         union select o.id, o.name, o.classification, i.depth + 1 from organisation o join inside i on o.parent_id = i.id where o.institution_id = $1 and i.depth < 8)
       select id, name, classification from inside order by depth, id`,
      [Current.institutionId, id],
    );
  }

  /** For a choice in a form, and of their posts. */
  async choices(): Promise<
    { id: string; name: LocalizedText; country: string | null; classification: Classification }[]
  > {
    return this.db.rows(
      'select id, name, country, classification from organisation where institution_id = $1 order by country nulls last, search_text, id limit 2000',
      [Current.institutionId],
    );
  }

  async convocations(): Promise<{ id: string; number: number; starts_on: Temporal.PlainDate }[]> {
    return this.db.rows(
      'select id, number, starts_on from convocation where institution_id = $1 order by number desc',
      [Current.institutionId],
    );
  }

  async posts(): Promise<{ id: string; label: LocalizedText; organisation_id: string; organisation: LocalizedText }[]> {
    return this.db.rows(
      `select t.id, t.label, t.organisation_id, o.name as organisation from post t
         join organisation o on o.institution_id = t.institution_id and o.id = t.organisation_id
        where t.institution_id = $1 order by o.search_text, t.precedence, t.id limit 2000`,
      [Current.institutionId],
    );
  }
}

function narrowed({ q, classification, country }: OrganisationFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [Current.institutionId];
  const where = ['o.institution_id = $1'];
  // An institution knows some thousands of organisations at most: read through, they need no index.
  for (const word of searchNeedle(q ?? '')
    .split(' ')
    .filter(Boolean))
    where.push(`o.search_text like $${params.push(`% ${word}%`)}`);
  if (classification === undefined) where.push(`o.classification = any ($${params.push([...PARTNERS])})`);
  else if (classification !== 'all') where.push(`o.classification = $${params.push(classification)}`);
  if (country) where.push(`o.country = $${params.push(country)}`);
  return { where: where.join(' and '), params };
}
