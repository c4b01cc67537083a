import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type MemberRow } from '../activities/activities.queries.js';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { type DayFacts, InstitutionTime } from '../institution/institution-time.service.js';
import { LogisticsQueries, type RideRow } from '../logistics/logistics.queries.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import type { Conflict } from './conflicts/conflict.rules.js';
import { holdsUp } from './conflicts/conflict-levels.rules.js';
import { ActivityConflictsQueries } from './conflicts/activity-conflicts.queries.js';
import { changedLines, editionLine, type LineChange } from './editions/edition.rules.js';
import { type EditionRow, type ItemRow, ProgrammeQueries, type RequestedRow } from './programme.queries.js';
import { ReleaseAudience, type Told } from './editions/release-audience.registry.js';

export interface Line extends ItemRow {
  conflicts: Conflict[];
  /** How it differs from the edition that stands; null where it does not. */
  change: LineChange | null;
}

export interface Things {
  venues: Awaited<ReturnType<ProgrammeQueries['venues']>>;
  vehicles: Awaited<ReturnType<ProgrammeQueries['vehicles']>>;
  interpreters: Awaited<ReturnType<ProgrammeQueries['interpreters']>>;
}

export interface Board {
  activity: Activity;
  mayEdit: boolean;
  /** Planners read everything; others neither confidential lines nor released editions of them. */
  mayRead: boolean;
  lines: Line[];
  latest: EditionRow | null;
  changes: LineChange[];
  requested: RequestedRow[];
  /** Lines with a conflict that holds up the release. */
  blocked: number;
  told: Told[];
  members: MemberRow[];
  /** Arrivals and departures: fixed points between the lines. */
  rides: RideRow[];
  /** What each of its days is, holidays of the guests' countries among it. */
  days: DayFacts[];
}

/** With what its forms choose from. */
export interface EquippedBoard extends Board {
  things: Things;
}

/** Everything that the page of a programme shows: a fixed number of statements, however many lines. */
@Injectable()
export class ProgrammeBoardQueries {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly activityRows: ActivitiesQueries,
    private readonly programme: ProgrammeQueries,
    private readonly conflicts: ActivityConflictsQueries,
    private readonly audience: ReleaseAudience,
    private readonly time: InstitutionTime,
    private readonly logistics: LogisticsQueries,
  ) {}

  /** @throws NotFound where there is no such activity, or not for the actor */
  async board(activityId: string): Promise<Board> {
    const activity = await this.activities.get(activityId);
    const planner = mayPlan(Current.actor, activity);
    const items = await this.programme.items(activityId);
    const latest = await this.programme.latestEdition(activityId);
    const changes = changedLines(latest?.content ?? [], items.map(editionLine));
    const found = await this.conflicts.of(activityId);
    const members = await this.activityRows.members(activityId);
    const byItem = new Map(changes.map((change) => [change.id, change]));
    const lines = items.map((item): Line => ({
      ...item,
      conflicts: item.cancelled ? [] : (found.get(item.id) ?? []),
      // Before the first edition everything is new: a bar on every line would say nothing.
      change: latest ? (byItem.get(item.id) ?? null) : null,
    }));
    return {
      activity,
      mayEdit: planner && isOpen(activity),
      mayRead: planner,
      lines: planner ? lines : lines.map(withoutSecrets),
      latest,
      changes: planner ? changes : [],
      requested: planner ? await this.programme.requested(activityId) : [],
      blocked: lines.filter(isBlocked).length,
      told: planner
        ? await this.audience.of(
            activityId,
            changes.map(({ id }) => id),
          )
        : [],
      members,
      rides: await this.logistics.rides(activityId),
      days: await this.time.daysBetween(
        activity.startsOn,
        activity.endsOn,
        members.map((member) => member.organisation_country),
      ),
    };
  }

  /** The same with the venues, cars and interpreters of the house. @throws NotFound */
  async equipped(activityId: string): Promise<EquippedBoard> {
    return this.equip(await this.board(activityId));
  }

  async equip(board: Board): Promise<EquippedBoard> {
    return {
      ...board,
      things: {
        venues: await this.programme.venues(),
        vehicles: await this.programme.vehicles(),
        interpreters: await this.programme.interpreters(),
      },
    };
  }
}

/** A conflict that holds up the release: no note answers one. */
export const isBlocked = (line: Pick<Line, 'conflicts'>): boolean => line.conflicts.some(({ level }) => holdsUp(level));

/** Who does not plan sees when the delegation is taken, but neither what is confidential nor what is noted inside. */
function withoutSecrets(line: Line): Line {
  const open: Line = {
    ...line,
    internal_note: null,
    talking_points: null,
    kept_reason: null,
    kept_conflicts: null,
    conflicts: [],
    change: null,
  };
  if (!line.confidential) return open;
  return {
    ...open,
    title: { [Current.locale]: t('programme.confidential_line') },
    type: 'meeting',
    venue_id: null,
    venue_name: null,
    venue_address: null,
    venue_city: null,
    participants: [],
    interpreters: [],
    vehicles: [],
    dress: null,
    menu: null,
    flags: null,
    gift: null,
    press: null,
    responsible: null,
    layout: null,
    seating: null,
    execution_note: null,
  };
}
