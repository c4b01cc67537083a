import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type SlotMove,
  Timeline,
  type TimelineFilter,
  type TimelinePart,
  type TimelineRow,
  type TimelineSlot,
} from '../activities/timeline.registry.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import type { ResourceKind } from './conflicts/conflict.rules.js';
import type { BlockKind } from './resources/resource.entity.js';
import { LONGEST_HOURS } from './programme-item.entity.js';

const KINDS: readonly ResourceKind[] = ['person', 'venue', 'interpreter', 'vehicle'];

interface TakenRow {
  kind: ResourceKind;
  resource_id: string;
  person_name: string | null;
  vehicle_name: string | null;
  venue_name: LocalizedText | null;
  /** Null where no line takes it: it is blocked or away. */
  item_id: string | null;
  activity_id: string;
  title: LocalizedText;
  confidential: boolean;
  starts_at_local: Temporal.PlainDateTime;
  version: number;
  block_id: string;
  block_kind: BlockKind;
  label: string;
  country: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  /** Rows of its kind in all. */
  total: number;
}

/** Who and what programmes take in a week, as rows of the calendar. */
@Injectable()
export class ProgrammeTimelineService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly timeline: Timeline,
    private readonly permissions: PermissionsService,
  ) {}

  onModuleInit(): void {
    this.timeline.add({
      id: 'resources',
      order: 10,
      permission: 'resources.see',
      kinds: KINDS.map((id) => ({ id, label: `programme.timeline.${id}` })),
      rows: (from, until, filter) => this.rows(from, until, filter),
    });
  }

  private async rows(from: Temporal.Instant, until: Temporal.Instant, filter: TimelineFilter): Promise<TimelinePart[]> {
    const kinds = KINDS.filter((kind) => filter.kind === null || filter.kind === kind);
    if (kinds.length === 0) return [];
    const taken = await this.taken(from, until, kinds, filter);
    const mayMove = this.permissions.holds(Current.actor, 'programme.edit');
    return kinds.map((kind) => {
      const rows = new Map<string, TimelineRow>();
      const ofKind = taken.filter((row) => row.kind === kind);
      for (const one of ofKind) {
        const row = rows.get(one.resource_id) ?? {
          id: one.resource_id,
          name: one.person_name ?? one.vehicle_name ?? localized(one.venue_name),
          slots: [],
        };
        const slot = one.item_id === null ? blockOf(one) : lineOf(one, one.item_id, mayMove);
        // A block of two weeks is taken day by day, and drawn once.
        if (!row.slots.some(({ id }) => id === slot.id)) row.slots.push(slot);
        rows.set(one.resource_id, row);
      }
      return {
        id: kind,
        title: t(`programme.timeline.${kind}`),
        rows: [...rows.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
        total: ofKind[0]?.total ?? 0,
      };
    });
  }

  /**
   * Who and what is taken: first the rows, by name and as many as are shown, then what they are taken by. A week of a large
   * house engages a thousand people, and nobody reads a thousand rows.
   */
  private taken(
    from: Temporal.Instant,
    until: Temporal.Instant,
    kinds: readonly ResourceKind[],
    { search, activityIds, limit }: TimelineFilter,
  ): Promise<TakenRow[]> {
    // Planned for each week: the plan for any span pairs everything with everything.
    return this.db.rows<TakenRow>(
      // Each step is made once, in this order, and every name is one look-up by its key: left to itself, a planner without
      // statistics (a house that has just been filled) pairs everything with everything.
      `with taken as materialized (
         select x.resource_kind as kind, x.known_id as resource_id, x.item_id, x.block_id, x.starts_at, x.ends_at
           from occupancy x
          where x.institution_id = $1 and x.starts_at > $2::timestamptz - make_interval(hours => $4) and x.starts_at < $3 and x.ends_at > $2
            and x.ends_at > x.starts_at
            and x.resource_kind = any($5::text[]) and ($6::uuid[] is null or x.activity_id = any($6))),
       engaged as materialized (
         select e.kind, e.resource_id, case e.kind when 'person' then e.resource_id else n.person_id end as person_id
           from (select distinct kind, resource_id from taken) e
           left join interpreter n on e.kind = 'interpreter' and n.institution_id = $1 and n.id = e.resource_id),
       named as materialized (
         select e.kind, e.resource_id, nullif(trim(p.given_name || ' ' || p.family_name), '') as person_name, w.label as vehicle_name, v.name as venue_name,
                coalesce(p.sort_name, w.label, v.name ->> $9, v.name::text) as sort_name
         from engaged e
           left join lateral (
             select q.given_name, q.family_name, q.sort_name
               from person k join person q on q.institution_id = $1 and q.id = k.known_id
              where k.institution_id = $1 and k.id = e.person_id limit 1) p on true
           left join vehicle w on e.kind = 'vehicle' and w.institution_id = $1 and w.id = e.resource_id
           left join venue v on e.kind = 'venue' and v.institution_id = $1 and v.id = e.resource_id),
       ranked as materialized (
         select *, row_number() over (partition by kind order by sort_name, resource_id) as place, count(*) over (partition by kind)::int as total
           from named where $7 = '%%' or lower(coalesce(person_name, vehicle_name, venue_name::text)) like $7)
       select r.kind, r.resource_id, r.person_name, r.vehicle_name, r.venue_name, r.total, t.item_id, i.activity_id, i.title, i.confidential, i.starts_at_local, i.version,
              t.block_id, b.kind as block_kind, b.label, o.country, coalesce(b.starts_at, t.starts_at) as starts_at, coalesce(b.ends_at, t.ends_at) as ends_at
         from ranked r
         join taken t on t.kind = r.kind and t.resource_id = r.resource_id
         left join programme_item i on i.institution_id = $1 and i.id = t.item_id
         left join resource_block b on b.institution_id = $1 and b.id = t.block_id
         left join activity a on a.institution_id = $1 and a.id = i.activity_id
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
        where r.place <= $8 and (i.id is not null or b.id is not null) order by t.starts_at limit 3000`,
      [
        Current.institutionId,
        from,
        until,
        LONGEST_HOURS,
        kinds,
        activityIds,
        `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
        limit,
        Current.locale,
      ],
    );
  }
}

function lineOf(one: TakenRow, id: string, mayMove: boolean): TimelineSlot {
  const { starts_at: start, ends_at: end, confidential } = one;
  if (confidential) return { id, start, end, title: t('programme.timeline.engaged'), href: null };
  return {
    ...{ id, start, end, title: localized(one.title), country: one.country },
    href: `/${Current.institution.slug}/activities/${one.activity_id}/programme`,
    move: mayMove ? moveOf(one) : undefined,
  };
}

function blockOf({ block_id: id, block_kind, label, starts_at: start, ends_at: end }: TakenRow): TimelineSlot {
  return {
    id,
    start,
    end,
    title: label || t(`programme.resources.block_kind.${block_kind}`),
    href: null,
    look: 'away',
  };
}

/** Whether the reader may plan that very activity is decided when it is moved. */
function moveOf(row: TakenRow): SlotMove {
  const base = `/${Current.institution.slug}/activities/${row.activity_id}/programme`;
  return {
    start: row.starts_at_local,
    minutes: row.starts_at.until(row.ends_at).total('minutes'),
    version: row.version,
    ask: `${base}/conflicts?item=${row.item_id}`,
    send: `${base}/items/${row.item_id}/moves`,
  };
}
