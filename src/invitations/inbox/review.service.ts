import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan, mayPlanAll } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { AnswersService } from '../answers.service.js';
import { Recipient } from '../invitation.entity.js';
import type { AnswerGiven } from '../invitation.states.js';
import { OpeningService } from '../opening.service.js';
import { PostingService } from '../posting.service.js';
import { NoProposal } from './inbox.errors.js';
import { InboundMail, type Proposal } from './inbound-mail.entity.js';

export interface ReviewRow {
  id: string;
  state: InboundMail['state'];
  reason: InboundMail['reason'];
  from_address: string;
  subject: string;
  excerpt: string;
  answer: AnswerGiven | null;
  created_at: Temporal.Instant;
  recipient_id: string | null;
  name: string | null;
  activity_id: string | null;
  body_id: string | null;
  handled_by: string | null;
  has_raw: boolean;
  proposal: Proposal | null;
  /** When the occasion is; null before it is released. */
  starts_at: Temporal.Instant | null;
  /** Of the place. */
  time_zone: string | null;
}

export interface GuestChoice {
  id: string;
  name: string;
  subject: Record<string, string>;
}

export const REVIEW_PAGE = 30;

/** Staff look at what no rule could take: they apply it to a guest, or put it aside. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly answers: AnswersService,
    private readonly opening: OpeningService,
    private readonly posting: PostingService,
    private readonly activities: ActivitiesService,
  ) {}

  /** What a mail says, noted as an answer that came by mail. @throws NotFound, AlreadyHandled, and what `recordAnswer` throws */
  apply(id: string, recipientId: string, answer: AnswerGiven): Promise<void> {
    return this.db.transaction(async () => {
      const mail = await this.locked(id);
      mail.apply(recipientId, Current.actor.accountId);
      const guest = await this.db.one(Recipient, recipientId);
      const isOwn = mail.fromAddress.toLowerCase() === guest.email?.toLowerCase();
      await this.answers.recordAnswer(recipientId, {
        answer,
        channel: 'mail',
        onBehalf: isOwn ? null : mail.fromAddress,
      });
      await this.done(mail, 'applied');
    });
  }

  /** Tells the guest, and his calendar, that the occasion stands as it was (RFC 5546 §3.2.8). @throws NotFound, AlreadyHandled, NoProposal */
  declineProposal(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const mail = await this.locked(id);
      const { reason } = mail;
      mail.settle(Current.actor.accountId);
      if (reason !== 'counter' || !mail.recipientId) throw new NoProposal();
      const guest = await this.db.one(Recipient, mail.recipientId);
      const invitation = await this.opening.invitation(guest.invitationId);
      if (!guest.email) throw new NoProposal();
      await this.posting.postOne('proposal_declined', invitation, guest);
      await this.done(mail, 'proposal_declined');
    });
  }

  /** Somebody wrote back, or telephoned: nothing is left to do here. @throws NotFound, AlreadyHandled */
  settle(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const mail = await this.locked(id);
      allow(mail.recipientId !== null || mayPlanAll(Current.actor));
      mail.settle(Current.actor.accountId);
      await this.done(mail, 'settled');
    });
  }

  /** @throws NotFound, AlreadyHandled */
  discard(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const mail = await this.locked(id);
      allow(mail.recipientId !== null || mayPlanAll(Current.actor));
      mail.discard(Current.actor.accountId);
      await this.done(mail, 'discarded');
    });
  }

  /** @param words part of a sender, a subject or a guest's name */
  list(state: InboundMail['state'], page: number, words: string | null = null): Promise<ReviewRow[]> {
    return this.db.rows<ReviewRow>(
      `select m.id, m.state, m.reason, m.from_address, m.subject, m.excerpt, m.answer, m.created_at, m.recipient_id, r.name, r.activity_id, v.body_id, a.name as handled_by, m.raw is not null as has_raw,
              m.proposal, e.starts_at, v.time_zone
         from inbound_mail m left join recipient r on r.institution_id = m.institution_id and r.id = m.recipient_id
         left join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
         left join activity v on v.institution_id = r.institution_id and v.id = r.activity_id
         left join calendar_entry e on e.institution_id = r.institution_id and e.source = 'programme' and e.origin_id = r.activity_id
               and e.item_id is not distinct from i.item_id
         left join account a on a.institution_id = m.institution_id and a.id = m.handled_by
        where m.institution_id = $1 and m.state = $2
          and ($5::text is null or position(lower($5) in lower(concat_ws(' ', m.from_address, m.subject, r.name))) > 0)
        order by m.created_at desc, m.id desc limit $3 offset $4`,
      [Current.institutionId, state, REVIEW_PAGE, (page - 1) * REVIEW_PAGE, words],
    );
  }

  async counts(): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ state: string; count: number }>(
      'select state, count(*)::int as count from inbound_mail where institution_id = $1 group by state',
      [Current.institutionId],
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  /** Whom these mails may be from: by their own address, or named already. One statement for a page of them. */
  async choices(rows: readonly ReviewRow[]): Promise<Map<string, GuestChoice[]>> {
    const found = await this.db.rows<GuestChoice & { address: string }>(
      `select r.id, r.name, i.subject, lower(r.email) as address from recipient r join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
        where r.institution_id = $1 and r.state not in ('draft', 'cancelled') and (lower(r.email) = any($2) or r.id = any($3::uuid[])) order by r.id desc limit 200`,
      [
        Current.institutionId,
        rows.map((row) => row.from_address.toLowerCase()),
        rows.flatMap((row) => (row.recipient_id ? [row.recipient_id] : [])),
      ],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        found.filter((one) => one.id === row.recipient_id || one.address === row.from_address.toLowerCase()),
      ]),
    );
  }

  /** Guests by a part of their name, where neither address nor code tells whose mail it is; those of the latest invitations first. */
  guestsNamed(words: string): Promise<GuestChoice[]> {
    return this.db.rows<GuestChoice>(
      `select r.id, r.name, i.subject from recipient r join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
        where r.institution_id = $1 and r.state not in ('draft', 'cancelled') and position(lower($2) in lower(r.name)) > 0 order by r.id desc limit 30`,
      [Current.institutionId, words],
    );
  }

  /** The mail as it came. @throws NotFound where it is not kept any more */
  async raw(id: string): Promise<Buffer> {
    const { raw } = await this.db.one(InboundMail, id);
    if (!raw) throw new NotFound();
    return raw;
  }

  /** @throws NotFound for whoever may not plan what its guest is asked to */
  private async locked(id: string): Promise<InboundMail> {
    await this.db.rows('select id from inbound_mail where institution_id = $1 and id = $2 for update', [Current.institutionId, id]); // prettier-ignore
    const mail = await this.db.one(InboundMail, id);
    if (mail.recipientId) {
      const { activityId } = await this.db.one(Recipient, mail.recipientId);
      allow(mayPlan(Current.actor, await this.activities.get(activityId)));
    }
    return mail;
  }

  private async done(mail: InboundMail, what: string): Promise<void> {
    mail.raw = null;
    await this.db.repo(InboundMail).save(mail);
    await this.events.record({ type: `invitations.mail_${what}`, subject: mail.id });
  }
}
