import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '../../platform/current.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Invitation } from '../invitation.entity.js';
import { EXPECTED } from '../invitation.states.js';
import type { Mailing } from '../mailings/mailing.entity.js';
import { MailingDrafts } from '../mailings/mailing-drafts.service.js';
import { OpeningService } from '../opening.service.js';

/** What an invitation says, beside when and where: that follows the programme. */
export interface InvitationWords {
  subject: LocalizedText;
  body: LocalizedText;
  /** Last day for an answer. */
  answerBy: Temporal.PlainDate | null;
}

/** Changing what an invitation says. Letters that are out stay as they are; those still to be written say the new words. */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly opening: OpeningService,
    private readonly mailings: MailingDrafts,
  ) {}

  /**
   * Whatever was drawn up and has not gone out is checked and approved anew.
   * @param seen version that the writer saw; absent where he did not look @throws NotFound, ChangedMeanwhile, InvitationStepNotPossible, AnswersAfterBeginning
   */
  revise(invitationId: string, words: InvitationWords, seen?: number): Promise<void> {
    return this.db.transaction(async () => {
      const invitation = await this.opening.invitation(invitationId);
      const { activityId, itemId } = invitation;
      await this.opening.answerBy(await this.opening.activity(activityId), itemId, words.answerBy);
      invitation.revise(words, seen);
      await this.db.repo(Invitation).save(invitation);
      await this.mailings.reopen(invitationId);
      await this.events.record({ type: 'invitations.revised', subject: invitationId, activityId });
    });
  }

  /**
   * Draws up a letter about the new words to all who may still come. Their calendars get the entry as it is, with the SEQUENCE
   * it has: nothing of what RFC 5546 §2.1.4 counts has changed. @throws NobodyToSendTo, NotFound
   */
  tell(invitationId: string): Promise<Mailing> {
    return this.mailings.draft(invitationId, 'update');
  }

  /** How many may still come, and would be told. */
  async concerned(invitationId: string): Promise<number> {
    const [row] = await this.db.rows<{ count: number }>(
      'select count(*)::int as count from recipient where institution_id = $1 and invitation_id = $2 and state = any($3)',
      [Current.institutionId, invitationId, EXPECTED],
    );
    return row?.count ?? 0;
  }
}
