import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { TravelField } from './travel.forms.js';

export interface ReadingRow {
  id: string;
  type: 'person.restricted_read' | 'person.restricted_noted' | 'person.restricted_purged';
  actor_name: string | null;
  data: { reason?: string; fields?: string[] };
  occurred_at: Temporal.Instant;
}

export interface KeptRow {
  id: string;
  person_id: string;
  family_name: string;
  given_name: string;
  field: TravelField;
}

/** What is told about restricted details without opening them. */
@Injectable()
export class RestrictedQueries {
  constructor(private readonly db: Db) {}

  /** Who read, wrote or destroyed a person's details, newest first; `ids` are all under which the person is known. */
  async readings(ids: readonly string[], limit = 100): Promise<ReadingRow[]> {
    return this.db.rows<ReadingRow>(
      `select e.id, e.type, a.name as actor_name, e.data, e.occurred_at
         from event e left join account a on a.institution_id = e.institution_id and a.id = e.actor_id
        where e.institution_id = $1 and e.subject_id = any ($2)
          and e.type in ('person.restricted_read', 'person.restricted_noted', 'person.restricted_purged')
        order by e.occurred_at desc, e.id desc limit $3`,
      [Current.institutionId, [...ids], limit],
    );
  }

  /** Names for what is kept, by id of the detail. */
  async names(personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ id: string; name: string }>(
      `select known_as as id, trim(given_name || ' ' || family_name) as name from known_person
        where institution_id = $1 and known_as = any ($2)`,
      [Current.institutionId, [...personIds]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
