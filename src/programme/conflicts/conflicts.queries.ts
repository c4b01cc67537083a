import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { LONGEST_HOURS, type ProgrammeItem } from '../programme-item.entity.js';
import { AROUND_HOURS, type Conflict, conflictsOf, type Engagement, worthTelling } from './conflict.rules.js';
import { ConflictLevelsQueries } from './conflict-levels.queries.js';
import { engagement, NAMED, NAMES, type NamesRow, type OccupancyRow, withNames } from './engagement-rows.js';
import { knownResources } from './known-resource.js';
import { ownConflicts } from './kinds/own.rules.js';
import { type LineAsked, LineFactsQueries } from './line-facts.queries.js';
import { LinesAskedQueries } from './lines-asked.queries.js';
import type { Taken } from './occupancy.service.js';
import { absences, type Span } from './presence.rules.js';

export interface Asked {
  itemId: string | null;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  venueId: string | null;
  resources: readonly Taken[];
  /** The venue and the cars are only held. */
  tentative?: boolean;
  /** What the rules of the line itself look at; without it only other lines are asked about. */
  line?: LineAsked & { activityId: string };
}

/** Who and what is taken when: plain comparisons on one btree, since range operators are filtered, not probed, under row security. */
@Injectable()
export class ConflictsQueries {
  constructor(
    private readonly db: Db,
    private readonly levels: ConflictLevelsQueries,
    private readonly lines: LinesAskedQueries,
    private readonly facts: LineFactsQueries,
  ) {}

  /** When somebody of these is not at the place of the activity, by what is noted of arrivals and departures. */
  async absences(activityId: string, people: readonly string[], { from, until }: Span): Promise<Span[]> {
    const presence = await this.facts.presence(activityId);
    return people.flatMap((id) => absences(presence.get(id), from, until));
  }

  /**
   * The engagements of these people and things around a span, the line's own left out: one statement.
   * A transfer begins wherever its people are, since it is the way itself: nobody needs time to get to it.
   */
  async around(asked: Asked): Promise<Engagement[]> {
    if (asked.resources.length === 0) return [];
    const rows = await this.db.prepared<OccupancyRow & NamesRow>(
      'programme.engagements_around',
      `select o.resource_kind, o.resource_id, o.item_id, o.activity_id, i.venue_id, o.starts_at, o.ends_at, o.label, o.tentative, o.interprets,
              d.minutes as travel_minutes, ${NAMES}
         from ${knownResources('$2', '$3')} w
         cross join lateral (
           -- Under the id that was asked for, whichever the other line names.
           select w.id as resource_id, x.resource_kind, x.institution_id, x.item_id, x.activity_id, x.starts_at, x.ends_at, x.label, x.tentative, x.interprets
             from occupancy x
            where x.institution_id = $1 and x.resource_kind = w.kind and x.known_id = w.known_id
              and x.starts_at > $4::timestamptz - make_interval(hours => $8) and x.starts_at < $5::timestamptz and x.ends_at > $4::timestamptz
           offset 0) o
         ${NAMED}
         left join venue_distance d on d.institution_id = o.institution_id and d.from_venue_id = i.venue_id and d.to_venue_id = $7
          and case when o.starts_at < $4::timestamptz + make_interval(hours => $9)
                   then not exists (select 1 from programme_item t where t.institution_id = $1 and t.id = $6 and t.type = 'transfer')
                   else i.type <> 'transfer' end
        where o.item_id is distinct from $6
        order by o.starts_at`,
      [
        Current.institutionId,
        asked.resources.map((resource) => resource.kind),
        asked.resources.map((resource) => resource.id),
        asked.startsAt.subtract({ hours: AROUND_HOURS }),
        asked.endsAt.add({ hours: AROUND_HOURS }),
        asked.itemId,
        asked.venueId,
        LONGEST_HOURS + AROUND_HOURS,
        AROUND_HOURS,
      ],
    );
    return rows.map((row) => withNames(engagement(row), row));
  }

  /** What stands in the way of a span, before anything is saved. */
  async of(asked: Asked): Promise<Conflict[]> {
    const [levels, around, rest] = [await this.levels.current(), await this.around(asked), await this.restOf(asked)];
    const own = asked.line ? await this.facts.of(asked.line.activityId, [asked.line]) : [];
    const interpreting = new Set(asked.resources.filter(({ interprets }) => interprets).map(({ id }) => id));
    return worthTelling([
      ...conflictsOf({ ...asked, interpreting }, around, levels, rest),
      ...own.flatMap((line) => ownConflicts(line, levels)),
    ]);
  }

  /** The same for a line that is about to be stored, whose people, interpreters and cars already are. */
  async ofStored(item: ProgrammeItem, resources: readonly Taken[]): Promise<Conflict[]> {
    const [line] = await this.lines.of(item.activityId, item.id);
    return this.of({
      itemId: item.id,
      startsAt: item.startsAt,
      endsAt: item.endsAt,
      venueId: item.venueId,
      resources,
      tentative: item.preBooked,
      line: {
        people: line?.people ?? [],
        interpreters: line?.interpreters ?? [],
        vehicles: line?.vehicles ?? [],
        itemId: item.id,
        activityId: item.activityId,
        type: item.type,
        from: item.startsAtLocal,
        until: item.endsAtLocal,
        startsAt: item.startsAt,
        endsAt: item.endsAt,
        venueId: item.venueId,
        layout: item.layout,
        menu: item.menu,
      },
    });
  }

  /** Interpreters of a pair who are free in a span: the likeliest way out. */
  async freeInterpreters(
    pair: string,
    startsAt: Temporal.Instant,
    endsAt: Temporal.Instant,
  ): Promise<{ id: string; name: string }[]> {
    return this.db.rows(
      `select n.id, trim(p.given_name || ' ' || p.family_name) as name
         from interpreter n join known_person p on p.institution_id = n.institution_id and p.known_as = n.person_id
        where n.institution_id = $1 and n.pairs && array[$2::text, $3::text]
          and not exists (select 1 from occupancy o
               where o.institution_id = n.institution_id and o.resource_kind = 'interpreter' and o.known_id = n.id
                 and o.starts_at > $4::timestamptz - make_interval(hours => $6) and o.starts_at < $5::timestamptz and o.ends_at > $4::timestamptz)
        order by p.sort_name limit 5`,
      [Current.institutionId, pair, pair.split('-').reverse().join('-'), startsAt, endsAt, LONGEST_HOURS],
    );
  }

  private async restOf(asked: Asked): Promise<Map<string, number>> {
    const ids = asked.resources.filter((resource) => resource.kind === 'interpreter').map((resource) => resource.id);
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<{ id: string; rest_minutes: number }>(
      'select id, rest_minutes from interpreter where institution_id = $1 and id = any($2::uuid[])',
      [Current.institutionId, ids],
    );
    return new Map(rows.map((row) => [row.id, row.rest_minutes]));
  }
}
