import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

export interface AliasRow {
  merge_id: string;
  alias_id: string;
  family_name: string;
  given_name: string;
  native_name: string | null;
  merged_at: Temporal.Instant;
  merged_by: string | null;
}

@Injectable()
export class MergesQueries {
  constructor(private readonly db: Db) {}

  /** The entries that lead to this person, and the merges that can be undone. */
  async aliases(personId: string): Promise<AliasRow[]> {
    return this.db.rows<AliasRow>(
      `select m.id as merge_id, m.alias_id, p.family_name, p.given_name, p.native_name, m.merged_at, a.name as merged_by
         from person_merge m
         join person p on p.institution_id = m.institution_id and p.id = m.alias_id and p.merged_into = m.kept_id
         left join account a on a.institution_id = m.institution_id and a.id = m.merged_by
        where m.institution_id = $1 and m.kept_id = $2 and m.undone_at is null order by m.merged_at desc, m.id`,
      [Current.institutionId, personId],
    );
  }
}
