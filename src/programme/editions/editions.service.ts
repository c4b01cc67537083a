import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { ActivityConflictsQueries } from '../conflicts/activity-conflicts.queries.js';
import { holdsUp } from '../conflicts/conflict-levels.rules.js';
import { changedLines, editionLine } from './edition.rules.js';
import { Edition } from '../programme-item.entity.js';
import { ConflictsOpen, NothingToRelease, ProgrammeClosed } from '../programme.errors.js';
import { ProgrammeQueries } from '../programme.queries.js';

/** Releasing the programme: until then nothing leaks to guests, calendars and drivers. */
@Injectable()
export class EditionsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly conflicts: ActivityConflictsQueries,
    private readonly queries: ProgrammeQueries,
  ) {}

  /**
   * Releases the working programme as the next edition; calendars and invitees of the changed lines hear of it.
   * @throws ConflictsOpen where a conflict that blocks release is neither solved nor kept, NothingToRelease, NotFound
   */
  release(activityId: string): Promise<Edition> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
      if (!isOpen(activity)) throw new ProgrammeClosed();
      // One release at a time: numbers have no gaps.
      await this.db.rows('select id from activity where institution_id = $1 and id = $2 for update', [
        Current.institutionId,
        activityId,
      ]);
      const items = await this.queries.items(activityId);
      const open = await this.linesInConflict(activityId);
      if (open > 0) throw new ConflictsOpen(open);
      const last = await this.queries.latestEdition(activityId);
      const lines = items.map(editionLine);
      const changed = changedLines(last?.content ?? [], lines);
      if (changed.length === 0) throw new NothingToRelease();
      const edition = new Edition();
      Object.assign(edition, {
        activityId,
        number: (last?.number ?? 0) + 1,
        content: lines,
        releasedBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(Edition).insert(edition);
      await this.events.record({
        type: 'programme.released',
        subject: edition.id,
        activityId,
        data: { number: edition.number, changed: changed.map((change) => change.id) },
      });
      return edition;
    });
  }

  /** How many lines have a conflict that holds up the release: no note answers one. */
  async linesInConflict(activityId: string): Promise<number> {
    const conflicts = await this.conflicts.unnamed(activityId);
    return [...conflicts.values()].filter((found) => found.some(({ level }) => holdsUp(level))).length;
  }
}
