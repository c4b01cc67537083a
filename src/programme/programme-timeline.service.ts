import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Timeline, type TimelineRow } from '../activities/timeline.registry.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { ResourceKind } from './conflict.rules.js';
import { LONGEST_HOURS } from './programme-item.entity.js';

const KINDS: readonly ResourceKind[] = ['person', 'venue', 'interpreter', 'vehicle'];

interface TakenRow {
  kind: ResourceKind;
  resource_id: string;
  person_name: string | null;
  vehicle_name: string | null;
  venue_name: LocalizedText | null;
  item_id: string;
  activity_id: string;
  title: LocalizedText;
  confidential: boolean;
  country: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** Who and what programmes take in a week, as rows of the calendar. */
@Injectable()
export class ProgrammeTimelineService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly timeline: Timeline,
  ) {}

  onModuleInit(): void {
    this.timeline.add({
      id: 'resources',
      order: 10,
      permission: 'resources.see',
      rows: (from, until) => this.rows(from, until),
    });
  }

  private async rows(from: Temporal.Instant, until: Temporal.Instant) {
    const taken = await this.taken(from, until);
    return KINDS.map((kind) => {
      const rows = new Map<string, TimelineRow>();
      for (const one of taken.filter((row) => row.kind === kind)) {
        const row = rows.get(one.resource_id) ?? {
          id: one.resource_id,
          name: one.person_name ?? one.vehicle_name ?? localized(one.venue_name),
          slots: [],
        };
        row.slots.push({
          id: one.item_id,
          start: one.starts_at,
          end: one.ends_at,
          title: one.confidential ? t('programme.timeline.engaged') : localized(one.title),
          href: one.confidential ? null : `/${Current.institution.slug}/activities/${one.activity_id}/programme`,
          country: one.confidential ? null : one.country,
        });
        rows.set(one.resource_id, row);
      }
      return {
        id: kind,
        title: t(`programme.timeline.${kind}`),
        rows: [...rows.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
      };
    });
  }

  private taken(from: Temporal.Instant, until: Temporal.Instant): Promise<TakenRow[]> {
    return this.db.rows<TakenRow>(
      `select x.resource_kind as kind, x.resource_id, nullif(trim(p.given_name || ' ' || p.family_name), '') as person_name, w.label as vehicle_name,
              v.name as venue_name, i.id as item_id, i.activity_id, i.title, i.confidential, o.country, x.starts_at, x.ends_at
         from occupancy x
         join programme_item i on i.institution_id = x.institution_id and i.id = x.item_id and not i.cancelled
         join activity a on a.institution_id = i.institution_id and a.id = i.activity_id
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
         left join interpreter n on x.resource_kind = 'interpreter' and n.institution_id = x.institution_id and n.id = x.resource_id
         left join known_person p on p.institution_id = x.institution_id and p.known_as = case x.resource_kind when 'person' then x.resource_id when 'interpreter' then n.person_id end
         left join vehicle w on x.resource_kind = 'vehicle' and w.institution_id = x.institution_id and w.id = x.resource_id
         left join venue v on x.resource_kind = 'venue' and v.institution_id = x.institution_id and v.id = x.resource_id
        where x.institution_id = $1 and x.starts_at > $2::timestamptz - make_interval(hours => $4) and x.starts_at < $3 and x.ends_at > $2
        order by x.starts_at limit 2000`,
      [Current.institutionId, from, until, LONGEST_HOURS],
    );
  }
}
