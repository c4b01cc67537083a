import { Inject, Injectable } from '@nestjs/common';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { knownLanguage, type Language } from '../platform/i18n/languages.js';
import { localized } from '../platform/i18n/translate.js';
import { MailService } from '../platform/mail/mail.service.js';
import { hashToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { type Invitation, Recipient } from './invitation.entity.js';
import { OccasionNotReleased } from './invitation.errors.js';
import { type LetterKind, LettersService } from './letters.service.js';
import { replyAddress, replyCode } from './reply-address.js';

/** One mail to each guest, with the entry for his calendar. */
@Injectable()
export class MailingsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly post: MailService,
    private readonly entries: CalendarEntriesService,
    private readonly secrets: SecretsService,
    private readonly letters: LettersService,
  ) {}

  /** Queues the letters in the open unit of work, so that no commit means no mail. @throws OccasionNotReleased */
  async mail(kind: LetterKind, invitation: Invitation, guests: readonly Recipient[]): Promise<void> {
    await this.entries.derive(invitation.activityId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    if (!entry) throw new OccasionNotReleased();
    for (const guest of guests) await this.mailOne(kind, invitation, entry, guest);
    await this.db.repo(Recipient).save([...guests]);
  }

  private async mailOne(
    kind: LetterKind,
    invitation: Invitation,
    entry: CalendarEntry,
    guest: Recipient,
  ): Promise<void> {
    if (!guest.email) return;
    const language = knownLanguage(guest.language);
    const token = await this.tokenOf(guest);
    const code = replyCode(this.secrets, token);
    const letter = await this.letters.write(kind, {
      invitation,
      entry,
      guest,
      language,
      url: `${this.config.BASE_URL}/r/${token}`,
    });
    const organizer = { name: localized(Current.institution.name, language), address: this.config.MAIL_FROM };
    await this.post.sendLater({
      purpose: kind,
      referenceId: guest.id,
      to: { name: guest.name, address: guest.email },
      fromName: organizer.name,
      // A reply is known by its own address: calendar programs change both organiser and attendee.
      replyTo: replyAddress(code, this.config.MAIL_FROM),
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      calendar: this.calendar(kind, entry, guest, organizer, language),
      language,
    });
    if (guest.state === 'draft') guest.become('sent');
    guest.replyHash = hashToken(code);
    guest.sentAt ??= Temporal.Now.instant();
    guest.sentSequence = entry.sequence;
  }

  private calendar(
    kind: LetterKind,
    entry: CalendarEntry,
    guest: Recipient,
    organizer: { name: string; address: string },
    language: Language,
  ): { method: 'REQUEST' | 'CANCEL'; ics: string } {
    const address = { name: guest.name, address: guest.email! };
    if (entry.cancelledAt)
      return { method: 'CANCEL', ics: this.entries.scheduling('CANCEL', entry, address, organizer, language) };
    if (kind !== 'cancellation')
      return { method: 'REQUEST', ics: this.entries.scheduling('REQUEST', entry, address, organizer, language) };
    // This guest's part alone ends; a program drops it only for a SEQUENCE above the one it has (RFC 5546 §2.1.4).
    const above = Object.assign(Object.create(Object.getPrototypeOf(entry) as object) as CalendarEntry, entry, {
      sequence: entry.sequence + 1,
    });
    return { method: 'CANCEL', ics: this.entries.scheduling('CANCEL', above, address, organizer, language) };
  }

  private tokenOf(guest: Recipient): Promise<string> {
    return this.secrets.open({ table: 'recipient', column: 'token_sealed', row: guest.id }, guest.tokenSealed);
  }
}
