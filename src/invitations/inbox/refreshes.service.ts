import { Injectable } from '@nestjs/common';
import { parseRefresh } from '../../calendar/reply.rules.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { LimitsService, TooManyTries } from '../../platform/limits/limits.service.js';
import { GuestsService } from '../guests.service.js';
import { Recipient } from '../invitation.entity.js';
import { PostingService } from '../posting.service.js';

/** A program that asks every few minutes is answered a few times, and then no more that day. */
const REFRESHES = { name: 'calendar-refresh', points: 3, seconds: 24 * 3600 };

export type RefreshReason = 'refreshed' | 'other_entry' | 'too_often' | 'closed';

/** Sends the entry as it stands to a guest whose calendar asks for it again (RFC 5546 §3.2.6). */
@Injectable()
export class RefreshesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly limits: LimitsService,
    private readonly guests: GuestsService,
    private readonly posting: PostingService,
  ) {}

  /**
   * It goes to the guest's own address, whoever asked. @param code of the address that it was sent to
   * @throws NotFound, and the errors of `calendar/ical/reply.errors.ts`
   */
  answer(code: string, text: string): Promise<RefreshReason> {
    const uid = parseRefresh(text);
    return this.guests.withinReply(code, async (id) => {
      const isAsked = await this.db.read(async () => {
        const guest = await this.db.one(Recipient, id);
        const { entry, kind } = await this.guests.standing(guest);
        if (entry?.uid !== uid) return 'other_entry';
        const isOver = kind === 'past' || Temporal.Instant.compare(entry.endsAt, Temporal.Now.instant()) < 0;
        return isOver || !guest.email || guest.sentAt === null ? 'closed' : 'asked';
      });
      if (isAsked !== 'asked') return isAsked;
      try {
        await this.limits.take(REFRESHES, id);
      } catch (error) {
        if (error instanceof TooManyTries) return 'too_often';
        throw error;
      }
      return this.send(id);
    });
  }

  private send(id: string): Promise<RefreshReason> {
    return this.db.transaction(async (): Promise<RefreshReason> => {
      const guest = await this.db.one(Recipient, id);
      const { kind, invitation } = await this.guests.standing(guest);
      // Whom nobody expects any more is told so again; his calendar may have missed it.
      await this.posting.postOne(kind === 'gone' ? 'cancellation' : 'refresh', invitation, guest);
      await this.events.record({ type: 'invitations.refreshed', subject: id, activityId: guest.activityId });
      return 'refreshed';
    });
  }
}
