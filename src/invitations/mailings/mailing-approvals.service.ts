import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { OpeningService } from '../opening.service.js';
import { MailingChecks } from './mailing-checks.queries.js';
import { Mailing } from './mailing.entity.js';
import { MailingNotReady } from './mailing.errors.js';
import { mayApproveMailing } from './mailing.rules.js';

/** Checking a mailing that was drawn up, and approving it where the house wants a second person. */
@Injectable()
export class MailingApprovals {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly opening: OpeningService,
    private readonly checks: MailingChecks,
    private readonly institution: InstitutionQueries,
  ) {}

  /** What was found stands or is mended: the mailing may go on. @throws MailingNotReady where a letter cannot be written */
  check(id: string): Promise<Mailing> {
    return this.db.transaction(async () => {
      const mailing = await this.opening.mailing(id);
      const stops = (await this.checks.of(mailing)).filter(({ stops: isStop }) => isStop);
      if (stops.length > 0) throw new MailingNotReady(stops.length);
      mailing.check();
      return this.db.repo(Mailing).save(mailing);
    });
  }

  /** Lays a checked mailing before a second person. @throws MailingStepNotPossible, MailingNotReady, NotFound */
  submit(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.check(id);
      mailing.submit(Current.actor.accountId);
      await this.db.repo(Mailing).save(mailing);
      await this.note('invitations.mailing_submitted', mailing);
    });
  }

  /** @throws NotFound for who wrote or submitted it, MailingStepNotPossible */
  approve(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.judged(id);
      mailing.approve(Current.actor.accountId);
      await this.db.repo(Mailing).save(mailing);
      await this.note('invitations.mailing_approved', mailing);
    });
  }

  /** Gives it back to its author. @throws ReasonMissing, MailingStepNotPossible, NotFound */
  giveBack(id: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.judged(id);
      mailing.giveBack(reason);
      await this.db.repo(Mailing).save(mailing);
      await this.note('invitations.mailing_returned', mailing);
    });
  }

  /** Whether nothing is to be weighed and nobody has to approve: it may go at once. */
  async isPlain(mailing: Mailing): Promise<boolean> {
    return !(await this.wantsSecondPerson()) && (await this.checks.of(mailing)).length === 0;
  }

  /** Whether the house wants a second person to approve. */
  async wantsSecondPerson(): Promise<boolean> {
    return (await this.institution.current()).settings.invitations?.secondPerson ?? false;
  }

  /** Locked for whoever may decide on it, who need not plan himself. */
  private async judged(id: string): Promise<Mailing> {
    await this.db.rows('select id from mailing where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      id,
    ]);
    const mailing = await this.db.one(Mailing, id);
    allow(mayApproveMailing(Current.actor, mailing, await this.activities.get(mailing.activityId)));
    return mailing;
  }

  private async note(type: string, { invitationId, activityId }: Mailing): Promise<void> {
    await this.events.record({ type, subject: invitationId, activityId });
  }
}
