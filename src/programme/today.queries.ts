import { Injectable } from '@nestjs/common';
import { visibleTo } from '../activities/activity.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { Engagement, ResourceKind } from './conflicts/conflict.rules.js';
import { LONGEST_HOURS } from './programme-item.entity.js';

export interface MoveRow {
  id: string;
  activity_id: string;
  type: 'arrival' | 'departure';
  title: LocalizedText;
  starts_at: Temporal.Instant;
  start_zone: string;
  venue_name: LocalizedText | null;
  responsible: string | null;
  activity_title: LocalizedText;
  partner_country: string | null;
}

export interface ClashRow {
  item_id: string;
  activity_id: string;
  activity_title: LocalizedText;
  title: LocalizedText;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  start_zone: string;
  other: Engagement;
}

interface ClashRead extends Omit<ClashRow, 'other'> {
  resource_kind: ResourceKind;
  resource_id: string;
  person_name: string | null;
  vehicle_name: string | null;
  venue_name: LocalizedText | null;
  other_item: string | null;
  other_title: LocalizedText | null;
  other_activity: LocalizedText | null;
  other_place: LocalizedText | null;
  confidential: boolean | null;
  other_start: Temporal.Instant;
  other_end: Temporal.Instant;
}

/** What the first page shows of all programmes, each one statement. */
@Injectable()
export class ProgrammeTodayQueries {
  constructor(private readonly db: Db) {}

  /** Who comes and leaves in a span; confidential lines are left out. */
  moves(from: Temporal.Instant, until: Temporal.Instant): Promise<MoveRow[]> {
    const seen = visibleTo(Current.actor);
    const all = seen === 'all';
    return this.db.rows<MoveRow>(
      `select i.id, i.activity_id, i.type, i.title, i.starts_at, i.start_zone, i.responsible, v.name as venue_name, a.title as activity_title,
              o.country as partner_country
         from programme_item i
         join activity a on a.institution_id = i.institution_id and a.id = i.activity_id
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
         left join venue v on v.institution_id = i.institution_id and v.id = i.venue_id
        where i.institution_id = $1 and i.starts_at >= $2 and i.starts_at < $3 and i.type in ('arrival', 'departure') and not i.cancelled
          and not i.confidential and ($4 or a.id = any($5::uuid[]) or a.body_id = any($6::uuid[]))
        order by i.starts_at, i.id limit 20`,
      [Current.institutionId, from, until, all, all ? [] : seen.activityIds, all ? [] : seen.bodyIds],
    );
  }

  /** Lines of a span that somebody or something is taken for twice, the soonest first; what was kept with a reason is not told. */
  async clashes(from: Temporal.Instant, until: Temporal.Instant, limit: number): Promise<ClashRow[]> {
    const rows = await this.db.prepared<ClashRead>(
      'programme.clashes_ahead',
      // One pass over the span finds who is taken again before being free; only those few ask for what takes them.
      `with taken as materialized (
         -- Ids are unique among all kinds, and compare faster than the words of a kind.
         select id, item_id, known_id, starts_at, ends_at,
                max(ends_at) over (partition by known_id order by starts_at, id rows between unbounded preceding and 1 preceding) as busy_until
           from occupancy where institution_id = $1 and starts_at >= $2::timestamptz - make_interval(hours => $5) and starts_at < $3
            and ends_at > starts_at),
       clash as materialized (
         select i.id as item_id, i.activity_id, i.title, i.starts_at, i.ends_at, i.start_zone, o.resource_kind, o.resource_id, x.*
           from (select * from taken where busy_until > starts_at and starts_at >= $2 and item_id is not null order by starts_at, item_id limit 4 * $4) t
           join occupancy o on o.institution_id = $1 and o.id = t.id
           join programme_item i on i.institution_id = $1 and i.id = t.item_id and i.kept_reason is null
          cross join lateral (
            select item_id as other_item, activity_id as other_activity_id, starts_at as other_start, ends_at as other_end
              from occupancy
             where institution_id = $1 and resource_kind = o.resource_kind and known_id = o.known_id
               and starts_at > t.starts_at - make_interval(hours => $5) and starts_at < t.ends_at and ends_at > t.starts_at
               and item_id is distinct from t.item_id
             limit 3) x
          limit $4)
       select k.item_id, k.activity_id, k.title, k.starts_at, k.ends_at, k.start_zone, a.title as activity_title, k.resource_kind, k.resource_id,
              nullif(trim(p.given_name || ' ' || p.family_name), '') as person_name, w.label as vehicle_name, rv.name as venue_name,
              k.other_item, xi.title as other_title, xa.title as other_activity, xv.name as other_place, xi.confidential, k.other_start, k.other_end
         from clash k
         join activity a on a.institution_id = $1 and a.id = k.activity_id
         left join programme_item xi on xi.institution_id = $1 and xi.id = k.other_item
         left join venue xv on xv.institution_id = $1 and xv.id = xi.venue_id
         left join activity xa on xa.institution_id = $1 and xa.id = k.other_activity_id
         left join interpreter n on k.resource_kind = 'interpreter' and n.institution_id = $1 and n.id = k.resource_id
         left join known_person p on p.institution_id = $1 and p.known_as = case k.resource_kind when 'person' then k.resource_id when 'interpreter' then n.person_id end
         left join vehicle w on k.resource_kind = 'vehicle' and w.institution_id = $1 and w.id = k.resource_id
         left join venue rv on k.resource_kind = 'venue' and rv.institution_id = $1 and rv.id = k.resource_id
        where xi.kept_reason is null and a.state not in ('closed', 'cancelled', 'declined')
        order by k.starts_at, k.item_id`,
      [Current.institutionId, from, until, limit, LONGEST_HOURS],
    );
    return rows.map((row) => ({ ...row, other: engagementOf(row) }));
  }
}

function engagementOf(row: ClashRead): Engagement {
  return {
    resourceKind: row.resource_kind,
    resourceId: row.resource_id,
    resourceName: row.person_name ?? row.vehicle_name ?? localized(row.venue_name),
    itemId: row.other_item,
    itemTitle: row.other_title,
    activityId: null,
    activityTitle: row.other_activity,
    confidential: row.confidential ?? false,
    venueId: null,
    venueName: row.other_place,
    startsAt: row.other_start,
    endsAt: row.other_end,
    travelMinutes: null,
  };
}
