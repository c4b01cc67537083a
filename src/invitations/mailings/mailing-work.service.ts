import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { In } from 'typeorm';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { TicksService } from '../../platform/jobs/ticks.service.js';
import { MailService } from '../../platform/mail/mail.service.js';
import { Invitation, Recipient } from '../invitation.entity.js';
import { PostingService } from '../posting.service.js';
import { Mailing } from './mailing.entity.js';
import type { MailingKind } from './mailing.states.js';

/** Letters of one unit of work: a mailing of thousands never holds a lock for long. */
const BATCH = 50;
/** How soon is looked again whether the last letters are out. */
const LOOK_SECONDS = 3;

/** Writing the letters of mailings, batch after batch, by whichever worker is free. */
@Injectable()
export class MailingWork implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly posting: PostingService,
    private readonly mail: MailService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('invitations.mailing', (data) => this.go(String(data['mailingId'])));
  }

  /** A mailing whose job is gone gets one again. */
  @Cron('* * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('invitations.mailings', 1, () =>
      this.db.transaction(async () => {
        const rows = await this.db.rows<{ id: string }>(
          `select id from mailing where institution_id = $1 and state = 'sending' and updated_at < now() - interval '1 minute'`,
          [Current.institutionId],
        );
        for (const { id } of rows) await this.later(id);
      }),
    );
  }

  /** Begins a mailing in the open unit of work, which writes its first letters. @returns for how many guests it is */
  async start(mailing: Mailing): Promise<number> {
    const invitation = await this.db.one(Invitation, mailing.invitationId);
    await this.posting.renew(invitation);
    mailing.start();
    await this.db.repo(Mailing).save(mailing);
    if (mailing.kind === 'invitation') {
      invitation.become('sent');
      await this.db.repo(Invitation).save(invitation);
    }
    const [row] = await this.db.rows<{ count: number }>(
      `select count(*)::int as count from mailing_recipient where institution_id = $1 and mailing_id = $2 and state = 'waiting'`,
      [Current.institutionId, mailing.id],
    );
    await this.writeSome(mailing);
    return row?.count ?? 0;
  }

  /** Tells these guests of a change at once: what was released is approved. Needs an open unit of work. */
  async announce(invitation: Invitation, kind: MailingKind, recipientIds: readonly string[]): Promise<void> {
    const mailing = new Mailing();
    Object.assign(mailing, { invitationId: invitation.id, activityId: invitation.activityId, kind });
    Object.assign(mailing, { state: 'approved', authorId: Current.maybeActor?.accountId ?? null });
    await this.db.repo(Mailing).insert(mailing);
    await this.db.rows(
      `insert into mailing_recipient (institution_id, mailing_id, recipient_id) select $1, $2, unnest($3::uuid[])`,
      [Current.institutionId, mailing.id, recipientIds],
    );
    await this.start(mailing);
  }

  /** The job: the next letters of a mailing that is being sent; ends it when the last has left. Safe to repeat. */
  go(id: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows('select id from mailing where institution_id = $1 and id = $2 for update', [
        Current.institutionId,
        id,
      ]);
      const mailing = await this.db.repo(Mailing).findOneBy({ institutionId: Current.institutionId, id });
      if (mailing?.state === 'sending') await this.writeSome(mailing);
    });
  }

  hold(mailing: Mailing): Promise<void> {
    return this.ofMailing(mailing, (ids) => this.mail.hold(ids));
  }

  async letGo(mailing: Mailing): Promise<void> {
    await this.ofMailing(mailing, (ids) => this.mail.letGo(ids));
    await this.later(mailing.id);
  }

  /** Ends whatever of an invitation has not left yet. Needs an open unit of work. */
  async stop(invitationId: string): Promise<void> {
    const all = await this.db.repo(Mailing).find({ where: { institutionId: Current.institutionId, invitationId } });
    for (const mailing of all.filter((one) => one.isOpen || one.state === 'sending' || one.state === 'paused')) {
      mailing.cancel();
      await this.withdraw(mailing);
      await this.db.repo(Mailing).save(mailing);
    }
  }

  /** Those who were not reached count as not written to, and stand on the list of the next mailing. */
  async withdraw(mailing: Mailing): Promise<void> {
    await this.ofMailing(mailing, (ids) => this.posting.takeBack(ids));
    const params = [Current.institutionId, mailing.id];
    await this.db.rows(
      `update mailing_recipient set state = 'left_out' where institution_id = $1 and mailing_id = $2 and state = 'waiting'`,
      params,
    );
    if (mailing.kind !== 'invitation') return;
    await this.db.rows(
      `update recipient r set state = 'draft', sent_at = null, sent_sequence = null, updated_at = now(), version = r.version + 1
         from mailing_recipient l join message m on m.institution_id = l.institution_id and m.id = l.message_id
        where l.institution_id = $1 and l.mailing_id = $2 and m.state = 'withdrawn' and r.institution_id = $1 and r.id = l.recipient_id and r.state = 'sent'`,
      params,
    );
  }

  private async writeSome(mailing: Mailing): Promise<void> {
    const rows = await this.db.rows<{ recipient_id: string }>(
      `select recipient_id from mailing_recipient where institution_id = $1 and mailing_id = $2 and state = 'waiting' order by recipient_id limit $3`,
      [Current.institutionId, mailing.id, BATCH],
    );
    if (rows.length > 0) await this.write(mailing, rows.map((row) => row.recipient_id)); // prettier-ignore
    if (rows.length === BATCH) return this.later(mailing.id);
    if (await this.isUnderWay(mailing)) {
      return this.later(mailing.id, Temporal.Now.instant().add({ seconds: LOOK_SECONDS }));
    }
    mailing.finish();
    await this.db.repo(Mailing).save(mailing);
  }

  private async write(mailing: Mailing, ids: readonly string[]): Promise<void> {
    const invitation = await this.db.one(Invitation, mailing.invitationId);
    // Locked: an answer that comes in at this moment is seen before, or waits.
    await this.db.rows('select id from recipient where institution_id = $1 and id = any($2::uuid[]) order by id for update', [Current.institutionId, ids]); // prettier-ignore
    const guests = await this.db
      .repo(Recipient)
      .find({ where: { institutionId: Current.institutionId, id: In([...ids]) } });
    const written = await this.posting.post(mailing, invitation, guests);
    await this.db.rows(
      `update mailing_recipient l set state = case when n.message is null then 'passed_over' else 'written' end, message_id = n.message
         from unnest($3::uuid[], $4::uuid[]) n(id, message) where l.institution_id = $1 and l.mailing_id = $2 and l.recipient_id = n.id`,
      [Current.institutionId, mailing.id, ids, ids.map((id) => written.get(id) ?? null)],
    );
  }

  private async isUnderWay(mailing: Mailing): Promise<boolean> {
    const rows = await this.db.rows(
      `select 1 from mailing_recipient l join message m on m.institution_id = l.institution_id and m.id = l.message_id
        where l.institution_id = $1 and l.mailing_id = $2 and m.state in ('queued', 'sending', 'held') limit 1`,
      [Current.institutionId, mailing.id],
    );
    return rows.length > 0;
  }

  private async ofMailing(mailing: Mailing, verb: (ids: string[]) => Promise<void>): Promise<void> {
    const rows = await this.db.rows<{ message_id: string }>(
      'select message_id from mailing_recipient where institution_id = $1 and mailing_id = $2 and message_id is not null',
      [Current.institutionId, mailing.id],
    );
    if (rows.length > 0) await verb(rows.map((row) => row.message_id));
  }

  private later(mailingId: string, after?: Temporal.Instant): Promise<void> {
    return this.jobs.enqueue(
      'invitations.mailing',
      { mailingId },
      { singletonKey: mailingId, ...(after && { after }) },
    );
  }
}
