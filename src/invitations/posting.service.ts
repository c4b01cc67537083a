import { Injectable } from '@nestjs/common';
import { isMailAddress, type KnownAnswer } from '../calendar/reply.rules.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { knownLanguage, type Language } from '../platform/i18n/languages.js';
import { localized } from '../platform/i18n/translate.js';
import { type Letter, MailService } from '../platform/mail/mail.service.js';
import { type GuestLink, GuestLinks } from './guest-links.service.js';
import type { Invitation, Recipient } from './invitation.entity.js';
import { OccasionNotReleased } from './invitation.errors.js';
import type { RecipientState } from './invitation.states.js';
import { type LetterWriter, LettersService } from './letters.service.js';
import type { Mailing } from './mailings/mailing.entity.js';
import type { LetterKind } from './mailings/mailing.states.js';
import { isFor } from './mailings/mailing.rules.js';
import { type Enclosures, LetterEnclosures } from './paper/letter-enclosures.service.js';

/** What a guest is told without being asked for an answer: no link, and nothing for his calendar. */
const PLAIN: ReadonlySet<LetterKind> = new Set(['save_the_date', 'thanks']);

/** What a calendar that asks again is reminded of; of a change a guest is asked anew. */
const KNOWN: Partial<Record<RecipientState, KnownAnswer>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentative',
  waiting: 'tentative',
};

interface Occasion {
  kind: LetterKind;
  entry: CalendarEntry;
  writer: LetterWriter;
  /** Where the letter goes along as a file. */
  letters: Enclosures | null;
}

/** One mail to each guest, with the entry for his calendar. */
@Injectable()
export class PostingService {
  constructor(
    private readonly db: Db,
    private readonly mail: MailService,
    private readonly entries: CalendarEntriesService,
    private readonly links: GuestLinks,
    private readonly letters: LettersService,
    private readonly enclosures: LetterEnclosures,
  ) {}

  /** Brings the entries that guests get in step with what was released. */
  async renew({ activityId }: Invitation): Promise<void> {
    await this.entries.derive(activityId);
  }

  /**
   * Queues the letters in the open unit of work, so that no commit means no mail. Who has no address, or whom this kind does
   * not concern any more, gets none. @returns guest → message @throws OccasionNotReleased
   */
  async post(
    mailing: Pick<Mailing, 'kind' | 'withLetter' | 'isRevision'>,
    invitation: Invitation,
    guests: readonly Recipient[],
  ): Promise<ReadonlyMap<string, string>> {
    const { kind, withLetter } = mailing;
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    if (!entry) throw new OccasionNotReleased();
    const occasion: Occasion = {
      kind,
      entry,
      writer: await this.letters.writer(kind, invitation, entry),
      letters: withLetter ? await this.enclosures.of(guests.map(({ id }) => id), invitation, entry) : null, // prettier-ignore
    };
    const reached = guests.filter((guest) => guest.email && isFor(mailing, guest, entry.sequence));
    const letters: Letter[] = [];
    const codes: Buffer[] = [];
    for (const guest of reached) {
      const link = await this.links.of(guest);
      letters.push(await this.letter(occasion, guest, link));
      codes.push(link.replyHash);
    }
    const ids = await this.mail.sendAllLater(letters);
    if (!PLAIN.has(kind)) await this.noteSent(reached, codes, entry.sequence);
    const messages = new Map(reached.map((guest, n) => [guest.id, ids[n]!]));
    await occasion.letters?.record(reached, messages);
    return messages;
  }

  /** Messages that have not left never will, and nobody has their letters. Needs an open unit of work. */
  async takeBack(messageIds: readonly string[]): Promise<void> {
    await this.enclosures.takeBack(await this.mail.withdraw(messageIds));
  }

  /**
   * One letter to one guest, beside any mailing: his entry as it stands, that it no longer stands, or that the time he proposed is
   * not taken. Needs an open unit of work. @throws OccasionNotReleased
   */
  async postOne(
    kind: 'refresh' | 'cancellation' | 'proposal_declined',
    invitation: Invitation,
    guest: Recipient,
  ): Promise<void> {
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    if (!entry) throw new OccasionNotReleased();
    const writer = await this.letters.writer(kind, invitation, entry);
    const link = await this.links.of(guest);
    await this.mail.sendLater(await this.letter({ kind, entry, writer, letters: null }, guest, link));
    if (kind === 'refresh') await this.noteSent([guest], [link.replyHash], entry.sequence);
  }

  private async letter(occasion: Occasion, guest: Recipient, link: GuestLink): Promise<Letter> {
    const { kind } = occasion;
    const language = knownLanguage(guest.language);
    const fromName = localized(Current.institution.name, language);
    const { url, replyTo, sentBy } = link;
    const written = await occasion.writer(guest, language, url);
    return {
      purpose: kind,
      referenceId: guest.id,
      to: { name: guest.careOf || guest.name, address: guest.email! },
      fromName,
      replyTo,
      ...written,
      ...(occasion.letters && { attachment: occasion.letters.enclose(guest) }),
      ...(!PLAIN.has(kind) && {
        calendar: this.calendar(occasion, guest, { name: fromName, address: replyTo, sentBy }),
      }),
      language,
    };
  }

  private calendar(
    { kind, entry }: Occasion,
    guest: Recipient,
    organizer: Parameters<CalendarEntriesService['scheduling']>[3],
  ): NonNullable<Letter['calendar']> {
    const language: Language = knownLanguage(guest.language);
    const address = { name: guest.name, address: guest.email!, ...(kind === 'refresh' && toldBy(guest)) };
    const isOff = kind === 'cancellation' || entry.cancelledAt !== null;
    const method = isOff ? 'CANCEL' : kind === 'proposal_declined' ? 'DECLINECOUNTER' : 'REQUEST';
    // This guest's part alone ends; a program drops it only for a SEQUENCE above the one it has (RFC 5546 §2.1.4).
    const meant =
      isOff && !entry.cancelledAt
        ? Object.assign(Object.create(Object.getPrototypeOf(entry) as object) as CalendarEntry, entry, {
            sequence: entry.sequence + 1,
          })
        : entry;
    return { method, ics: this.entries.scheduling(method, meant, address, organizer, language) };
  }

  /** In one statement: a mailing has thousands of guests. */
  private async noteSent(guests: readonly Recipient[], codes: readonly Buffer[], sequence: number): Promise<void> {
    if (guests.length === 0) return;
    const now = Temporal.Now.instant();
    for (const guest of guests) {
      if (guest.state === 'draft') guest.become('sent');
      guest.sentAt ??= now;
      guest.sentSequence = sequence;
    }
    await this.db.rows(
      `update recipient r set state = case when r.state = 'draft' then 'sent' else r.state end, sent_at = coalesce(r.sent_at, $4::timestamptz),
              sent_sequence = $5, reply_hash = n.code, updated_at = now(), version = r.version + 1
         from unnest($2::uuid[], $3::bytea[]) n(id, code) where r.institution_id = $1 and r.id = n.id`,
      [Current.institutionId, guests.map(({ id }) => id), codes, now, sequence],
    );
  }
}

/** What the guest has said of himself: one who sends another does not come, whether or not the other's calendar can be named. */
function toldBy({ state, representative }: Recipient): { answer?: KnownAnswer; delegatedTo?: string } {
  if (representative && (state === 'represented' || state === 'waiting')) {
    const delegatedTo = representative.contact.trim();
    return isMailAddress(delegatedTo) ? { delegatedTo } : { answer: 'declined' };
  }
  const answer = KNOWN[state];
  return answer ? { answer } : {};
}
