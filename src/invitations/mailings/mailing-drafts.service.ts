import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import type { Invitation } from '../invitation.entity.js';
import { NobodyToSendTo } from '../invitation.errors.js';
import { OpeningService } from '../opening.service.js';
import { PostingService } from '../posting.service.js';
import { Mailing } from './mailing.entity.js';
import { FOR_WHOM } from './mailing.rules.js';
import type { MailingKind } from './mailing.states.js';

/** Drawing up a mailing and its list, as long as nothing of it has gone out. A job or the demo acts without an actor. */
@Injectable()
export class MailingDrafts {
  constructor(
    private readonly db: Db,
    private readonly opening: OpeningService,
    private readonly posting: PostingService,
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
      const mailing = await this.opening.mailing(id);
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

  private ofInvitation(invitationId: string): Promise<Mailing[]> {
    return this.db.repo(Mailing).find({ where: { institutionId: Current.institutionId, invitationId } });
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
}
