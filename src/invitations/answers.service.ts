import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { parseReply, supersedes } from '../calendar/reply.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { GuestsService } from './guests.service.js';
import { Answer, Invitation, Recipient } from './invitation.entity.js';
import { AnswersClosed } from './invitation.errors.js';
import { type AnswerGiven, ANSWERS, type Channel } from './invitation.states.js';

export interface GivenAnswer {
  answer: AnswerGiven;
  companions?: number;
  note?: string | null;
  /** Who spoke for the guest. */
  onBehalf?: string | null;
  /** Diet and access needs; absent leaves what was told before. */
  needs?: string | null | undefined;
}

export interface ReplyTaken {
  applied: boolean;
  /** Why it does not count: it is kept all the same. */
  reason: 'stale' | 'other_entry' | 'no_answer' | 'closed' | null;
}

type Received = GivenAnswer &
  Pick<Answer, 'channel'> &
  Partial<Pick<Answer, 'sequence' | 'dtstamp'>> & { applied?: boolean };

/** Answers, by whatever way they come: all go through one door and leave one history. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly entries: CalendarEntriesService,
    private readonly secrets: SecretsService,
    private readonly guests: GuestsService,
  ) {}

  /** Notes an answer that was given to the staff. @throws NotFound, InvitationStepNotPossible */
  recordAnswer(recipientId: string, given: GivenAnswer & { channel: Channel }): Promise<void> {
    return this.db.transaction(async () => {
      const { activityId } = await this.db.one(Recipient, recipientId);
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
      await this.receive(await this.locked(recipientId), given);
    });
  }

  /** The guest's own answer, by his link. @throws NotFound for a token of nobody, AnswersClosed once the occasion has begun */
  answer(token: string, given: GivenAnswer): Promise<void> {
    return this.guests.within(token, (id) =>
      this.db.transaction(async () => {
        const guest = await this.locked(id);
        if (!(await this.isAnswerable(guest))) throw new AnswersClosed();
        await this.receive(guest, { ...given, channel: 'page' });
      }),
    );
  }

  /**
   * What the guest's calendar program replied (iMIP). The address it came to, not the sender, says whose answer it is; another sender, such as
   * an assistant, is noted. It is ordered by (SEQUENCE, DTSTAMP) among the replies of calendars, by our clock against all others.
   * @param code of that address
   * @throws NotFound, and the errors of `calendar/ical/reply.errors.ts`
   */
  applyReply(code: string, text: string, fromAddress: string | null): Promise<ReplyTaken> {
    const reply = parseReply(text);
    return this.guests.withinReply(code, (id) =>
      this.db.transaction(async () => {
        const guest = await this.locked(id);
        const invitation = await this.db.one(Invitation, guest.invitationId);
        const entry = await this.entries.of(guest.activityId, invitation.itemId);
        const given = ANSWERS.find((answer) => answer === reply.partstat);
        if (!entry || entry.uid !== reply.uid) return this.refused(guest, 'other_entry');
        if (!given) return this.refused(guest, 'no_answer');
        const earlier = await this.db
          .repo(Answer)
          .findBy({ institutionId: Current.institutionId, recipientId: id, channel: 'calendar' });
        const isStale =
          reply.sequence < (guest.sentSequence ?? 0) ||
          earlier.some((one) => !supersedes(reply, { sequence: one.sequence ?? 0, dtstamp: one.dtstamp }));
        const isClosed = !(await this.isAnswerable(guest));
        const sender = [fromAddress, reply.attendee].find(
          (address) => address && address.toLowerCase() !== guest.email?.toLowerCase(),
        );
        await this.receive(guest, {
          answer: given,
          companions: guest.companions,
          note: reply.comment ?? guest.note,
          onBehalf: sender ?? null,
          channel: 'calendar',
          sequence: reply.sequence,
          dtstamp: reply.dtstamp,
          applied: !isStale && !isClosed,
        });
        return { applied: !isStale && !isClosed, reason: isStale ? 'stale' : isClosed ? 'closed' : null };
      }),
    );
  }

  private async receive(guest: Recipient, given: Received): Promise<void> {
    const now = Temporal.Now.instant();
    const { applied = true } = given;
    const answer = new Answer();
    Object.assign(answer, {
      recipientId: guest.id,
      answer: given.answer,
      channel: given.channel,
      companions: given.answer === 'declined' ? 0 : (given.companions ?? 0),
      note: given.note ?? null,
      onBehalf: given.onBehalf ?? null,
      recordedBy: Current.maybeActor?.accountId ?? null,
      applied,
      sequence: given.sequence ?? null,
      dtstamp: given.dtstamp ?? null,
      receivedAt: now,
    });
    if (applied) {
      guest.answer(given.answer, answer.companions, answer.note, now);
      if (given.needs !== undefined) guest.needs = await this.sealed(guest, given.needs);
      await this.db.repo(Recipient).save(guest);
    }
    await this.db.repo(Answer).insert(answer);
    await this.events.record({
      type: applied ? 'invitations.answered' : 'invitations.answer_kept',
      subject: guest.id,
      activityId: guest.activityId,
      data: { answer: given.answer, channel: given.channel },
    });
  }

  private async refused(guest: Recipient, reason: 'other_entry' | 'no_answer'): Promise<ReplyTaken> {
    await this.events.record({
      type: 'invitations.reply_refused',
      subject: guest.id,
      activityId: guest.activityId,
      data: { reason },
    });
    return { applied: false, reason };
  }

  private async isAnswerable(guest: Recipient): Promise<boolean> {
    return (await this.guests.standing(guest)).kind === 'open';
  }

  private async sealed(guest: Recipient, needs: string | null): Promise<Buffer | null> {
    return needs?.trim()
      ? this.secrets.seal({ table: 'recipient', column: 'needs', row: guest.id }, needs.trim())
      : null;
  }

  /** Two answers of one guest at once are taken one after the other. */
  private async locked(recipientId: string): Promise<Recipient> {
    await this.db.rows('select id from recipient where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      recipientId,
    ]);
    return this.db.one(Recipient, recipientId);
  }
}
