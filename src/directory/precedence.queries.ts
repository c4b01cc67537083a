import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

export interface RankRow {
  id: string;
  label: LocalizedText;
  position: number;
  /** The posts that stand level with it, ours first. */
  posts: {
    id: string;
    label: LocalizedText;
    organisation: LocalizedText;
    organisation_id: string;
    country: string | null;
  }[];
}

/** A person's post as the order of precedence counts it on a day. */
export interface Standing {
  person_id: string;
  post: LocalizedText | null;
  organisation: LocalizedText;
  precedence: number;
  rank: LocalizedText | null;
  /** The first day in that post. */
  since: Temporal.PlainDate | null;
}

@Injectable()
export class PrecedenceQueries {
  constructor(private readonly db: Db) {}

  /** The whole order, read by itself. */
  read(): Promise<RankRow[]> {
    return this.db.read(() => this.order());
  }

  /** The whole order. One statement. */
  async order(): Promise<RankRow[]> {
    return this.db.rows<RankRow>(
      `select r.id, r.label, r.position, coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'label', t.label, 'organisation', o.name,
                'organisation_id', o.id, 'country', o.country) order by o.country = i.country desc, o.country, o.search_text, t.id)
                filter (where t.id is not null), '[]') as posts
         from precedence_rank r
         join institution i on i.institution_id = r.institution_id
         left join post t on t.institution_id = r.institution_id and t.rank_id = r.id
         left join organisation o on o.institution_id = t.institution_id and o.id = t.organisation_id
        where r.institution_id = $1 group by r.id, r.label, r.position order by r.position, r.id`,
      [Current.institutionId],
    );
  }

  /** Posts of organisations outside the list, to be given an equivalent; those that people hold today first. */
  async unranked(
    limit: number,
  ): Promise<
    { id: string; label: LocalizedText; organisation: LocalizedText; organisation_id: string; country: string | null }[]
  > {
    return this.db.rows(
      `select t.id, t.label, o.name as organisation, o.id as organisation_id, o.country from post t
         join organisation o on o.institution_id = t.institution_id and o.id = t.organisation_id
        where t.institution_id = $1 and t.rank_id is null order by t.precedence, o.search_text, t.id limit $2`,
      [Current.institutionId, limit],
    );
  }

  /** By which post each of these people stands on `day`: the highest, then the longest held. One statement for all. */
  async standings(personIds: readonly string[], day: Temporal.PlainDate): Promise<Map<string, Standing>> {
    const rows = await this.db.rows<Standing>(
      `select distinct on (p.known_as) p.known_as as person_id, coalesce(t.label, m.role) as post, o.name as organisation,
              coalesce(t.precedence, 2000) as precedence, r.label as rank, m.starts_on as since
         from known_person p
         join person a on a.institution_id = p.institution_id and (a.id = p.id or a.merged_into = p.id)
         join membership m on m.institution_id = a.institution_id and m.person_id = a.id
         join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
         left join post t on t.institution_id = m.institution_id and t.id = m.post_id
         left join precedence_rank r on r.institution_id = t.institution_id and r.id = t.rank_id
        where p.institution_id = $1 and p.known_as = any ($2) and m.state <> 'nominated'
          and (m.starts_on is null or m.starts_on <= $3) and (m.ends_on is null or m.ends_on >= $3)
        order by p.known_as, coalesce(t.precedence, 2000), m.starts_on nulls last, m.id`,
      [Current.institutionId, [...personIds], day],
    );
    return new Map(rows.map((row) => [row.person_id, row]));
  }
}
