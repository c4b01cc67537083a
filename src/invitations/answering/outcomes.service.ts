import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { Recipient } from '../invitation.entity.js';
import { COMING, RECIPIENT_STEPS } from '../invitation.states.js';
import { PlacesService } from './places.service.js';

/** What became of the answers: who came, and who did not. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly db: Db,
    private readonly places: PlacesService,
  ) {}

  /**
   * Settles an occasion when it is over: whoever came attended, whoever said so and did not come is missed. Safe to repeat, and
   * to put right what was settled. The caller has asked who may. @param came ids of guests @returns how many did not come
   */
  settle(invitationId: string, came: ReadonlySet<string>): Promise<number> {
    return this.db.transaction(async () => {
      await this.places.hold(invitationId);
      const guests = await this.db.repo(Recipient).findBy({ institutionId: Current.institutionId, invitationId });
      const settled = guests.filter((guest) => {
        const isExpected = COMING.includes(guest.state) || guest.state === 'attended';
        const wanted = came.has(guest.id) ? 'attended' : isExpected ? 'no_show' : null;
        if (!wanted || !RECIPIENT_STEPS[guest.state].includes(wanted)) return false;
        guest.become(wanted);
        return true;
      });
      await this.db.repo(Recipient).save(settled);
      return guests.filter(({ state }) => state === 'no_show').length;
    });
  }
}
