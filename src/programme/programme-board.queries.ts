import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type MemberRow } from '../activities/activities.queries.js';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { isOpen } from '../activities/activity.rules.js';
import { type DayFacts, InstitutionTime } from '../institution/institution-time.service.js';
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
    const lines = await this.lines.of(activity);
    const members = await this.activityRows.members(activityId);
    return {
      ...lines,
      activity,
      mayEdit: lines.mayRead && isOpen(activity),
      requested: lines.mayRead ? await this.programme.requested(activityId) : [],
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
