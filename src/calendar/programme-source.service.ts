import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import type { EntryContent } from './calendar-entry.entity.js';
import { contentOfActivity, contentOfLine } from './entry-content.js';
import type { EntrySubject, FeedSource, SourceEntry } from './feed-sources.registry.js';
import { FeedSources } from './feed-sources.registry.js';
import { type DelegationMemberFacts, goesWithDelegation } from './line-people.rules.js';

export const OVER = ['cancelled', 'declined', 'refused', 'rejected', 'withdrawn'];
const EVERY_AUDIENCE = ['guest', 'working', 'pocket', 'spouse', 'drivers', 'press'];

interface Facts {
  country: string | null;
  responsible_person: string | null;
  members: DelegationMemberFacts[];
}

/**
 * What is heard of every activity: who goes, what was changed, and every step of every kind, since any of them can make a visit
 * certain or end it. Complete once all modules have begun.
 */
export function factsOfActivities(kinds: ActivityKinds): string[] {
  const steps = kinds.all.flatMap(({ kind, lifecycle }) =>
    [...new Set([...lifecycle.course, ...lifecycle.final, ...lifecycle.steps.map(({ to }) => to)])].map(
      (state) => `${kind}.${state}`,
    ),
  );
  const members = ['added', 'changed', 'removed'].map((what) => `delegation.member_${what}`);
  return ['activity.revised', ...members, ...steps];
}

/** Entries of the released programme: a banner over the days of the activity, and one entry for each line. */
@Injectable()
export class ProgrammeSource implements FeedSource, OnModuleInit {
  readonly id = 'programme';

  constructor(
    private readonly db: Db,
    private readonly sources: FeedSources,
    private readonly kinds: ActivityKinds,
    private readonly activities: ActivitiesService,
    private readonly programme: ProgrammeQueries,
  ) {}

  onModuleInit(): void {
    this.sources.add(this);
  }

  get heard(): string[] {
    return ['programme.released', ...factsOfActivities(this.kinds)];
  }

  originOf(fact: { activityId: string | null }): string | null {
    return fact.activityId;
  }

  async entriesOf(activityId: string): Promise<{ activityId: string; entries: SourceEntry[] } | null> {
    const activity = await this.activities.get(activityId);
    const edition = await this.programme.latestEdition(activityId);
    const isCertain = this.kinds.of(activity.kind).isCertain(activity.state);
    // A visit that is only proposed stands in nobody's calendar before something of it is released.
    const { isKnown, isPublic } = await this.before(activityId);
    if (!edition && !isCertain && !isKnown) return null;
    const lines = edition?.content ?? [];
    const facts = await this.facts(activity);
    const places = await this.places(lines);
    const isCancelled = OVER.includes(activity.state);
    const shared = subjectsOf(activity, facts);
    const everybody = [...lines.flatMap(peopleOf), ...facts.members.map((one) => one.person_id)];
    const banner: SourceEntry = {
      itemId: null,
      content: contentOfActivity({ ...activity, isCancelled, isCertain }),
      audiences: EVERY_AUDIENCE,
      subjects: [
        ...shared,
        ...(activity.bodyId ? [{ kind: 'seat', id: activity.bodyId }] : []),
        ...(facts.responsible_person ? [{ kind: 'person', id: facts.responsible_person }] : []),
        ...everybody.map((id) => ({ kind: 'person', id })),
        // That a visit is off is told where it was told that it is on: what was never decided is nobody's business.
        ...(isCertain || (isCancelled && isPublic) ? [{ kind: 'public', id: '' }] : []),
      ],
    };
    const entries = lines.map((line) => ({
      itemId: line.id,
      content: {
        ...contentOfLine(line, activity.title, activityId),
        cancelled: line.cancelled || isCancelled,
        geo: places.get(line.venueId ?? '') ?? null,
      },
      audiences: line.audiences,
      subjects: [...shared, ...subjectsOfLine(line, activity, facts)],
    }));
    return { activityId, entries: [banner, ...entries] };
  }

  /** Whether calendars hold anything of it already, and whether the public one holds its days. */
  private async before(activityId: string): Promise<{ isKnown: boolean; isPublic: boolean }> {
    const [row] = await this.db.rows<{ is_public: boolean | null }>(
      `select bool_or(e.item_id is null and exists (select from calendar_entry_subject s
                where s.institution_id = $1 and s.entry_id = e.id and s.kind = 'public')) as is_public
         from calendar_entry e where e.institution_id = $1 and e.source = $2 and e.origin_id = $3`,
      [Current.institutionId, this.id, activityId],
    );
    const told = row?.is_public ?? null;
    return { isKnown: told !== null, isPublic: told === true };
  }

  private async facts(activity: Activity): Promise<Facts> {
    const [row] = await this.db.rows<Facts>(
      `select o.country, r.person_id as responsible_person,
              coalesce((select jsonb_agg(jsonb_build_object('person_id', m.person_id, 'side', d.side, 'role', m.role))
                 from delegation_member m join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
                where m.institution_id = a.institution_id and m.activity_id = a.id), '[]') as members
         from activity a
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
         left join account r on r.institution_id = a.institution_id and r.id = a.responsible_id
        where a.institution_id = $1 and a.id = $2`,
      [Current.institutionId, activity.id],
    );
    return row ?? { country: null, responsible_person: null, members: [] };
  }

  private async places(lines: readonly EditionLine[]): Promise<Map<string, EntryContent['geo']>> {
    const ids = [...new Set(lines.flatMap((line) => line.venueId ?? []))];
    const rows = await this.db.rows<{ id: string; latitude: number; longitude: number }>(
      `select id, latitude, longitude from venue
        where institution_id = $1 and id = any($2::uuid[]) and latitude is not null and longitude is not null`,
      [Current.institutionId, ids],
    );
    return new Map(rows.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]));
  }
}

function subjectsOf(activity: Activity, { country }: Facts): EntrySubject[] {
  return [
    { kind: 'activity', id: activity.id },
    ...(activity.bodyId ? [{ kind: 'body', id: activity.bodyId }] : []),
    ...(country ? [{ kind: 'country', id: country }] : []),
  ];
}

const peopleOf = (line: EditionLine) => [
  ...line.participants.map((one) => one.personId),
  ...line.interpreters.map((one) => one.personId),
];

function subjectsOfLine(line: EditionLine, activity: Activity, facts: Facts): EntrySubject[] {
  const isForAll = line.participants.length === 0;
  const delegation = isForAll ? facts.members.filter((member) => goesWithDelegation(member, line.audiences)) : [];
  const people = [...peopleOf(line), ...delegation.map((member) => member.person_id)];
  return [
    ...people.map((id) => ({ kind: 'person', id })),
    ...(isForAll && activity.bodyId ? [{ kind: 'seat', id: activity.bodyId }] : []),
    ...(line.venueId ? [{ kind: 'venue', id: line.venueId }] : []),
    ...line.vehicles.map((id) => ({ kind: 'vehicle', id })),
    ...line.interpreters.map((one) => ({ kind: 'interpreter', id: one.interpreterId })),
    ...(line.audiences.includes('press') && !line.confidential ? [{ kind: 'public', id: '' }] : []),
  ];
}
