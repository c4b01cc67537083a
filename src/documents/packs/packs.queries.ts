import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { DocumentPack } from './document-pack.entity.js';

const SHOWN = 10;

export interface PackRow extends Pick<DocumentPack, 'id' | 'papers' | 'state' | 'done' | 'problem'> {
  created_at: Temporal.Instant;
  made_by_name: string | null;
}

@Injectable()
export class PacksQueries {
  constructor(private readonly db: Db) {}

  /** The latest packs of an activity, the newest first; one statement. */
  latest(activityId: string): Promise<PackRow[]> {
    return this.db.rows<PackRow>(
      `select p.id, p.papers, p.state, p.done, p.problem, p.created_at, a.name as made_by_name
         from document_pack p left join account a on a.institution_id = p.institution_id and a.id = p.made_by
        where p.institution_id = $1 and p.activity_id = $2 order by p.created_at desc limit ${SHOWN}`,
      [Current.institutionId, activityId],
    );
  }
}
