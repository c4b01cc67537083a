import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { DocumentFormat } from './document.entity.js';
import type { DocumentState } from './document.states.js';

export interface PaperStateRow {
  kind: string;
  language: string;
  subject: string;
  state: DocumentState;
  register_number: string | null;
  amended_because: string | null;
  last_number: number | null;
}

export interface VersionRow {
  language: string;
  subject: string;
  number: number;
  formats: DocumentFormat[];
  created_at: Temporal.Instant;
  approved_at: Temporal.Instant | null;
  made_by_name: string | null;
  reason: string | null;
  /** The hash of its first form, as hexadecimal figures. */
  sha256: string;
}

export interface DispatchRow {
  language: string;
  subject: string;
  number: number;
  recipient: string;
  channel: string;
  sent_at: Temporal.Instant;
  /** The message that carried it was not delivered. */
  is_back: boolean;
}

@Injectable()
export class DocumentsQueries {
  constructor(private readonly db: Db) {}

  /** Where each paper of an activity stands; one statement. */
  states(activityId: string): Promise<PaperStateRow[]> {
    return this.db.rows<PaperStateRow>(
      `select d.kind, d.language, d.subject, d.state, d.register_number, d.amended_because,
              (select max(v.number) from document_version v where v.institution_id = d.institution_id and v.document_id = d.id) as last_number
         from document d where d.institution_id = $1 and d.activity_id = $2 order by d.kind, d.subject, d.language limit 2000`,
      [Current.institutionId, activityId],
    );
  }

  /** Every kept version of a kind of paper, the newest first; one statement. */
  versions(activityId: string, kind: string): Promise<VersionRow[]> {
    return this.db.rows<VersionRow>(
      `select d.language, d.subject, v.number, array_agg(v.format order by v.format desc) as formats, min(v.created_at) as created_at,
              max(v.approved_at) as approved_at, max(a.name) as made_by_name, max(v.reason) as reason, min(v.sha256) as sha256
         from document d join document_version v on v.institution_id = d.institution_id and v.document_id = d.id
         left join account a on a.institution_id = v.institution_id and a.id = v.made_by
        where d.institution_id = $1 and d.activity_id = $2 and d.kind = $3
        group by d.language, d.subject, v.number order by v.number desc limit 500`,
      [Current.institutionId, activityId, kind],
    );
  }

  /** Who received a kind of paper, the latest first; one statement. */
  dispatches(activityId: string, kind: string): Promise<DispatchRow[]> {
    return this.db.rows<DispatchRow>(
      `select d.language, d.subject, s.number, s.recipient, s.channel, s.sent_at,
              coalesce(m.state = 'bounced', false) as is_back
         from document d join document_dispatch s on s.institution_id = d.institution_id and s.document_id = d.id
         left join message m on m.institution_id = s.institution_id and m.id = s.reference
        where d.institution_id = $1 and d.activity_id = $2 and d.kind = $3 order by s.sent_at desc, s.recipient limit 5000`,
      [Current.institutionId, activityId, kind],
    );
  }
}
