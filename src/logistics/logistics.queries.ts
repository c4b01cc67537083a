import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Facts } from './logistics-entry.entity.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';

export interface EntryRow {
  id: string;
  kind: LogisticsKindName;
  state: string;
  at_local: Temporal.PlainDateTime | null;
  from_day: Temporal.PlainDate | null;
  to_day: Temporal.PlainDate | null;
  facts: Facts;
  has_sealed: boolean;
  note: string;
  reason: string | null;
  version: number;
  /** In the order of precedence. */
  members: string[];
}

@Injectable()
export class LogisticsQueries {
  constructor(private readonly db: Db) {}

  /** The entries of these kinds, in the order of time. What is sealed stays sealed. One statement. */
  of(activityId: string, kinds: readonly LogisticsKindName[]): Promise<EntryRow[]> {
    return this.db.rows<EntryRow>(
      `select e.id, e.kind, e.state, e.at_local, e.from_day, e.to_day, e.facts, e.sealed is not null as has_sealed, e.note, e.reason, e.version,
              coalesce((select array_agg(m.member_id order by d.position) from logistics_member m
                 join delegation_member d on d.institution_id = m.institution_id and d.id = m.member_id
                where m.institution_id = e.institution_id and m.entry_id = e.id), '{}')::text[] as members
         from logistics_entry e
        where e.institution_id = $1 and e.activity_id = $2 and e.kind = any ($3::text[])
        order by e.at_local nulls last, e.from_day nulls last, e.facts ->> 'hotel', e.facts ->> 'number', e.id`,
      [Current.institutionId, activityId, [...kinds]],
    );
  }
}
