import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText, type UnitOfWork } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import {
  type Conflict,
  conflictsOf,
  type ConflictLevels,
  type Engagement,
  type ResourceKind,
  worthTelling,
} from './conflict.rules.js';
import { ownConflicts } from './kinds/own.rules.js';
import { levelsFrom } from './conflict-levels.rules.js';
import { type LineAsked, LineFactsQueries } from './line-facts.queries.js';
import type { Taken } from './occupancy.service.js';
import { LONGEST_HOURS, type ProgrammeItem } from '../programme-item.entity.js';

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

/** How far around a line its neighbours matter for travel and rest. */
const AROUND_HOURS = 3;

interface EngagementRow {
  resource_kind: ResourceKind;
  resource_id: string;
  resource_name: string | null;
  resource_names: LocalizedText | null;
  item_id: string | null;
  item_title: LocalizedText | null;
  activity_id: string | null;
  activity_title: LocalizedText | null;
  confidential: boolean | null;
  venue_id: string | null;
  venue_name: LocalizedText | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  travel_minutes: number | null;
  label: string | null;
  tentative: boolean;
  interprets: boolean;
}

const SELECT = `o.resource_kind, o.resource_id, o.item_id, o.activity_id, o.starts_at, o.ends_at, o.label, o.tentative, o.interprets,
  coalesce(trim(p.given_name || ' ' || p.family_name), vh.label) as resource_name, rv.name as resource_names,
  i.title as item_title, i.confidential, i.venue_id, v.name as venue_name, a.title as activity_title`;
const JOINS = `
  left join programme_item i on i.institution_id = o.institution_id and i.id = o.item_id
  left join venue v on v.institution_id = o.institution_id and v.id = i.venue_id
  left join activity a on a.institution_id = o.institution_id and a.id = o.activity_id
  left join interpreter n on o.resource_kind = 'interpreter' and n.institution_id = o.institution_id and n.id = o.resource_id
  left join known_person p on p.institution_id = o.institution_id and p.known_as = case o.resource_kind when 'person' then o.resource_id when 'interpreter' then n.person_id end
  left join vehicle vh on o.resource_kind = 'vehicle' and vh.institution_id = o.institution_id and vh.id = o.resource_id
  left join venue rv on o.resource_kind = 'venue' and rv.institution_id = o.institution_id and rv.id = o.resource_id`;

// The same for lines that are found already: each name is one look-up by its key.
const NEAR_JOINS = `
  left join programme_item i on i.institution_id = $1 and i.id = o.item_id
  left join venue v on v.institution_id = $1 and v.id = i.venue_id
  left join activity a on a.institution_id = $1 and a.id = o.activity_id
  left join known_person p on p.institution_id = $1 and p.known_as = o.named_person
  left join vehicle vh on o.resource_kind = 'vehicle' and vh.institution_id = $1 and vh.id = o.resource_id
  left join venue rv on o.resource_kind = 'venue' and rv.institution_id = $1 and rv.id = o.resource_id`;

/** Who and what is taken when: plain comparisons on one btree, since range operators are filtered, not probed, under row security. */
@Injectable()
export class ConflictsQueries {
  private readonly kept = new WeakMap<UnitOfWork, Map<string, Promise<Map<string, Conflict[]>>>>();

  constructor(
    private readonly db: Db,
    private readonly facts: LineFactsQueries,
  ) {}

  async levels(): Promise<ConflictLevels> {
    const [row] = await this.db.rows<{ levels: Record<string, unknown> | null }>(
      `select settings -> 'conflictLevels' as levels from institution where institution_id = $1`,
      [Current.institutionId],
    );
    return levelsFrom(row?.levels);
  }

