import type { LocalizedText } from '../../platform/current.js';
import { localized } from '../../platform/i18n/translate.js';
import type { Engagement, ResourceKind } from './conflict.rules.js';

/** A row of `occupancy`, from the line that asks about it. */
export interface OccupancyRow {
  resource_kind: ResourceKind;
  resource_id: string;
  item_id: string | null;
  activity_id: string | null;
  venue_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  travel_minutes: number | null;
  label: string | null;
  tentative: boolean;
  interprets: boolean;
}

/** How what it names is called. */
export interface NamesRow {
  resource_name: string | null;
  resource_names: LocalizedText | null;
  item_title: LocalizedText | null;
  activity_title: LocalizedText | null;
  confidential: boolean | null;
  venue_name: LocalizedText | null;
}

/** Columns of `NamesRow` for an `o` with `resource_kind, resource_id, item_id, activity_id`. */
export const NAMES = `coalesce(trim(p.given_name || ' ' || p.family_name), vh.label) as resource_name, rv.name as resource_names,
  i.title as item_title, i.confidential, v.name as venue_name, a.title as activity_title`;

/** What `NAMES` reads from, each by its key; `$1` is the institution. */
export const NAMED = `
  left join programme_item i on i.institution_id = $1 and i.id = o.item_id
  left join venue v on v.institution_id = $1 and v.id = i.venue_id
  left join activity a on a.institution_id = $1 and a.id = o.activity_id
  left join interpreter n on o.resource_kind = 'interpreter' and n.institution_id = $1 and n.id = o.resource_id
  left join lateral (
    select k.given_name, k.family_name from known_person k
     where k.institution_id = $1 and k.known_as = case o.resource_kind when 'person' then o.resource_id when 'interpreter' then n.person_id end limit 1) p on true
  left join vehicle vh on o.resource_kind = 'vehicle' and vh.institution_id = $1 and vh.id = o.resource_id
  left join venue rv on o.resource_kind = 'venue' and rv.institution_id = $1 and rv.id = o.resource_id`;

/** Without names: the rules do without them. */
export function engagement(row: OccupancyRow): Engagement {
  return {
    resourceKind: row.resource_kind,
    resourceId: row.resource_id,
    resourceName: '',
    itemId: row.item_id,
    itemTitle: null,
    activityId: row.activity_id,
    activityTitle: null,
    confidential: false,
    venueId: row.venue_id,
    venueName: null,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    travelMinutes: row.travel_minutes,
    label: row.label,
    tentative: row.tentative,
    interprets: row.interprets,
  };
}

export function withNames(one: Engagement, names: NamesRow): Engagement {
  return {
    ...one,
    resourceName: names.resource_name ?? localized(names.resource_names),
    itemTitle: names.item_title,
    activityTitle: names.activity_title,
    confidential: names.confidential ?? false,
    venueName: names.venue_name,
  };
}
