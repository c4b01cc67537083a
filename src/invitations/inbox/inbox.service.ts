import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { MailService } from '../../platform/mail/mail.service.js';
import { Institutions } from '../../platform/tenancy/institutions.js';
import { GuestsService } from '../guests.service.js';
import type { AnswerGiven } from '../invitation.states.js';
import { CalendarParts } from './calendar-parts.service.js';
import { InboundMail, type InboundReason, type InboundState, type Proposal } from './inbound-mail.entity.js';
import { asMail, LARGEST_MAIL, type ReadMail, readMail } from './read-mail.js';

export interface Taken {
  state: InboundState;
  reason: InboundReason;
}

interface Origin {
  raw: Buffer;
  digest: Buffer;
  mail: ReadMail | null;
}

/** Takes in what comes back by mail: answers of calendars by their own address, bounces by the Message-ID, the rest for review. */
@Injectable()
export class InboxService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly institutions: Institutions,
    private readonly guests: GuestsService,
    private readonly parts: CalendarParts,
    private readonly post: MailService,
  ) {}

  /**
   * One mail as it came. The same bytes again change nothing. @param onlyHere mail for other institutions is none of the
   * caller's: it goes to review here
   */
  async receive(raw: Buffer, onlyHere = false): Promise<Taken> {
    const digest = createHash('sha256').update(raw).digest();
    const known = await this.db.read(() =>
      this.db.repo(InboundMail).findOneBy({ institutionId: Current.institutionId, digest }),
    );
    if (known) return { state: known.state, reason: known.reason };
    const origin: Origin = { raw, digest, mail: null };
    if (raw.length > LARGEST_MAIL) return this.keep(origin, 'review', 'too_large');
    try {
      origin.mail = await readMail(raw);
    } catch {
      return this.keep(origin, 'review', 'unreadable');
    }
    const { bounce, codes, answers } = origin.mail;
    if (bounce) return this.returned(origin, bounce.of, onlyHere);
    if (codes[0]) {
      const home = await this.guests
        .withinReply(codes[0], async (id) => ({ institution: Current.institutionId, id }))
        .catch(absent);
      if (!home || (onlyHere && home.institution !== Current.institutionId))
        return this.keep(origin, 'review', 'no_such_guest');
      return this.within(home.institution, () => this.ofGuest(origin, codes[0]!, home.id));
    }
    const home = await this.homeOf(answers, onlyHere);
    return this.within(home, async () => this.keep(origin, 'review', 'no_code', await this.guestOf(answers)));
  }

  /**
   * The calendar part of a mail, which a gateway took out of it: taken and kept as the mail would be.
   * @param code of the address it was sent to @throws NotFound for a code of nobody
   */
  receivePart(code: string, calendar: string, from: string): Promise<Taken> {
    return this.guests.withinReply(code, () => this.receive(asMail(code.toLowerCase(), calendar, from), true));
  }

  private async ofGuest(origin: Origin, code: string, recipientId: string): Promise<Taken> {
    const mail = origin.mail!;
    if (mail.calendar === null)
      return mail.isAutomatic
        ? this.keep(origin, 'discarded', 'automatic', recipientId)
        : this.keep(origin, 'review', 'words', recipientId);
    const { state, reason, proposal } = await this.parts.take(code, mail.calendar, mail.from || null);
    return this.keep(origin, state, reason, recipientId, proposal);
  }

  /** What a server could not deliver comes back to its own line. */
  private async returned(origin: Origin, of: string | null, onlyHere: boolean): Promise<Taken> {
    const bounce = origin.mail!.bounce!;
    const home = await this.homeOf(of ? [of] : [], onlyHere);
    return this.within(home, () =>
      this.db.transaction(async () => {
        const found = of ? await this.post.bounced(of, bounce.words, bounce.isFinal) : null;
        if (!found) return this.keep(origin, 'review', 'no_code');
        return this.keep(origin, 'applied', bounce.isFinal ? 'bounce' : 'delayed', await this.guestOf([of!]));
      }),
    );
  }

  private keep(
    origin: Origin,
    state: InboundState,
    reason: InboundReason,
    recipientId: string | null = null,
    proposal: Proposal | null = null,
  ): Promise<Taken> {
    return this.db.transaction(async () => {
      const { mail, digest, raw } = origin;
      const row = new InboundMail();
      Object.assign(row, { digest, state, reason, recipientId, proposal });
      Object.assign(row, { fromAddress: mail?.from ?? '', subject: mail?.subject ?? '', excerpt: mail?.words ?? '' });
      row.answer = answerIn(mail?.calendar);
      // Kept whole where staff must look; the mailbox has it all the same.
      row.raw = state === 'review' && raw.length <= LARGEST_MAIL ? raw : null;
      await this.db.rows('select pg_advisory_xact_lock(hashtextextended($1, 9))', [digest.toString('hex')]);
      const known = await this.db.repo(InboundMail).findOneBy({ institutionId: Current.institutionId, digest });
      if (known) return { state: known.state, reason: known.reason };
      await this.db.repo(InboundMail).insert(row);
      if (state === 'review')
        await this.events.record({ type: 'invitations.mail_for_review', subject: row.id, data: { reason } });
      return { state, reason };
    });
  }

  private within<T>(institutionId: string, work: () => Promise<T>): Promise<T> {
    return institutionId === Current.institutionId ? work() : this.institutions.within(institutionId, work);
  }

  private async homeOf(messageIds: readonly string[], onlyHere: boolean): Promise<string> {
    for (const id of onlyHere ? [] : messageIds.slice(0, 20)) {
      const [found] = await this.db.crossing('institution_of_message', [id]);
      if (found) return found;
    }
    return Current.institutionId;
  }

  /** The guest to whom one of these messages went. */
  private async guestOf(messageIds: readonly string[]): Promise<string | null> {
    const [row] = await this.db.read(() =>
      this.db.rows<{ id: string }>(
        'select r.id from message m join recipient r on r.institution_id = m.institution_id and r.id = m.reference_id where m.institution_id = $1 and m.message_id = any($2) limit 1',
        [Current.institutionId, messageIds],
      ),
    );
    return row?.id ?? null;
  }
}

function absent(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

const PARTSTAT: Record<string, AnswerGiven> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'represented',
};

/** What a calendar part seems to say, as a proposal for who reviews it. */
function answerIn(calendar: string | null | undefined): AnswerGiven | null {
  const said = /PARTSTAT=([A-Z-]+)/i.exec(calendar ?? '')?.[1]?.toUpperCase();
  return said ? (PARTSTAT[said] ?? null) : null;
}
