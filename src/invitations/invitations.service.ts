import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { knownLanguage } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { mailAddress } from '../platform/mail/addresses.js';
import { newToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { MailingWork } from './mailings/mailing-work.service.js';
import { MailingsService } from './mailings/mailings.service.js';
import { OpeningService } from './opening.service.js';

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
  /** In lines; the directory's where it is empty. */
  postalAddress?: string | undefined;
  /** en, fr, ru or ar. */
  language: string;
  /** The form of address as a whole line: "Your Excellency,". */
  salutation?: string;
  /** Makes a pair of the two: one letter and one answer for both. */
  secondName?: string | undefined;
  /** Makes it an office of the directory: whoever holds it answers. */
  postId?: string | null;
  /** Through whom the letter goes; the address is then theirs. */
  careOf?: string | undefined;
  personId?: string | null;
  sourceKey?: string | null;
}

/** Asking guests to an occasion, reminding them, and taking it back. A job or the demo acts without an actor. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly secrets: SecretsService,
    private readonly opening: OpeningService,
    private readonly mailings: MailingsService,
    private readonly work: MailingWork,
  ) {}

  /**
   * Drafts an invitation to the whole activity, or to one line of its programme. The same `sourceKey` twice is one invitation.
   * @throws NotFound, AnswersAfterBeginning
   */
  invite(activityId: string, itemId: string | null, input: NewInvitation): Promise<Invitation> {
    return this.db.transaction(async () => {
      const activity = await this.opening.activity(activityId);
      const repo = this.db.repo(Invitation);
      const key = input.sourceKey ?? null;
      const known = key && (await repo.findOneBy({ institutionId: Current.institutionId, activityId, sourceKey: key }));
      if (known) return known;
      await this.opening.answerBy(activity, itemId, input.answerBy ?? null);
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
      const invitation = await this.opening.invitation(invitationId);
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
   * Sends the invitation to every guest who has not been sent it, in one go: drawn up, checked and sent.
   * @param withLetter the letter goes along as PDF @returns how many @throws NobodyToSendTo, MailingNotReady, SecondPersonNeeded, OccasionNotReleased, NotFound
   */
  send(invitationId: string, withLetter = false): Promise<number> {
    return this.mailings.sendOff(invitationId, 'invitation', withLetter);
  }

  /** Writes again to those who were asked and have not answered, and to nobody else. @returns how many @throws as `send` */
  remind(invitationId: string): Promise<number> {
    return this.mailings.sendOff(invitationId, 'reminder');
  }

  /** Takes the invitation back; whoever had it and did not decline is told, also by his calendar. @throws NotFound, InvitationStepNotPossible */
  cancel(invitationId: string): Promise<void> {
    return this.db.transaction(async () => {
      const invitation = await this.opening.invitation(invitationId);
      invitation.become('cancelled');
      await this.db.repo(Invitation).save(invitation);
      // Nobody gets an invitation that is on its way after he was told that it no longer stands.
      await this.work.stop(invitationId);
      const told = await this.takeBack(invitation, await this.guests(invitation));
      await this.note('invitations.cancelled', invitation, { count: told });
    });
  }

  /** Takes one guest off; he is told if he had been asked. @throws NotFound, InvitationStepNotPossible */
  withdraw(recipientId: string): Promise<void> {
    return this.db.transaction(async () => {
      const { invitationId } = await this.db.one(Recipient, recipientId);
      const invitation = await this.opening.invitation(invitationId);
      const told = await this.takeBack(invitation, [await this.db.one(Recipient, recipientId)]);
      await this.note('invitations.guest_withdrawn', invitation, { count: told });
    });
  }

  private async takeBack(invitation: Invitation, guests: readonly Recipient[]): Promise<number> {
    const told = guests.filter(({ state, sentAt }) => sentAt !== null && state !== 'declined' && state !== 'cancelled');
    if (told.length > 0) await this.work.announce(invitation, 'cancellation', told.map(({ id }) => id)); // prettier-ignore
    await this.db.rows(
      `update recipient set state = 'cancelled', updated_at = now(), version = version + 1 where institution_id = $1 and id = any($2::uuid[])`,
      [Current.institutionId, guests.map(({ id }) => id)],
    );
    return told.length;
  }

  private async add(invitation: Invitation, guest: NewRecipient): Promise<string> {
    const address = guest.email?.trim() ? mailAddress(guest.name, guest.email, 'email').address : null;
    const recipient = new Recipient();
    const { token, hash } = newToken('er');
    Object.assign(recipient, {
      invitationId: invitation.id,
      activityId: invitation.activityId,
      personId: guest.personId ?? null,
      ...addressee(guest),
      careOf: guest.careOf?.trim() ?? '',
      post: guest.post?.trim() ?? '',
      organisation: guest.organisation?.trim() ?? '',
      email: address,
      postalAddress: guest.postalAddress?.trim() ?? '',
      language: guest.language,
      salutation: guest.salutation?.trim() ?? '',
      sourceKey: guest.sourceKey ?? null,
      tokenHash: hash,
      tokenSealed: await this.secrets.seal({ table: 'recipient', column: 'token_sealed', row: recipient.id }, token),
    });
    await this.db.repo(Recipient).insert(recipient);
    return recipient.id;
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

/** Who is asked. Of a pair the second is counted as the companion of the first, so that there are chairs for both. */
function addressee({ name, secondName, postId, language }: NewRecipient): Partial<Recipient> {
  const first = name.trim();
  const second = secondName?.trim();
  if (postId) return { kind: 'office', postId, name: first };
  if (!second) return { name: first };
  const both = t('invitations.public.mail.pair', { first, second }, knownLanguage(language));
  return { kind: 'pair', name: both, secondName: second, companions: 1, companionNames: [second] };
}