  /**
   * The engagements of these people and things around a span, the line's own left out: one statement.
   * A transfer begins wherever its people are, since it is the way itself: nobody needs time to get to it.
   */
  async around(asked: Asked): Promise<Engagement[]> {
    if (asked.resources.length === 0) return [];
    const rows = await this.db.prepared<EngagementRow>(
      'programme.engagements_around',
      `select ${SELECT}, d.minutes as travel_minutes
         from unnest($2::text[], $3::uuid[]) as w(kind, id)
         cross join lateral (
           select * from occupancy x
            where x.institution_id = $1 and x.resource_kind = w.kind and x.resource_id = w.id
              and x.starts_at > $4::timestamptz - make_interval(hours => $8) and x.starts_at < $5::timestamptz and x.ends_at > $4::timestamptz) o
         ${JOINS}
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
    return rows.map(engagement);
  }

  /** What stands in the way of a span, before anything is saved. */
  async of(asked: Asked): Promise<Conflict[]> {
    const [levels, around, rest] = [await this.levels(), await this.around(asked), await this.restOf(asked)];
    const own = asked.line ? await this.facts.of(asked.line.activityId, [asked.line]) : [];
    const interpreting = new Set(asked.resources.filter(({ interprets }) => interprets).map(({ id }) => id));
    return worthTelling([
      ...conflictsOf({ ...asked, interpreting }, around, levels, rest),
      ...own.flatMap((line) => ownConflicts(line, levels)),
    ]);
  }

  /** The same for a line that is about to be stored, whose people, interpreters and cars already are. */
  async ofStored(item: ProgrammeItem, resources: readonly Taken[]): Promise<Conflict[]> {
    const [line] = await this.linesOf(item.activityId, item.id);
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
        minutes: item.startsAt.until(item.endsAt).total('minutes'),
        venueId: item.venueId,
        layout: item.layout,
        menu: item.menu,
      },
    });
  }

  /** Every conflict of an activity's lines with other lines, by line: two statements, however many lines. */
  async ofActivity(activityId: string): Promise<Map<string, Conflict[]>> {
    const { unit } = this.db;
    if (!unit.readOnly) return this.readOf(activityId);
    // A page asks for the badge of the tab and for the board; what only reads sees one picture, so one answer serves both.
    const kept = this.kept.get(unit) ?? new Map<string, Promise<Map<string, Conflict[]>>>();
    this.kept.set(unit, kept);
    const answer = kept.get(activityId) ?? this.readOf(activityId);
    kept.set(activityId, answer);
    return answer;
  }

  private async readOf(activityId: string): Promise<Map<string, Conflict[]>> {
    const levels = await this.levels();
    const rows = await this.db.rows<
      EngagementRow & {
        own_item: string;
        own_start: Temporal.Instant;
        own_end: Temporal.Instant;
        own_venue: string | null;
        own_interprets: boolean;
        own_tentative: boolean;
        rest_minutes: number | null;
      }
    >(
      // Planned for each activity: the plan for any activity reads ten times as much.
      `with near as materialized (
         select own.item_id as own_item, own.starts_at as own_start, own.ends_at as own_end, oi.venue_id as own_venue, own.interprets as own_interprets,
                own.tentative as own_tentative, x.*,
                d.minutes as travel_minutes, r.rest_minutes,
                case x.resource_kind when 'person' then x.resource_id when 'interpreter' then r.person_id end as named_person
           from programme_item oi
           join occupancy own on own.institution_id = $1 and own.item_id = oi.id
          cross join lateral (
            select * from occupancy y
             where y.institution_id = $1 and y.resource_kind = own.resource_kind and y.resource_id = own.resource_id
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
            and x.ends_at > own.starts_at - make_interval(mins => greatest(d.minutes, r.rest_minutes, 0)))
       select ${SELECT}, o.travel_minutes, o.rest_minutes, o.own_item, o.own_start, o.own_end, o.own_venue,
              o.own_interprets, o.own_tentative
         from near o ${NEAR_JOINS}`,
      [Current.institutionId, activityId, LONGEST_HOURS + AROUND_HOURS, AROUND_HOURS],
    );
    const byItem = new Map<string, Conflict[]>();
    for (const row of rows) {
      const line = {
        startsAt: row.own_start,
        endsAt: row.own_end,
        venueId: row.own_venue,
        tentative: row.own_tentative,
        interpreting: new Set(row.own_interprets ? [row.resource_id] : []),
      };
      const found = conflictsOf(line, [engagement(row)], levels, new Map([[row.resource_id, row.rest_minutes ?? 0]]));
      if (found.length > 0) byItem.set(row.own_item, [...(byItem.get(row.own_item) ?? []), ...found]);
    }
    for (const facts of await this.facts.of(activityId, await this.linesOf(activityId))) {
      const found = ownConflicts(facts, levels);
      if (found.length > 0) byItem.set(facts.itemId!, [...(byItem.get(facts.itemId!) ?? []), ...found]);
    }
    for (const [id, found] of byItem) byItem.set(id, worthTelling(found));
    return byItem;
  }

  /** The lines of an activity as their own rules look at them; cancelled and dropped ones ask nothing. */
  private async linesOf(activityId: string, itemId: string | null = null): Promise<LineAsked[]> {
    const rows = await this.db.prepared<
      Omit<LineAsked, 'minutes'> & { starts: Temporal.Instant; ends: Temporal.Instant }
    >(
      'programme.lines_asked',
      `select i.id as "itemId", i.type, i.starts_at_local as "from", i.ends_at_local as until, i.starts_at as starts, i.ends_at as ends,
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
    return rows.map((row) => ({ ...row, minutes: row.starts.until(row.ends).total('minutes') }));
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
               where o.institution_id = n.institution_id and o.resource_kind = 'interpreter' and o.resource_id = n.id
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

function engagement(row: EngagementRow): Engagement {
  return {
    resourceKind: row.resource_kind,
    resourceId: row.resource_id,
    resourceName:
      row.resource_name ??
      (row.resource_names ? (row.resource_names[Current.locale] ?? Object.values(row.resource_names)[0] ?? '') : ''),
    itemId: row.item_id,
    itemTitle: row.item_title,
    activityId: row.activity_id,
    activityTitle: row.activity_title,
    confidential: row.confidential ?? false,
    venueId: row.venue_id,
    venueName: row.venue_name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    travelMinutes: row.travel_minutes,
    label: row.label,
    tentative: row.tentative,
    interprets: row.interprets,
  };
}
