import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { STANDS_TODAY } from './people.queries.js';

export interface PostRow {
  id: string;
  label: LocalizedText;
  address_form: string | null;
  single_holder: boolean;
  may_sign: boolean;
  precedence: number;
  rank: LocalizedText | null;
  rank_position: number | null;
  holders: { id: string; name: string; since: string | null }[];
}

@Injectable()
export class PostsQueries {
  constructor(private readonly db: Db) {}

  /** The offices of one organisation with who holds them today, the highest first. One statement. */
  async of(organisationId: string): Promise<PostRow[]> {
    return this.db.rows<PostRow>(
      `select t.id, t.label, t.address_form, t.single_holder, t.may_sign, t.precedence, r.label as rank, r.position as rank_position,
              coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', trim(p.given_name || ' ' || p.family_name), 'since', m.starts_on)
                          order by m.starts_on nulls last, p.sort_name)
                 from membership m join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
                where m.institution_id = t.institution_id and m.post_id = t.id and ${STANDS_TODAY}), '[]') as holders
         from post t left join precedence_rank r on r.institution_id = t.institution_id and r.id = t.rank_id
        where t.institution_id = $1 and t.organisation_id = $2 order by t.precedence, t.id limit 200`,
      [Current.institutionId, organisationId],
    );
  }
}
