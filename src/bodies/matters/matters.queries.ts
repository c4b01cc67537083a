import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { MatterKind } from './matter.states.js';

export interface MatterRow {
  id: string;
  kind: MatterKind;
  state: string;
  title: string;
  reference: string | null;
  place: string | null;
  starts_on: Temporal.PlainDate | null;
  at_time: string | null;
  due_on: Temporal.PlainDate | null;
  responsible: string | null;
  outcome: string | null;
  /** When the state was reached. */
  since: Temporal.PlainDate;
  version: number;
}

/** A matter of any body, for what tells of all of them. */
export interface HouseMatterRow {
  id: string;
  state: string;
  title: string;
  reference: string | null;
  body_id: string;
  body: LocalizedText;
  /** Of a line: when it is planned. */
  on_day: Temporal.PlainDate | null;
  /** When the state was reached. */
  since: Temporal.PlainDate;
}

const AS_IT_WAS = `join lateral (select state, on_day from body_move m where m.institution_id = b.institution_id and m.subject_id = b.id
                          and m.state is not null and m.on_day <= $3 order by m.on_day desc, m.id desc limit 1) m on true
         left join lateral (select facts from body_move f where f.institution_id = b.institution_id and f.subject_id = b.id
                          and f.facts is not null and f.on_day <= $3 order by f.on_day desc, f.id desc limit 1) f on true
         cross join lateral jsonb_populate_record(b, coalesce(f.facts, '{}')) x`;

@Injectable()
export class MattersQueries {
  constructor(private readonly db: Db) {}

  /** Lines that the plans of bodies have for these days, as they stood on the last of them; one body or all, at most 1,000. */
  lines(period: {
    from: Temporal.PlainDate;
    until: Temporal.PlainDate;
    bodyId: string | null;
  }): Promise<HouseMatterRow[]> {
    return this.ofHouse('plan-item', 'coalesce(x.starts_on, x.due_on) between $5 and $3', period);
  }

  /** Texts of organisations that were before the house in these days, as they stood on the last of them; at most 1,000. */
  texts(period: {
    from: Temporal.PlainDate;
    until: Temporal.PlainDate;
    bodyId: string | null;
  }): Promise<HouseMatterRow[]> {
    return this.ofHouse('text', `(m.on_day >= $5 or m.state not in ('adopted', 'rejected'))`, period);
  }

  private ofHouse(
    kind: MatterKind,
    where: string,
    { from, until, bodyId }: { from: Temporal.PlainDate; until: Temporal.PlainDate; bodyId: string | null },
  ): Promise<HouseMatterRow[]> {
    return this.db.rows<HouseMatterRow>(
      `select x.id, m.state, x.title, x.reference, x.body_id, o.name as body, coalesce(x.starts_on, x.due_on) as on_day, m.on_day as since
         from body_matter b
         join body o on o.institution_id = b.institution_id and o.id = b.body_id
         ${AS_IT_WAS}
        where b.institution_id = $1 and b.kind = $2 and ($4::uuid is null or b.body_id = $4) and ${where}
        order by on_day nulls last, x.id limit 1000`,
      [Current.institutionId, kind, until, bodyId, from],
    );
  }

  /** What lay before a body at the end of `on`, each in the state and under the title that it had then; the next days first. */
  async of(bodyId: string, on: Temporal.PlainDate): Promise<MatterRow[]> {
    return this.db.rows<MatterRow>(
      `select x.id, x.kind, m.state, x.title, x.reference, x.place, x.starts_on, x.at_time, x.due_on, x.outcome, x.version,
              m.on_day as since, nullif(concat_ws(' ', nullif(p.given_name, ''), p.family_name), '') as responsible
         from body_matter b
         ${AS_IT_WAS}
         left join known_person p on p.institution_id = x.institution_id and p.known_as = x.responsible_id
        where b.institution_id = $1 and b.body_id = $2
        order by x.kind, coalesce(x.starts_on, x.due_on) desc nulls last, x.id limit 300`,
      [Current.institutionId, bodyId, on],
    );
  }
}
