import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { LONGEST_HOURS } from '../programme-item.entity.js';
import type { ItemRow } from '../programme.queries.js';

/** Who may stand in, and who else is free: one statement each. */
@Injectable()
export class SubstitutesQueries {
  constructor(private readonly db: Db) {}

  /**
   * Who is entitled to stand in for a person at a line and free then: holders of a substitute's seat in the bodies in which
   * the person sits, and substitutes of the same delegation.
   */
  of(
    line: Pick<ItemRow, 'id' | 'activity_id' | 'starts_at' | 'ends_at' | 'starts_at_local'>,
    personId: string,
  ): Promise<{ id: string; name: string }[]> {
    return this.db.rows(
      `select p.id, trim(p.given_name || ' ' || p.family_name) as name
         from person p
        where p.institution_id = $1 and p.merged_into is null and p.id <> $2 and p.id in (
              select s.person_id from seat s join seat own on own.institution_id = $1 and own.body_id = s.body_id and own.person_id = $2
               where s.institution_id = $1 and s.kind = 'substitute'
                 and s.starts_on <= $4::date and (s.ends_on is null or s.ends_on >= $4::date)
                 and own.starts_on <= $4::date and (own.ends_on is null or own.ends_on >= $4::date)
              union
              select m.person_id from delegation_member m
                join delegation_member own on own.institution_id = $1 and own.delegation_id = m.delegation_id and own.person_id = $2
               where m.institution_id = $1 and m.activity_id = $3 and m.role = 'substitute')
          and not exists (select 1 from item_participant x where x.institution_id = $1 and x.item_id = $8 and x.person_id = p.id)
          and not exists (select 1 from occupancy o
               where o.institution_id = $1 and o.resource_kind = 'person' and o.known_id = p.id and o.item_id is distinct from $8
                 and o.starts_at > $5::timestamptz - make_interval(hours => $7) and o.starts_at < $6::timestamptz and o.ends_at > $5::timestamptz)
        order by p.sort_name, p.id limit 10`,
      [
        Current.institutionId,
        personId,
        line.activity_id,
        line.starts_at_local.toPlainDate(),
        line.starts_at,
        line.ends_at,
        LONGEST_HOURS,
        line.id,
      ],
    );
  }

  /** Rooms of the house that are free then and hold so many, the smallest first. */
  rooms(
    line: Pick<ItemRow, 'id' | 'starts_at' | 'ends_at' | 'venue_id'>,
    people: number,
  ): Promise<{ id: string; name: Record<string, string> }[]> {
    return this.db.rows(
      `select v.id, v.name from venue v
        where v.institution_id = $1 and v.id is distinct from $2 and v.kind in ('room', 'hall', 'office')
          and (v.capacity is null or v.capacity >= $3)
          and not exists (select 1 from occupancy o
               where o.institution_id = $1 and o.resource_kind = 'venue' and o.known_id = v.id and o.item_id is distinct from $7
                 and o.starts_at > $4::timestamptz - make_interval(hours => $6) and o.starts_at < $5::timestamptz and o.ends_at > $4::timestamptz)
        order by v.capacity nulls last, v.id limit 2`,
      [Current.institutionId, line.venue_id, people, line.starts_at, line.ends_at, LONGEST_HOURS, line.id],
    );
  }

  /** Who asked to be replaced at a line and still waits. */
  waiting(itemId: string): Promise<WaitingRow[]> {
    return this.db.rows(
      `select n.person_id, trim(p.given_name || ' ' || p.family_name) as name, n.substitute_id,
              trim(s.given_name || ' ' || s.family_name) as substitute_name, n.note
         from item_answer n join person p on p.institution_id = $1 and p.id = n.person_id
         left join person s on s.institution_id = $1 and s.id = n.substitute_id
        where n.institution_id = $1 and n.item_id = $2 and n.answer = 'replace' and n.settled_at is null order by n.answered_at`,
      [Current.institutionId, itemId],
    );
  }
}

export interface WaitingRow {
  person_id: string;
  name: string;
  substitute_id: string | null;
  substitute_name: string | null;
  note: string;
}
