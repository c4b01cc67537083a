import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { type ItemRow, ProgrammeQueries } from '../programme.queries.js';
import type { LineAsked } from './line-facts.queries.js';

/** The stored lines of a programme as their own rules look at them. */
@Injectable()
export class LinesAskedQueries {
  constructor(
    private readonly db: Db,
    private readonly programme: ProgrammeQueries,
  ) {}

  /** Those of an activity, or one of them; cancelled and dropped ones ask nothing. */
  async of(activityId: string, itemId: string | null = null): Promise<LineAsked[]> {
    // A page that shows the whole programme has asked for it already.
    const items = itemId ? undefined : await this.programme.itemsAsked(activityId);
    if (items) return items.filter(asks).map(lineAsked);
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

const asks = (item: ItemRow) => !item.cancelled && !item.all_day && item.execution !== 'dropped';

function lineAsked(item: ItemRow): LineAsked {
  return {
    itemId: item.id,
    type: item.type,
    from: item.starts_at_local,
    until: item.ends_at_local,
    startsAt: item.starts_at,
    endsAt: item.ends_at,
    venueId: item.venue_id,
    layout: item.layout,
    menu: item.menu,
    people: item.participants.map(({ person_id: id, side }) => ({ id, side })),
    interpreters: item.interpreters,
    vehicles: item.vehicles.map(({ id }) => id),
  };
}
