import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { allow } from '../platform/permissions/allow.js';
import { ProgrammeItem } from '../programme/programme-item.entity.js';
import { Invitation } from './invitation.entity.js';
import { AnswersAfterBeginning } from './invitation.errors.js';
import { Mailing } from './mailings/mailing.entity.js';

/** Opens an invitation for a change: by whom it may be changed, and one change at a time. A job or the demo acts without an actor. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
  ) {}

  /** The invitation, locked: two who press "send" at once come one after the other. @throws NotFound */
  async invitation(id: string): Promise<Invitation> {
    const { activityId } = await this.db.one(Invitation, id);
    await this.activity(activityId);
    await this.db.rows('select id from invitation where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Invitation, id);
  }

  /** A mailing of it, under the same lock. @throws NotFound */
  async mailing(id: string): Promise<Mailing> {
    const { invitationId } = await this.db.one(Mailing, id);
    await this.invitation(invitationId);
    return this.db.one(Mailing, id);
  }

  /**
   * Whether answers are asked for until a day before or on which the occasion begins: a line as it is planned now, or the whole
   * activity. @throws AnswersAfterBeginning, NotFound for a line of another activity
   */
  async answerBy(
    { id, startsOn }: Pick<Activity, 'id' | 'startsOn'>,
    itemId: string | null,
    day: Temporal.PlainDate | null,
  ): Promise<void> {
    const line = itemId ? await this.db.one(ProgrammeItem, itemId) : null;
    if (line && line.activityId !== id) throw new NotFound();
    const begins = line?.startsAtLocal.toPlainDate() ?? startsOn;
    if (day && Temporal.PlainDate.compare(day, begins) > 0) throw new AnswersAfterBeginning(begins);
  }

  /** @throws NotFound for whoever may not plan it, and where it is closed */
  async activity(id: string): Promise<Activity> {
    const activity = await this.activities.get(id);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
    return activity;
  }
}
