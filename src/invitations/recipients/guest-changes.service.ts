import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { mailAddress } from '../../platform/mail/addresses.js';
import { Recipient, type RecipientFacts } from '../invitation.entity.js';
import { OpeningService } from '../opening.service.js';

/** Putting right how a guest is written to. */
@Injectable()
export class GuestChanges {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly opening: OpeningService,
  ) {}

  /**
   * What is on its way says what it said. One whose letter came back counts as not asked once his address is another, and
   * stands on the next mailing. @param seen version that the writer saw; absent where he did not look
   * @throws WrongAddress, ChangedMeanwhile, InvitationStepNotPossible for one who was taken off, NotFound
   */
  change(recipientId: string, facts: RecipientFacts, seen?: number): Promise<Recipient> {
    return this.db.transaction(async () => {
      const { invitationId } = await this.db.one(Recipient, recipientId);
      await this.opening.invitation(invitationId);
      const guest = await this.db.one(Recipient, recipientId);
      const email = facts.email?.trim() ? mailAddress(facts.name, facts.email, 'email').address : null;
      const isElsewhere = email !== null && email !== guest.email;
      guest.describe({ ...facts, email }, seen);
      if (isElsewhere && guest.state === 'sent' && (await this.cameBack(recipientId))) guest.unsend();
      await this.db.repo(Recipient).save(guest);
      const { activityId } = guest;
      await this.events.record({ type: 'invitations.guest_changed', subject: recipientId, activityId });
      return guest;
    });
  }

  private async cameBack(recipientId: string): Promise<boolean> {
    const [last] = await this.db.rows<{ state: string }>(
      'select state from message where institution_id = $1 and reference_id = $2 order by created_at desc, id desc limit 1',
      [Current.institutionId, recipientId],
    );
    return last?.state === 'bounced';
  }
}
