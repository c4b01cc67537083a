import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { isPublicLanguage } from '../platform/i18n/languages.js';
import { mailAddress } from '../platform/mail/addresses.js';
import { allow } from '../platform/permissions/allow.js';
import { newToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { AddressMissing, NobodyToSendTo } from './invitation.errors.js';
import { MailingsService } from './mailings.service.js';

export interface NewInvitation {
  subject: LocalizedText;
  body: LocalizedText;
  /** Last day for an answer. */
  answerBy?: Temporal.PlainDate | null;
  sourceKey?: string | null;
}

export interface NewRecipient {
  name: string;
  post?: string;
  organisation?: string;
  email?: string | null;
  /** en, fr, ru or ar. */
  language: string;
  /** The form of address as a whole line: "Your Excellency,". */
  salutation?: string;
  personId?: string | null;
  sourceKey?: string | null;
}

/** Asking guests to an occasion, reminding them, and taking it back. A job or the demo acts without an actor. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly secrets: SecretsService,
    private readonly mailings: MailingsService,
  ) {}

  /**
   * Drafts an invitation to the whole activity, or to one line of its programme. The same `sourceKey` twice is one invitation.
   * @throws NotFound
   */
  invite(activityId: string, itemId: string | null, input: NewInvitation): Promise<Invitation> {
    return this.db.transaction(async () => {
      await this.planned(activityId);
      const repo = this.db.repo(Invitation);
      const key = input.sourceKey ?? null;
      const known = key && (await repo.findOneBy({ institutionId: Current.institutionId, activityId, sourceKey: key }));
      if (known) return known;
      const invitation = new Invitation();
      Object.assign(invitation, {
        activityId,
        itemId,
        subject: input.subject,
        body: input.body,
        answerBy: input.answerBy ?? null,
        sourceKey: key,
      });
      await repo.insert(invitation);
      await this.note('invitations.drafted', invitation);
      return invitation;
    });
  }

  /**
   * Puts guests on the list; nothing is sent yet. One with a known `sourceKey` is left as he is. @returns the ids, in the order given
   * @throws WrongAddress where an address is not exactly one mailbox, NotFound
   */
  addRecipients(invitationId: string, guests: readonly NewRecipient[]): Promise<string[]> {
    return this.db.transaction(async () => {
      const invitation = await this.open(invitationId);
      const repo = this.db.repo(Recipient);
      const known = new Map(
        (await repo.findBy({ institutionId: Current.institutionId, invitationId })).map((one) => [
          one.sourceKey,
          one.id,
        ]),
      );
      const ids: string[] = [];
      for (const guest of guests) {
        const there = guest.sourceKey ? known.get(guest.sourceKey) : undefined;
        ids.push(there ?? (await this.add(invitation, guest)));
      }
      await this.note('invitations.listed', invitation, { count: ids.length });
      return ids;
    });
  }

  /**
   * Sends the invitation to every guest who has not been sent it: one message each, queued in this very transaction.
   * @returns how many @throws NobodyToSendTo, AddressMissing, OccasionNotReleased, NotFound
   */
  send(invitationId: string): Promise<number> {
    return this.db.transaction(async () => {
      const invitation = await this.open(invitationId);
      const guests = (await this.guests(invitation)).filter(({ state }) => state === 'draft');
      if (guests.length === 0) throw new NobodyToSendTo();
      for (const guest of guests)
        if (!guest.email || !isPublicLanguage(guest.language)) throw new AddressMissing(guest.name);
      await this.mailings.mail('invitation', invitation, guests);
      invitation.become('sent');
      await this.db.repo(Invitation).save(invitation);
      await this.note('invitations.sent', invitation, { count: guests.length });
      return guests.length;
    });
  }

  /** Writes again to those who were asked and have not answered, and to nobody else. @returns how many @throws NotFound, NobodyToSendTo */
  remind(invitationId: string): Promise<number> {
    return this.db.transaction(async () => {
      const invitation = await this.open(invitationId);
      const guests = (await this.guests(invitation)).filter(({ state }) => state === 'sent');
      if (guests.length === 0) throw new NobodyToSendTo();
      await this.mailings.mail('reminder', invitation, guests);
      await this.note('invitations.reminded', invitation, { count: guests.length });
      return guests.length;
    });
  }

  /** Takes the invitation back; whoever had it and did not decline is told, also by his calendar. @throws NotFound, InvitationStepNotPossible */
  cancel(invitationId: string): Promise<void> {
    return this.db.transaction(async () => {
      const invitation = await this.open(invitationId);
      const guests = await this.guests(invitation);
      const told = guests.filter(({ state, sentAt }) => sentAt !== null && state !== 'declined');
      if (told.length > 0) await this.mailings.mail('cancellation', invitation, told);
      invitation.become('cancelled');
      for (const guest of guests) guest.become('cancelled');
      await this.db.repo(Invitation).save(invitation);
      await this.db.repo(Recipient).save(guests);
      await this.note('invitations.cancelled', invitation, { count: told.length });
    });
  }

  private async add(invitation: Invitation, guest: NewRecipient): Promise<string> {
    const address = guest.email?.trim() ? mailAddress(guest.name, guest.email, 'email').address : null;
    const recipient = new Recipient();
    const { token, hash } = newToken('er');
    Object.assign(recipient, {
      invitationId: invitation.id,
      activityId: invitation.activityId,
      personId: guest.personId ?? null,
      name: guest.name.trim(),
      post: guest.post?.trim() ?? '',
      organisation: guest.organisation?.trim() ?? '',
      email: address,
      language: guest.language,
      salutation: guest.salutation?.trim() ?? '',
      sourceKey: guest.sourceKey ?? null,
      tokenHash: hash,
      tokenSealed: await this.secrets.seal({ table: 'recipient', column: 'token_sealed', row: recipient.id }, token),
    });
    await this.db.repo(Recipient).insert(recipient);
    return recipient.id;
  }

  private async open(invitationId: string): Promise<Invitation> {
    const invitation = await this.db.one(Invitation, invitationId);
    await this.planned(invitation.activityId);
    // Two who press "send" at once: the second waits, then finds nobody left.
    await this.db.rows('select id from invitation where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      invitationId,
    ]);
    return this.db.one(Invitation, invitationId);
  }

  private async planned(activityId: string): Promise<Activity> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
    return activity;
  }

  private guests(invitation: Invitation): Promise<Recipient[]> {
    return this.db.repo(Recipient).find({
      where: { institutionId: Current.institutionId, invitationId: invitation.id },
      order: { id: 'ASC' },
    });
  }

  private async note(type: string, { id, activityId }: Invitation, data: Record<string, number> = {}): Promise<void> {
    await this.events.record({ type, subject: id, activityId, data });
  }
}
