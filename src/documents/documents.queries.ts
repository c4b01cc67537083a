import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { DocumentFormat } from './document.entity.js';

export interface VersionRow {
  kind: string;
  language: string;
  state: string;
  register_number: string | null;
  number: number;
  format: DocumentFormat;
  created_at: Temporal.Instant;
  made_by_name: string | null;
  reason: string | null;
}

@Injectable()
export class DocumentsQueries {
  constructor(private readonly db: Db) {}

  /** Every kept version of an activity's papers, the newest first. */
  versions(activityId: string): Promise<VersionRow[]> {
    return this.db.rows<VersionRow>(
      `select d.kind, d.language, d.state, d.register_number, v.number, v.format, v.created_at, v.reason, a.name as made_by_name
         from document d join document_version v on v.institution_id = d.institution_id and v.document_id = d.id
         left join account a on a.institution_id = v.institution_id and a.id = v.made_by
        where d.institution_id = $1 and d.activity_id = $2 order by d.kind, d.language, v.number desc, v.format desc limit 500`,
      [Current.institutionId, activityId],
    );
  }
}
