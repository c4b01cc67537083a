import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OpeningService } from '../opening.service.js';
import { MailingApprovals } from './mailing-approvals.service.js';
import { MailingDrafts } from './mailing-drafts.service.js';
import { Mailing } from './mailing.entity.js';
import { SecondPersonNeeded } from './mailing.errors.js';
import type { MailingKind } from './mailing.states.js';
import { MailingWork } from './mailing-work.service.js';

/** Sending a mailing off, and holding it up on its way. A job or the demo acts without an actor. */
@Injectable()
export class MailingsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly opening: OpeningService,
    private readonly drafts: MailingDrafts,
    private readonly approvals: MailingApprovals,
    private readonly work: MailingWork,
  ) {}

  /**
   * Draws up, checks and sends in one go. @returns for how many guests it is
   * @throws NobodyToSendTo, MailingNotReady, SecondPersonNeeded, OccasionNotReleased, NotFound
   */
  sendOff(invitationId: string, kind: MailingKind, withLetter = false): Promise<number> {
    return this.db.transaction(async () => this.send((await this.drafts.draft(invitationId, kind, withLetter)).id));
  }

  /**
   * Sends it off: checked now, approved where the house wants that. The first letters are queued in this very transaction,
   * the others by a job. @returns for how many guests it is @throws SecondPersonNeeded, MailingNotReady, OccasionNotReleased, NotFound
   */
  send(id: string): Promise<number> {
    return this.db.transaction(async () => {
      let mailing = await this.opening.mailing(id);
      if (mailing.state !== 'approved') {
        if (Current.maybeActor && (await this.approvals.wantsSecondPerson())) throw new SecondPersonNeeded();
        mailing = await this.approvals.check(id);
        mailing.approve(Current.maybeActor?.accountId ?? null);
      }
      const count = await this.work.start(mailing);
      await this.note(`invitations.${mailing.kind === 'reminder' ? 'reminded' : 'sent'}`, mailing, {
        count,
        kind: mailing.kind,
      });
      return count;
    });
  }

  /** The letters that have not left yet wait. @throws MailingStepNotPossible, NotFound */
  pause(id: string): Promise<void> {
    return this.step(id, 'paused', async (mailing) => {
      mailing.pause();
      await this.work.hold(mailing);
    });
  }

  /** @throws MailingStepNotPossible, NotFound */
  resume(id: string): Promise<void> {
    return this.step(id, 'resumed', async (mailing) => {
      mailing.start();
      await this.work.letGo(mailing);
    });
  }

  /** The letters that have not left yet never will; those guests count as not written to. @throws MailingStepNotPossible, NotFound */
  cancel(id: string): Promise<void> {
    return this.step(id, 'cancelled', async (mailing) => {
      mailing.cancel();
      await this.work.withdraw(mailing);
    });
  }

  private step(id: string, what: string, verb: (mailing: Mailing) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.opening.mailing(id);
      await verb(mailing);
      await this.db.repo(Mailing).save(mailing);
      await this.note(`invitations.mailing_${what}`, mailing);
    });
  }

  private async note(type: string, { invitationId, activityId }: Mailing, data: Record<string, unknown> = {}) {
    await this.events.record({ type, subject: invitationId, activityId, data });
  }
}
