import { Injectable } from '@nestjs/common';
import { methodOf, parseProposal } from '../../calendar/reply.rules.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { AnswersService } from '../answers.service.js';
import { Recipient } from '../invitation.entity.js';
import { GuestsService } from '../guests.service.js';
import type { InboundReason, InboundState, Proposal } from './inbound-mail.entity.js';
import { RefreshesService } from './refreshes.service.js';

export interface PartTaken {
  state: InboundState;
  reason: InboundReason;
  proposal?: Proposal;
}

/** What a guest's calendar program asks for or says, by its method (RFC 5546 §3.2). */
@Injectable()
export class CalendarParts {
  constructor(
    private readonly db: Db,
    private readonly answers: AnswersService,
    private readonly guests: GuestsService,
    private readonly refreshes: RefreshesService,
  ) {}

  /** @param code of the address it was sent to @param from who wrote it, where that is known @throws NotFound for a code of nobody */
  async take(code: string, text: string, from: string | null): Promise<PartTaken> {
    try {
      switch (methodOf(text)) {
        case 'REFRESH': {
          const reason = await this.refreshes.answer(code, text);
          return { state: reason === 'refreshed' ? 'applied' : 'discarded', reason };
        }
        case 'COUNTER':
          return await this.proposal(code, text);
        default: {
          const { applied, reason } = await this.answers.applyReply(code, text, from);
          return applied ? { state: 'applied', reason: 'answer' } : { state: 'review', reason: reason ?? 'calendar' };
        }
      }
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return { state: 'review', reason: 'calendar' };
    }
  }

  /** Another time is for staff to weigh; what it says of another entry is not worth weighing. */
  private proposal(code: string, text: string): Promise<PartTaken> {
    return this.guests.withinReply(code, (id) =>
      this.db.read(async (): Promise<PartTaken> => {
        const { entry, activity } = await this.guests.standing(await this.db.one(Recipient, id));
        const { uid, start, end, place, comment } = parseProposal(text, activity.timeZone);
        if (entry?.uid !== uid) return { state: 'review', reason: 'other_entry' };
        const proposal = { start: start.toString(), end: end?.toString() ?? null, place, comment };
        return { state: 'review', reason: 'counter', proposal };
      }),
    );
  }
}
