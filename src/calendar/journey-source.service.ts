import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import type { Activity } from '../activities/activity.entity.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import type { EntryContent } from './calendar-entry.entity.js';
import { FEED_LANGUAGES } from './entry-content.js';
import { type EntrySubject, type FeedSource, FeedSources, type SourceEntry } from './feed-sources.registry.js';
import { factsOfActivities, OVER } from './programme-source.service.js';

interface RideRow {
  id: string;
  mode: string;
  number: string;
  from_place: string;
  departs_at_local: Temporal.PlainDateTime;
  depart_zone: string;
  to_place: string;
  arrives_at_local: Temporal.PlainDateTime;
  arrive_zone: string;
}

/** The rides of a mission, in the calendars of those who go: each leaves in one zone and arrives in another. */
@Injectable()
export class JourneySource implements FeedSource, OnModuleInit {
  readonly id = 'journey';

  constructor(
    private readonly db: Db,
    private readonly sources: FeedSources,
    private readonly kinds: ActivityKinds,
    private readonly activities: ActivitiesService,
  ) {}

  onModuleInit(): void {
    this.sources.add(this);
  }

  get heard(): string[] {
    return ['mission.journey_set', ...factsOfActivities(this.kinds)];
  }

  originOf(fact: { activityId: string | null }): string | null {
    return fact.activityId;
  }

  async entriesOf(activityId: string): Promise<{ activityId: string; entries: SourceEntry[] } | null> {
    const rides = await this.rides(activityId);
    const isKnown = await this.isKnown(activityId);
    if (rides.length === 0 && !isKnown) return null;
    const activity = await this.activities.get(activityId);
    const isCertain = this.kinds.of(activity.kind).isCertain(activity.state);
    // Tickets that are only looked at stand in nobody's calendar before the mission is decided.
    if (!isCertain && !isKnown) return null;
    const isCancelled = OVER.includes(activity.state);
    const subjects = await this.travellers(activity);
    const entries = rides.map((ride): SourceEntry => ({
      itemId: ride.id,
      content: {
        ...contentOf(ride, activity),
        cancelled: isCancelled,
        tentative: !isCertain && !isCancelled,
      },
      audiences: ['guest', 'working', 'pocket'],
      subjects,
    }));
    return { activityId, entries };
  }

  private rides(activityId: string): Promise<RideRow[]> {
    return this.db.rows(
      `select id, mode, number, from_place, departs_at_local, depart_zone, to_place, arrives_at_local, arrive_zone
         from mission_leg where institution_id = $1 and mission_id = $2 order by departs_at, id`,
      [Current.institutionId, activityId],
    );
  }

  private async isKnown(activityId: string): Promise<boolean> {
    const rows = await this.db.rows(
      'select 1 from calendar_entry where institution_id = $1 and source = $2 and origin_id = $3 limit 1',
      [Current.institutionId, this.id, activityId],
    );
    return rows.length > 0;
  }

  /** Our own delegation goes; who sees the mission sees when. */
  private async travellers({ id, bodyId }: Activity): Promise<EntrySubject[]> {
    const members = await this.db.rows<{ person_id: string }>(
      `select m.person_id from delegation_member m join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
        where m.institution_id = $1 and m.activity_id = $2 and d.side = 'host'`,
      [Current.institutionId, id],
    );
    return [
      { kind: 'activity', id },
      ...(bodyId ? [{ kind: 'body', id: bodyId }] : []),
      ...members.map((member) => ({ kind: 'person', id: member.person_id })),
    ];
  }
}

function contentOf(ride: RideRow, { id, title }: Activity): EntryContent {
  const way = `${ride.from_place} – ${ride.to_place}`;
  const named = (language: (typeof FEED_LANGUAGES)[number]) =>
    `${[t(`calendar.ride.${ride.mode}`, undefined, language), ride.number].filter(Boolean).join(' ')}, ${way}`;
  return {
    kind: 'timed',
    start: ride.departs_at_local.toString({ smallestUnit: 'minute' }),
    startZone: ride.depart_zone,
    end: ride.arrives_at_local.toString({ smallestUnit: 'minute' }),
    endZone: ride.arrive_zone,
    title: Object.fromEntries(FEED_LANGUAGES.map((language) => [language, named(language)])) as LocalizedText,
    activityTitle: title,
    // Where one has to be.
    venue: { und: ride.from_place },
    address: null,
    dress: null,
    cancelled: false,
    confidential: false,
    category: 'programme.type.transfer',
    path: `activities/${id}/mission`,
  };
}
