import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { OccupancyService } from './conflicts/occupancy.service.js';
import { inputOf } from './item-values.rules.js';
import { NothingToCopy } from './programme.errors.js';
import { ProgrammeQueries } from './programme.queries.js';
import { ProgrammeService } from './programme.service.js';

export interface CopyAsked {
  /** The day whose lines are copied; null: the whole programme. */
  from: Temporal.PlainDate | null;
  /** Where that day, or the first day of the programme, falls. */
  to: Temporal.PlainDate;
}

/** Copies of a day or of a whole programme on other dates, by the wall clock. */
@Injectable()
export class CopiesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly programme: ProgrammeService,
    private readonly queries: ProgrammeQueries,
    private readonly occupancy: OccupancyService,
  ) {}

  /**
   * Copies lines with their people, places and cars; cancelled ones stay behind. All or none is copied.
   * @returns the key by which the copy can be taken back, and how many lines it has
   * @throws NothingToCopy, ConflictRefused, ProgrammeClosed, NotFound
   */
  copy(activityId: string, { from, to }: CopyAsked): Promise<{ key: string; count: number }> {
    return this.db.transaction(async () => {
      const activity = await this.planned(activityId);
      const lines = (await this.queries.items(activityId)).filter(
        (line) => !line.cancelled && (from === null || line.starts_at_local.toPlainDate().equals(from)),
      );
      const by = (from ?? activity.startsOn).until(to);
      if (lines.length === 0 || by.days === 0) throw new NothingToCopy();
      const key = randomUUIDv7();
      const inputs = lines.map(inputOf);
      await this.occupancy.lockFor(inputs);
      for (const [n, input] of inputs.entries()) {
        await this.programme.place(
          activityId,
          { ...input, start: input.start.add(by), end: input.end.add(by) },
          { sourceKey: `copy:${key}:${n}` },
        );
      }
      await this.events.record({
        type: 'programme.copied',
        subject: activityId,
        activityId,
        data: { count: lines.length },
      });
      return { key, count: lines.length };
    });
  }

  /** The activity whose programme the actor may plan. @throws NotFound */
  planned(activityId: string): Promise<Activity> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
      return activity;
    });
  }

  /** Takes a copy back: its lines go as long as no edition holds them, and are cancelled where one does. */
  takeBack(activityId: string, key: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.planned(activityId);
      const released = new Set(
        (await this.queries.editions(activityId)).flatMap(({ content }) => content.map(({ id }) => id)),
      );
      const rows = await this.db.rows<{ id: string }>(
        'select id from programme_item where institution_id = $1 and activity_id = $2 and starts_with(source_key, $3)',
        [Current.institutionId, activityId, `copy:${key}:`],
      );
      await this.occupancy.lockLines(rows.map(({ id }) => id));
      for (const { id } of rows) {
        if (released.has(id)) await this.programme.cancel(id);
        else
          await this.db.rows('delete from programme_item where institution_id = $1 and id = $2', [
            Current.institutionId,
            id,
          ]);
      }
      await this.events.record({ type: 'programme.copy_taken_back', subject: activityId, activityId });
    });
  }
}
