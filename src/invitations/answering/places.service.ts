import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { GuestsService } from '../guests.service.js';
import { Recipient } from '../invitation.entity.js';
import { MailingWork } from '../mailings/mailing-work.service.js';
import { placesFor } from './places.rules.js';

interface Count {
  capacity: number | null;
  places_taken: number;
}

/** The chairs of an occasion, and who waits for one. The database counts them (`count_places`) and refuses one too many. */
@Injectable()
export class PlacesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly guests: GuestsService,
    private readonly mailings: MailingWork,
  ) {}

  /**
   * Holds the occasion's count until the end of the unit of work: answers to one occasion are taken one after the other.
   * Always before a guest's own row is held, so that nobody waits for each other.
   */
  async hold(invitationId: string): Promise<Count> {
    const [count] = await this.db.rows<Count>(
      'select capacity, places_taken from invitation where institution_id = $1 and id = $2 for no key update',
      [Current.institutionId, invitationId],
    );
    return count!;
  }

  /** Chairs that this guest may take, his own counted; null where there is no end of them. */
  async roomFor(guest: Recipient): Promise<number | null> {
    const { capacity, places_taken } = await this.hold(guest.invitationId);
    return capacity === null ? null : capacity - places_taken + (guest.holdsPlace ? guest.places : 0);
  }

  /**
   * Gives free chairs to those who wait, in the order of their asking, and tells them. Not once the occasion has begun.
   * @returns the guests who have a place now
   */
  async fill(invitationId: string): Promise<string[]> {
    const { capacity, places_taken } = await this.hold(invitationId);
    const waiting = await this.db.repo(Recipient).find({
      where: { institutionId: Current.institutionId, invitationId, state: 'waiting' },
      order: { waitingSince: 'ASC', id: 'ASC' },
    });
    if (waiting.length === 0) return [];
    const { kind, invitation } = await this.guests.standing(waiting[0]!);
    if (kind !== 'open' && kind !== 'regret') return [];
    const placed = placesFor(waiting, capacity === null ? null : capacity - places_taken);
    const now = Temporal.Now.instant();
    for (const guest of placed) guest.giveUpWaiting(now);
    await this.db.repo(Recipient).save(placed);
    const written = placed.filter(({ sentAt }) => sentAt !== null);
    if (written.length > 0) await this.mailings.announce(invitation, 'place', written.map(({ id }) => id)); // prettier-ignore
    for (const { id, activityId } of placed)
      await this.events.record({ type: 'invitations.placed', subject: id, activityId });
    return placed.map(({ id }) => id);
  }
}
