import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { Invitation } from '../invitation.entity.js';
import { NobodyToSendTo } from '../invitation.errors.js';
import { OpeningService } from '../opening.service.js';
import { PostingService } from '../posting.service.js';
import { MailingChecks } from './mailing-checks.queries.js';
import { Mailing } from './mailing.entity.js';
import { MailingNotReady, SecondPersonNeeded } from './mailing.errors.js';
import { FOR_WHOM, mayApproveMailing } from './mailing.rules.js';
import type { MailingKind } from './mailing.states.js';
import { MailingWork } from './mailing-work.service.js';

/** Drawing up a mailing, checking and approving it, and sending it off. A job or the demo acts without an actor. */
@Injectable()
export class MailingsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly opening: OpeningService,
    private readonly checks: MailingChecks,
    private readonly work: MailingWork,
    private readonly posting: PostingService,
    private readonly institution: InstitutionQueries,
  ) {}

  /**
   * Draws up a mailing to all whom its kind is for. One of the same kind that has not gone out yet is taken up again, its
   * list brought up to date. @param withLetter whether the letter goes along as PDF; absent leaves what was chosen before
   * @throws NobodyToSendTo, NotFound
   */
  draft(invitationId: string, kind: MailingKind, withLetter?: boolean): Promise<Mailing> {
    return this.db.transaction(async () => {
      const invitation = await this.opening.invitation(invitationId);
      await this.posting.renew(invitation);
      const known = await this.ofInvitation(invitationId);
      const mailing = known.find((one) => one.kind === kind && one.isOpen) ?? this.blank(invitation, kind);
      // Of changes in the programme the house itself tells; what staff draw up is about the words.
      mailing.isRevision = kind === 'update';
      mailing.withLetter = kind === 'invitation' && (withLetter ?? mailing.withLetter);
      if (known.includes(mailing)) await this.changed(mailing);
      else await this.db.repo(Mailing).insert(mailing);
      if ((await this.list(mailing)) === 0) throw new NobodyToSendTo();
      return mailing;
    });
  }

  /** Leaves one guest out of a mailing that has not gone out, or takes him in again. @throws MailingStepNotPossible, NotFound */
  leaveOut(id: string, recipientId: string, isOut: boolean): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.open(id);
      const rows = await this.db.rows(
        `update mailing_recipient set state = $4 where institution_id = $1 and mailing_id = $2 and recipient_id = $3 returning recipient_id`,
        [Current.institutionId, id, recipientId, isOut ? 'left_out' : 'waiting'],
      );
      if (rows.length === 0) throw new NotFound();
      await this.changed(mailing);
    });
  }

  /** What the letters say has changed: those drawn up and not sent are checked and approved anew. Needs an open unit of work. */
  async reopen(invitationId: string): Promise<void> {
    for (const mailing of await this.ofInvitation(invitationId)) if (mailing.isOpen) await this.changed(mailing);
  }

  /** What was found stands or is mended: the mailing may go on. @throws MailingNotReady where a letter cannot be written */
  check(id: string): Promise<Mailing> {
    return this.db.transaction(async () => {
      const mailing = await this.open(id);
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

  /**
   * Sends it off: checked now, approved where the house wants that. The first letters are queued in this very transaction,
   * the others by a job. @returns for how many guests it is @throws SecondPersonNeeded, MailingNotReady, OccasionNotReleased, NotFound
   */
  send(id: string): Promise<number> {
    return this.db.transaction(async () => {
      let mailing = await this.open(id);
      if (mailing.state !== 'approved') {
        if (Current.maybeActor && (await this.wantsSecondPerson())) throw new SecondPersonNeeded();
        mailing = await this.check(id);
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

  /** Whether the house wants a second person to approve. */
  async wantsSecondPerson(): Promise<boolean> {
    return (await this.institution.current()).settings.invitations?.secondPerson ?? false;
  }

  private ofInvitation(invitationId: string): Promise<Mailing[]> {
    return this.db.repo(Mailing).find({ where: { institutionId: Current.institutionId, invitationId } });
  }

  private step(id: string, what: string, verb: (mailing: Mailing) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => {
      const mailing = await this.open(id);
      await verb(mailing);
      await this.db.repo(Mailing).save(mailing);
      await this.note(`invitations.mailing_${what}`, mailing);
    });
  }

  private blank(invitation: Invitation, kind: MailingKind): Mailing {
    const mailing = new Mailing();
    Object.assign(mailing, { invitationId: invitation.id, activityId: invitation.activityId, kind });
    mailing.authorId = Current.maybeActor?.accountId ?? null;
    return mailing;
  }

  private async changed(mailing: Mailing): Promise<void> {
    mailing.reopen();
    await this.db.repo(Mailing).save(mailing);
  }

  /** Puts on the list whom the kind is for, and takes off who it is no longer for. @returns how many are to be written to */
  private async list(mailing: Mailing): Promise<number> {
    const params = [Current.institutionId, mailing.id, mailing.invitationId];
    await this.db.rows(
      `insert into mailing_recipient (institution_id, mailing_id, recipient_id)
       select $1, $2, r.id from recipient r where r.institution_id = $1 and r.invitation_id = $3 and ${FOR_WHOM[mailing.kind]} on conflict do nothing`,
      params,
    );
    await this.db.rows(
      `delete from mailing_recipient m using recipient r
        where m.institution_id = $1 and m.mailing_id = $2 and r.institution_id = $1 and r.id = m.recipient_id and r.invitation_id = $3 and not (${FOR_WHOM[mailing.kind]})`,
      params,
    );
    const [row] = await this.db.rows<{ count: number }>(
      `select count(*)::int as count from mailing_recipient where institution_id = $1 and mailing_id = $2 and state = 'waiting'`,
      params.slice(0, 2),
    );
    return row?.count ?? 0;
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

  private async open(id: string): Promise<Mailing> {
    const { invitationId } = await this.db.one(Mailing, id);
    await this.opening.invitation(invitationId);
    return this.db.one(Mailing, id);
  }

  private async note(type: string, { invitationId, activityId }: Mailing, data: Record<string, unknown> = {}) {
    await this.events.record({ type, subject: invitationId, activityId, data });
  }
}
