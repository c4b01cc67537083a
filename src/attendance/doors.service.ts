import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { mayPlan } from '../activities/activity.rules.js';
import { OutcomesService } from '../invitations/answering/outcomes.service.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { AttendanceQueries } from './attendance.queries.js';

/** The end of an occasion: who came and who did not is settled once, and put right when a telephone tells of it late. */
@Injectable()
export class DoorsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly outcomes: OutcomesService,
    private readonly queries: AttendanceQueries,
  ) {}

  /** Safe to repeat. @throws NotFound */
  close(invitationId: string): Promise<void> {
    return this.db.transaction(async () => {
      const { activityId } = await this.db.one(Invitation, invitationId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, await this.activities.get(activityId)));
      const closed = await this.db.rows(
        `insert into closed_door (institution_id, invitation_id, closed_at, closed_by) values ($1, $2, now(), $3)
         on conflict do nothing returning invitation_id`,
        [Current.institutionId, invitationId, Current.maybeActor?.accountId ?? null],
      );
      if (closed.length === 0) return;
      const came = await this.came(invitationId);
      const missed = await this.outcomes.settle(invitationId, came);
      const data = { came: came.size, missed };
      await this.events.record({ type: 'attendance.closed', subject: invitationId, activityId, data });
    });
  }

  /** What a telephone told after the door was closed changes who came. */
  async settleIfClosed(invitationId: string): Promise<void> {
    if (await this.isClosed(invitationId)) await this.outcomes.settle(invitationId, await this.came(invitationId));
  }

  async isClosed(invitationId: string): Promise<boolean> {
    return (await this.queries.closedAt(invitationId)) !== null;
  }

  private async came(invitationId: string): Promise<Set<string>> {
    const guests = await this.queries.guests(invitationId);
    return new Set(guests.filter((guest) => guest.check_in_id !== null).map(({ id }) => id));
  }
}
