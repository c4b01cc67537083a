import { Injectable } from '@nestjs/common';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { parseReply, supersedes } from '../calendar/reply.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { checkTerms, knownReplies, type Representative } from './answering/answer-terms.rules.js';
import { NoPlaceForCompanions } from './answering/answering.errors.js';
import { PlacesService } from './answering/places.service.js';
import { GuestsService, mayGive } from './guests.service.js';
import { Answer, type AnswerWords, Invitation, Recipient } from './invitation.entity.js';
import { AnswersClosed } from './invitation.errors.js';
import { type AnswerGiven, ANSWERS, type Channel } from './invitation.states.js';
import { NeedsService } from './needs.service.js';
import { namedOf, termsFor } from './recipients/pairs.rules.js';

export interface GivenAnswer extends Partial<AnswerWords> {
  answer: AnswerGiven;
  representative?: Representative | null;
  /** Who spoke for the guest. */
  onBehalf?: string | null;
  /** Diet and access needs; absent leaves what was told before. */
  needs?: string | null | undefined;
}

export interface ReplyTaken {
  applied: boolean;
  /** Why it does not count: it is kept all the same. */
  reason: 'stale' | 'other_entry' | 'no_answer' | 'delegated' | 'closed' | null;
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
    private readonly guests: GuestsService,
    private readonly needs: NeedsService,
    private readonly places: PlacesService,
  ) {}

  /** Notes an answer that was given to the staff. @throws NotFound, InvitationStepNotPossible */
  recordAnswer(recipientId: string, given: GivenAnswer & { channel: Channel }): Promise<void> {
    return this.db.transaction(async () => {
      const guest = await this.locked(recipientId);
      const { activity } = await this.guests.standing(guest);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
      await this.receive(guest, given);
    });
  }

  /** The guest's own answer, by his link. @throws NotFound for a token of nobody, AnswersClosed once the occasion has begun */
  answer(token: string, given: GivenAnswer): Promise<void> {
    return this.guests.within(token, (id) =>
      this.db.transaction(async () => {
        const guest = await this.locked(id);
        const { kind } = await this.guests.standing(guest);
        if (!mayGive(kind, given.answer)) throw new AnswersClosed(kind === 'regret');
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
        const { entry, kind, invitation } = await this.guests.standing(guest);
        if (!entry || entry.uid !== reply.uid) return this.refused(guest, 'other_entry');
        // Whom he sends is his representative, where the occasion allows one (RFC 5546 §3.2.2.3).
        const delegate = reply.partstat === 'delegated' ? reply.delegatedTo : null;
        const given = delegate ? 'represented' : ANSWERS.find((answer) => answer === reply.partstat);
        if (!given) return this.refused(guest, reply.partstat === 'delegated' ? 'delegated' : 'no_answer');
        if (delegate && !termsFor(invitation, guest).representatives) return this.refused(guest, 'delegated');
        const earlier = await this.db
          .repo(Answer)
          .findBy({ institutionId: Current.institutionId, recipientId: id, channel: 'calendar' });
        const isStale =
          reply.sequence < (guest.sentSequence ?? 0) ||
          earlier.some((one) => !supersedes(reply, { sequence: one.sequence ?? 0, dtstamp: one.dtstamp }));
        const isClosed = !mayGive(kind, given);
        const sender = [fromAddress, reply.attendee].find(
          (address) => address && address.toLowerCase() !== guest.email?.toLowerCase(),
        );
        await this.receive(guest, {
          answer: given,
          ...wordsOf(guest),
          ...(delegate && { representative: { name: delegate, post: '', contact: delegate } }),
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
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const words = namedOf(wordsOf(given, given.answer), guest);
    words.replies = knownReplies(invitation.questions, words.replies);
    const answer = new Answer();
    const { companions, note, ...details } = words;
    Object.assign(answer, {
      recipientId: guest.id,
      answer: given.answer,
      channel: given.channel,
      companions,
      note,
      details,
      onBehalf: given.onBehalf ?? null,
      recordedBy: Current.maybeActor?.accountId ?? null,
      applied,
      sequence: given.sequence ?? null,
      dtstamp: given.dtstamp ?? null,
      receivedAt: now,
    });
    if (applied) {
      // A calendar knows nothing of terms; what it replies repeats what the guest told before.
      if (given.channel !== 'calendar')
        checkTerms(termsFor(invitation, guest), { answer: given.answer, ...words }, given.channel === 'page');
      await this.seat(guest, given.answer, words, now);
      if (given.needs !== undefined) guest.needs = await this.needs.seal(guest.id, given.needs);
      await this.db.repo(Recipient).save(guest);
    }
    await this.db.repo(Answer).insert(answer);
    await this.events.record({
      type: applied ? 'invitations.answered' : 'invitations.answer_kept',
      subject: guest.id,
      activityId: guest.activityId,
      data: { answer: given.answer, channel: given.channel, ...(applied && { state: guest.state }) },
    });
    if (applied) await this.places.fill(guest.invitationId);
  }

  /** @throws NoPlaceForCompanions for one who has a place and asks for more than there are */
  private async seat(guest: Recipient, given: AnswerGiven, words: AnswerWords, at: Temporal.Instant): Promise<void> {
    const room = await this.places.roomFor(guest);
    const wanted = given === 'accepted' ? 1 + words.companions : given === 'represented' ? 1 : 0;
    const hasPlace = room === null || wanted <= room;
    if (!hasPlace && guest.holdsPlace) throw new NoPlaceForCompanions(room - 1);
    guest.answer(given, words, hasPlace, at);
  }

  private async refused(guest: Recipient, reason: 'other_entry' | 'no_answer' | 'delegated'): Promise<ReplyTaken> {
    await this.events.record({
      type: 'invitations.reply_refused',
      subject: guest.id,
      activityId: guest.activityId,
      data: { reason },
    });
    return { applied: false, reason };
  }

  /** Two answers to one occasion at once are taken one after the other. @throws NotFound */
  private async locked(recipientId: string): Promise<Recipient> {
    const { invitationId } = await this.db.one(Recipient, recipientId);
    await this.places.hold(invitationId);
    await this.db.rows('select id from recipient where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      recipientId,
    ]);
    return this.db.one(Recipient, recipientId);
  }
}

/** What an answer says, without what another answer than this has no use for. */
function wordsOf(told: Partial<AnswerWords>, answer?: AnswerGiven): AnswerWords {
  const comes = answer === undefined || answer === 'accepted' || answer === 'tentative';
  const companions = comes ? (told.companions ?? 0) : 0;
  return {
    companions,
    companionNames: companions > 0 ? (told.companionNames ?? []) : [],
    // Whoever answers for a pair without saying who comes speaks of himself.
    alone: comes && companions === 0 ? (told.alone === undefined ? 'first' : told.alone) : null,
    representative: answer === undefined || answer === 'represented' ? (told.representative ?? null) : null,
    replies: told.replies ?? {},
    note: told.note ?? null,
  };
}
