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

/** An arrival or a departure with its time: a fixed point of the programme. */
export interface RideRow {
  kind: 'arrival' | 'departure';
  at: Temporal.Instant;
  mode: string | null;
  /** Of the flight or train. */
  number: string | null;
  /** Persons of the directory. */
  people: string[];
}

@Injectable()
export class LogisticsQueries {
  constructor(private readonly db: Db) {}

  /** Arrivals and departures whose time is known, in order of time; cancelled ones are none. One statement, once for a page. */
  rides(activityId: string): Promise<RideRow[]> {
    return this.db.once(`logistics.rides ${activityId}`, () =>
      this.db.prepared<RideRow>(
        'logistics.rides',
        `select e.kind, e.at_local at time zone a.time_zone as at, e.facts ->> 'mode' as mode, e.facts ->> 'number' as number,
                array(select d.person_id::text from logistics_member m
                        join delegation_member d on d.institution_id = $1 and d.id = m.member_id
                       where m.institution_id = $1 and m.entry_id = e.id) as people
           from logistics_entry e
           join activity a on a.institution_id = $1 and a.id = e.activity_id
          where e.institution_id = $1 and e.activity_id = $2 and e.kind in ('arrival', 'departure')
            and e.state <> 'cancelled' and e.at_local is not null
          order by e.at_local, e.id`,
        [Current.institutionId, activityId],
      ),
    );
  }

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
