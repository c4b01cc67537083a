import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { together } from '../../platform/database/together.js';
import { LONGEST_HOURS } from '../programme-item.entity.js';
import { AROUND_HOURS, type Conflict, conflictsOf, worthTelling } from './conflict.rules.js';
import type { ConflictLevels } from './conflict-levels.rules.js';
import { ConflictLevelsQueries } from './conflict-levels.queries.js';
import { engagement, NAMED, NAMES, type NamesRow, type OccupancyRow, withNames } from './engagement-rows.js';
import { ownConflicts } from './kinds/own.rules.js';
import { LineFactsQueries } from './line-facts.queries.js';
import { LinesAskedQueries } from './lines-asked.queries.js';

/** By line: what stands in its way, the worst first. */
export type ConflictsByLine = Map<string, Conflict[]>;

interface NearRow extends OccupancyRow {
  own_item: string;
  own_start: Temporal.Instant;
  own_end: Temporal.Instant;
  own_venue: string | null;
  own_interprets: boolean;
  own_tentative: boolean;
  rest_minutes: number | null;
}

/** Every conflict of an activity's lines, with other lines and by themselves: a fixed number of statements, however many lines. */
@Injectable()
export class ActivityConflictsQueries {
  constructor(
    private readonly db: Db,
    private readonly levels: ConflictLevelsQueries,
    private readonly lines: LinesAskedQueries,
    private readonly facts: LineFactsQueries,
  ) {}

  /** In full, for sentences. */
  of(activityId: string): Promise<ConflictsByLine> {
    // A page asks for the badge of the tab and for the board.
    return this.db.once(`programme.conflicts ${activityId}`, async () => this.named(await this.unnamed(activityId)));
  }

  /** Without the names of people, things and other lines: enough to count them, at half the cost. */
  unnamed(activityId: string): Promise<ConflictsByLine> {
    return this.db.once(`programme.conflicts.unnamed ${activityId}`, () => this.read(activityId));
  }

  private async read(activityId: string): Promise<ConflictsByLine> {
    const [levels, near, facts] = await together(
      this.levels.current(),
      this.near(activityId),
      this.lines.of(activityId).then((lines) => this.facts.of(activityId, lines)),
    );
    const byLine = withOthers(near, levels);
    for (const one of facts) {
      const found = ownConflicts(one, levels);
      if (found.length > 0) byLine.set(one.itemId!, [...(byLine.get(one.itemId!) ?? []), ...found]);
    }
    for (const [id, found] of byLine) byLine.set(id, worthTelling(found));
    return byLine;
  }

  private near(activityId: string): Promise<NearRow[]> {
    return this.db.prepared<NearRow>(
      'programme.near_lines',
      `select own.item_id as own_item, own.starts_at as own_start, own.ends_at as own_end, oi.venue_id as own_venue, own.interprets as own_interprets,
              own.tentative as own_tentative, own.resource_kind, own.resource_id, x.item_id, x.activity_id, xi.venue_id, x.starts_at, x.ends_at,
              x.label, x.tentative, x.interprets, d.minutes as travel_minutes, r.rest_minutes
         from programme_item oi
         join occupancy own on own.institution_id = $1 and own.item_id = oi.id
        cross join lateral (
          select * from occupancy y
           where y.institution_id = $1 and y.resource_kind = own.resource_kind and y.known_id = own.known_id
             and y.starts_at > own.starts_at - make_interval(hours => $3) and y.starts_at < own.ends_at + make_interval(hours => $4)
             and y.ends_at > own.starts_at - make_interval(hours => $4) and y.item_id is distinct from own.item_id
           limit 50) x
         left join programme_item xi on xi.institution_id = $1 and xi.id = x.item_id
         -- Looked up by its whole key: as a plain join it reads every distance from a venue, under row security.
         left join lateral (
           select v.minutes from venue_distance v
            where v.institution_id = $1 and v.from_venue_id = xi.venue_id and v.to_venue_id = oi.venue_id
              -- A transfer is the way itself, whatever stands before it.
              and case when x.starts_at < own.starts_at then oi.type else xi.type end <> 'transfer'
            limit 1) d on true
         left join interpreter r on own.resource_kind = 'interpreter' and r.institution_id = $1 and r.id = own.resource_id
        where oi.institution_id = $1 and oi.activity_id = $2 and not oi.cancelled
          -- The rules decide; what cannot break one is left here: free for as long as the way and the rest take.
          and x.starts_at < own.ends_at + make_interval(mins => greatest(d.minutes, r.rest_minutes, 0))
          and x.ends_at > own.starts_at - make_interval(mins => greatest(d.minutes, r.rest_minutes, 0))`,
      [Current.institutionId, activityId, LONGEST_HOURS + AROUND_HOURS, AROUND_HOURS],
    );
  }

  private async named(byLine: ConflictsByLine): Promise<ConflictsByLine> {
    const others = [...byLine.values()].flat().flatMap((conflict) => conflict.with ?? []);
    if (others.length === 0) return byLine;
    const rows = await this.db.prepared<NamesRow>(
      'programme.names_of_others',
      `select ${NAMES}
         from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[]) with ordinality as o(resource_kind, resource_id, item_id, activity_id, place)
         ${NAMED} order by o.place`,
      [
        Current.institutionId,
        others.map(({ resourceKind }) => resourceKind),
        others.map(({ resourceId }) => resourceId),
        others.map(({ itemId }) => itemId),
        others.map(({ activityId }) => activityId),
      ],
    );
    const names = new Map(others.map((other, n) => [other, rows[n]!]));
    const named = (conflict: Conflict): Conflict => {
      if (!conflict.with) return conflict;
      const other = withNames(conflict.with, names.get(conflict.with)!);
      return { ...conflict, resourceName: other.resourceName, with: other };
    };
    return new Map([...byLine].map(([line, conflicts]) => [line, conflicts.map(named)]));
  }
}

function withOthers(near: readonly NearRow[], levels: ConflictLevels): ConflictsByLine {
  const byLine: ConflictsByLine = new Map();
  for (const row of near) {
    const line = {
      startsAt: row.own_start,
      endsAt: row.own_end,
      venueId: row.own_venue,
      tentative: row.own_tentative,
      interpreting: new Set(row.own_interprets ? [row.resource_id] : []),
    };
    const rest = new Map([[row.resource_id, row.rest_minutes ?? 0]]);
    const found = conflictsOf(line, [engagement(row)], levels, rest);
    if (found.length > 0) byLine.set(row.own_item, [...(byLine.get(row.own_item) ?? []), ...found]);
  }
  return byLine;
}
