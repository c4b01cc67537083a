import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { type ClearanceKind, Mission, MissionClearance, MissionLeg, MissionTask } from './mission.entity.js';
import { MissionOver, NothingToClear, OwnClearance } from './mission.errors.js';
import { mayClear } from './mission.rules.js';
import type { LegInput, TaskInput } from './missions.forms.js';
import { sameRides } from './same-rides.rules.js';
import { MissionsService } from './missions.service.js';

/** What a journey is made of: its tasks, its rides, and the word of those who are asked. */
@Injectable()
export class MissionPlanService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly missions: MissionsService,
  ) {}

  /** Replaces tasks and directives. @param seen version of the mission that the writer saw @throws ChangedMeanwhile, UnderReview, MissionOver, NotFound */
  setTasks(id: string, tasks: readonly TaskInput[], seen: number): Promise<void> {
    return this.db.transaction(async () => {
      await this.missions.revisable(id);
      await this.touch(id, seen);
      await this.db.repo(MissionTask).delete({ institutionId: Current.institutionId, missionId: id });
      for (const [n, task] of tasks.entries())
        await this.db
          .repo(MissionTask)
          .insert(Object.assign(new MissionTask(), { ...task, missionId: id, position: n + 1 }));
      await this.events.record({ type: 'mission.tasks_set', subject: id, activityId: id });
    });
  }

  /** Replaces the rides: tickets change until the last day. @throws ArrivesBeforeDeparture, ChangedMeanwhile, MissionOver, NotFound */
  setLegs(id: string, legs: readonly LegInput[], seen: number): Promise<void> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(id);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
      if (!isOpen(activity)) throw new MissionOver();
      await this.touch(id, seen);
      const where = { institutionId: Current.institutionId, missionId: id };
      const before = await this.db.repo(MissionLeg).find({ where, order: { departsAt: 'ASC', id: 'ASC' } });
      const same = sameRides(before, legs);
      await this.db.repo(MissionLeg).delete(where);
      for (const [n, { departs, arrives, ...leg }] of legs.entries())
        await this.db.repo(MissionLeg).insert(
          Object.assign(new MissionLeg(), {
            ...leg,
            ...(same[n] && { id: same[n].id }),
            missionId: id,
            departsAtLocal: departs,
            arrivesAtLocal: arrives,
          }).time(n),
        );
      await this.events.record({ type: 'mission.journey_set', subject: id, activityId: id });
    });
  }

  /** Has no objection. @throws OwnClearance, NothingToClear, NotFound */
  clear(id: string, kind: ClearanceKind, note: string): Promise<void> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(id);
      const { actor } = Current;
      allow(mayClear(actor, kind, activity));
      if (activity.state !== 'submitted') throw new NothingToClear();
      const own = await this.db.rows(
        `select 1 from activity_step where institution_id = $1 and activity_id = $2 and actor_id = $3
           and (from_state = '' or to_state = 'submitted')`,
        [Current.institutionId, id, actor.accountId],
      );
      if (own.length > 0) throw new OwnClearance();
      const clearance = new MissionClearance();
      Object.assign(clearance, {
        missionId: id,
        kind,
        note,
        clearedBy: actor.accountId,
        clearedAt: Temporal.Now.instant().round('second'),
      });
      const { identifiers } = await this.db
        .repo(MissionClearance)
        .createQueryBuilder()
        .insert()
        .values(clearance as never)
        .orIgnore()
        .execute();
      if (identifiers.length > 0)
        await this.events.record({ type: 'mission.cleared', subject: id, activityId: id, data: { kind } });
    });
  }

  private async touch(id: string, seen: number): Promise<void> {
    const rows = await this.db.rows(
      `update mission set version = version + 1, updated_at = now()
        where institution_id = $1 and id = $2 and version = $3 returning id`,
      [Current.institutionId, id, seen],
    );
    if (rows.length > 0) return;
    await this.db.one(Mission, id);
    throw new ChangedMeanwhile();
  }
}
