import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RegisterNumbers } from '../../institution/register-numbers.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Invitation, Recipient } from '../invitation.entity.js';
import { OpeningService } from '../opening.service.js';
import { POSTAL_ADDRESS } from '../recipients/postal-addresses.queries.js';
import { type Carrier, type PaperKind, PaperLetter } from './paper-letter.entity.js';
import { GuestPapers } from './guest-papers.service.js';
import { signatoryFor } from './paper-matter.js';

/** Register of letters and notes by which guests are asked on paper. */
const PAPER_REGISTER = 'invitation';

export interface PaperRow {
  id: string;
  name: string;
  post: string;
  organisation: string;
  care_of: string;
  postal_address: string;
  language: string;
  state: string;
  letter_id: string | null;
  kind: PaperKind | null;
  number: string | null;
  signatory: string | null;
  dispatched_on: Temporal.PlainDate | null;
  carrier: Carrier | null;
  carried_by: string | null;
}

/** Invitations on paper: numbered when they are drawn up, sent when staff record how they went out. */
@Injectable()
export class PaperLetters implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly opening: OpeningService,
    private readonly numbers: RegisterNumbers,
    private readonly papers: GuestPapers,
  ) {}

  onModuleInit(): void {
    this.numbers.register({ kind: PAPER_REGISTER, label: 'invitations.paper.register' });
  }

  /** Draws up a letter or note for each of these guests who has none; the numbers are those of the register, without a gap. @returns how many */
  draw(invitationId: string, kind: PaperKind, recipientIds: readonly string[]): Promise<number> {
    return this.db.transaction(async () => {
      const invitation = await this.opening.invitation(invitationId);
      const rows = (await this.list(invitationId)).filter((row) => recipientIds.includes(row.id) && !row.letter_id);
      const dated = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone).toPlainDate();
      for (const row of rows) {
        const letter = new PaperLetter();
        Object.assign(letter, { recipientId: row.id, kind, dated });
        letter.number = await this.numbers.drawWritten(PAPER_REGISTER, dated.year);
        if (kind === 'letter') Object.assign(letter, signatoryFor(row.language));
        await this.db.repo(PaperLetter).insert(letter);
      }
      await this.note('invitations.paper_drawn', invitation, rows.length);
      return rows.length;
    });
  }

  /** How a letter went out: from then on the guest counts as asked. @throws NotFound */
  recordDispatch(
    letterId: string,
    given: { on: Temporal.PlainDate; carrier: Carrier; carriedBy?: string | undefined },
  ): Promise<void> {
    return this.db.transaction(async () => {
      const letter = await this.db.one(PaperLetter, letterId);
      const guest = await this.db.one(Recipient, letter.recipientId);
      const invitation = await this.opening.invitation(guest.invitationId);
      letter.dispatch(given.on, given.carrier, given.carriedBy ?? '', Current.maybeActor?.accountId ?? null);
      await this.db.repo(PaperLetter).save(letter);
      if (guest.state === 'draft') {
        guest.become('sent');
        await this.db.repo(Recipient).save(guest);
      }
      if (invitation.state === 'draft') {
        invitation.become('sent');
        await this.db.repo(Invitation).save(invitation);
      }
      const carried = { guest, kind: letter.kind, channel: given.carrier, reference: letter.id };
      await this.papers.record(invitation, [carried], noonOf(given.on), noonOf(letter.dated));
      await this.note('invitations.paper_dispatched', invitation, 1);
    });
  }

  /** Every guest, with his letter on paper where he has one. One statement. */
  list(invitationId: string): Promise<PaperRow[]> {
    return this.db.rows<PaperRow>(
      `select r.id, r.name, r.post, r.organisation, r.care_of, ${POSTAL_ADDRESS} as postal_address, r.language, r.state, p.id as letter_id, p.kind, p.number, p.signatory, p.dispatched_on, p.carrier, p.carried_by
         from recipient r left join paper_letter p on p.institution_id = r.institution_id and p.recipient_id = r.id
        where r.institution_id = $1 and r.invitation_id = $2 and r.state <> 'cancelled' order by r.id limit 500`,
      [Current.institutionId, invitationId],
    );
  }

  private async note(type: string, { id, activityId }: Invitation, count: number): Promise<void> {
    await this.events.record({ type, subject: id, activityId, data: { count } });
  }
}

const noonOf = (day: Temporal.PlainDate) =>
  day.toZonedDateTime({ timeZone: Current.institution.timeZone, plainTime: '12:00' }).toInstant();
