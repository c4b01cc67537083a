import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Shape } from './shapes.rules.js';

export interface PlanRow {
  id: string;
  item_id: string | null;
  shape: Shape;
  /** The line; null for the whole activity. */
  title: LocalizedText | null;
  starts_at: Temporal.Instant | null;
}

/** A line that a plan may be drawn for. */
export interface OccasionRow {
  id: string;
  title: LocalizedText;
  starts_at: Temporal.Instant;
}

/** How many plans an activity has: one value, over the institution as $1 and the activity as $2. */
export const PLAN_COUNT = 'select count(*)::int from seating_plan where institution_id = $1 and activity_id = $2';

@Injectable()
export class SeatingQueries {
  constructor(private readonly db: Db) {}

  plans(activityId: string): Promise<PlanRow[]> {
    return this.db.rows<PlanRow>(
      `select s.id, s.item_id, s.shape, p.title, p.starts_at from seating_plan s
         left join programme_item p on p.institution_id = s.institution_id and p.id = s.item_id
        where s.institution_id = $1 and s.activity_id = $2 order by p.starts_at nulls first, s.id limit 200`,
      [Current.institutionId, activityId],
    );
  }

  /** Lines of the programme that have no plan yet. */
  occasions(activityId: string): Promise<OccasionRow[]> {
    return this.db.rows<OccasionRow>(
      `select p.id, p.title, p.starts_at from programme_item p
        where p.institution_id = $1 and p.activity_id = $2 and not p.cancelled
          and not exists (select 1 from seating_plan s where s.institution_id = p.institution_id and s.item_id = p.id)
        order by p.starts_at, p.id limit 300`,
      [Current.institutionId, activityId],
    );
  }

  async count(activityId: string): Promise<number> {
    const [row] = await this.db.rows<{ count: number }>(`select (${PLAN_COUNT}) as count`, [
      Current.institutionId,
      activityId,
    ]);
    return row?.count ?? 0;
  }
}
