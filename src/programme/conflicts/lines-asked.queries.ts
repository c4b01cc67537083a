import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { LineAsked } from './line-facts.queries.js';

/** The stored lines of a programme as their own rules look at them. */
@Injectable()
export class LinesAskedQueries {
  constructor(private readonly db: Db) {}

  /** Those of an activity, or one of them; cancelled and dropped ones ask nothing. */
  of(activityId: string, itemId: string | null = null): Promise<LineAsked[]> {
    return this.db.prepared<LineAsked>(
      'programme.lines_asked',
      `select i.id as "itemId", i.type, i.starts_at_local as "from", i.ends_at_local as until, i.starts_at as "startsAt", i.ends_at as "endsAt",
              i.venue_id as "venueId", i.layout, i.menu,
              coalesce((select jsonb_agg(jsonb_build_object('id', person_id, 'side', side)) from item_participant
                         where institution_id = $1 and item_id = i.id), '[]') as people,
              coalesce((select jsonb_agg(jsonb_build_object('id', interpreter_id, 'pair', pair, 'mode', mode)) from item_interpreter
                         where institution_id = $1 and item_id = i.id), '[]') as interpreters,
              coalesce((select jsonb_agg(vehicle_id) from item_vehicle where institution_id = $1 and item_id = i.id), '[]') as vehicles
         from programme_item i
        where i.institution_id = $1 and i.activity_id = $2 and ($3::uuid is null or i.id = $3)
          and ($3 is not null or (not i.cancelled and not i.all_day and i.execution is distinct from 'dropped'))`,
      [Current.institutionId, activityId, itemId],
    );
  }
}
