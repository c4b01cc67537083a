import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type MemberRow } from '../activities/activities.queries.js';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { type DayFacts, InstitutionTime } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { together } from '../platform/database/together.js';
import { LogisticsQueries, type RideRow } from '../logistics/logistics.queries.js';
import { ProgrammeQueries, type RequestedRow } from './programme.queries.js';
import { type Lines, ProgrammeLinesQueries } from './programme-lines.queries.js';

export interface Things {
  venues: Awaited<ReturnType<ProgrammeQueries['venues']>>;
  vehicles: Awaited<ReturnType<ProgrammeQueries['vehicles']>>;
  interpreters: Awaited<ReturnType<ProgrammeQueries['interpreters']>>;
}

export interface Board extends Lines {
  activity: Activity;
  mayEdit: boolean;
  requested: RequestedRow[];
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
    private readonly lines: ProgrammeLinesQueries,
    private readonly time: InstitutionTime,
    private readonly logistics: LogisticsQueries,
  ) {}

  /** @throws NotFound where there is no such activity, or not for the actor */
  async board(activityId: string): Promise<Board> {
    const activity = await this.activities.get(activityId);
    const mayRead = mayPlan(Current.actor, activity);
    const [lines, requested, { members, days }, rides] = await together(
      this.lines.of(activity),
      mayRead ? this.programme.requested(activityId) : Promise.resolve([]),
      this.membersAndDays(activity),
      this.logistics.rides(activityId),
    );
    return { ...lines, activity, mayEdit: mayRead && isOpen(activity), requested, members, rides, days };
  }

  private async membersAndDays(activity: Activity): Promise<Pick<Board, 'members' | 'days'>> {
    const members = await this.activityRows.members(activity.id);
    const countries = members.map((member) => member.organisation_country);
    return { members, days: await this.time.daysBetween(activity.startsOn, activity.endsOn, countries) };
  }

  /** The same with the venues, cars and interpreters of the house. @throws NotFound */
  async equipped(activityId: string): Promise<EquippedBoard> {
    return this.equip(await this.board(activityId));
  }

  async equip(board: Board): Promise<EquippedBoard> {
    const [venues, vehicles, interpreters] = await together(
      this.programme.venues(),
      this.programme.vehicles(),
      this.programme.interpreters(),
    );
    return { ...board, things: { venues, vehicles, interpreters } };
  }
}
