import { Injectable } from '@nestjs/common';
import { CalendarEntriesService } from '../../calendar/calendar-entries.service.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Invitation, Recipient } from '../invitation.entity.js';
import { PostalAddresses } from '../recipients/postal-addresses.queries.js';
import { LetterEnclosures } from './letter-enclosures.service.js';
import { PaperLetter } from './paper-letter.entity.js';
import { PaperLetters } from './paper-letters.service.js';
import { addresseeLines, type PaperMatter, paperMatter } from './paper-matter.js';

/** What is laid on letters to be posted, by the name of its file; the latter two are envelopes, each a sheet of its own. */
export const SHEETS = ['labels', 'envelopes-c5', 'envelopes-dl'] as const;
export type Sheet = (typeof SHEETS)[number];

/** Letters, notes, labels and envelopes as PDF and Word; a letter is in the guest's own language. */
@Injectable()
export class PaperLetterPrinting {
  constructor(
    private readonly db: Db,
    private readonly entries: CalendarEntriesService,
    private readonly letters: PaperLetters,
    private readonly enclosures: LetterEnclosures,
    private readonly rendering: PaperRendering,
    private readonly addresses: PostalAddresses,
  ) {}

  /** @throws NotFound, DocumentUnrenderable */
  async letter(letterId: string, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    const { template, data, language } = await this.db.read(() => this.matter(letterId));
    return this.rendering.render(template, data, language, format);
  }

  /** The letter as it goes along with this guest's mail, to be looked at before. @throws NotFound, DocumentUnrenderable */
  async enclosure(invitationId: string, recipientId: string): Promise<Uint8Array> {
    const { matter } = await this.db.read(async () => {
      const guest = await this.db.one(Recipient, recipientId);
      const invitation = await this.db.one(Invitation, invitationId);
      const entry = await this.entries.of(invitation.activityId, invitation.itemId);
      if (!entry || guest.invitationId !== invitationId) throw new NotFound();
      return (await this.enclosures.of([recipientId], invitation, entry)).enclose(guest);
    });
    return this.enclosures.pdf(matter as PaperMatter);
  }

  /** Of every guest who has a letter on paper: a label, or an envelope. @throws DocumentUnrenderable */
  async sheet(sheet: Sheet, invitationId: string, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    const language = knownLanguage(Current.locale);
    const rows = await this.db.read(() => this.letters.list(invitationId));
    const cards = rows
      .filter(({ letter_id }) => letter_id)
      .map(({ name, post, organisation, care_of: careOf, postal_address: postalAddress, language: own }) => ({
        name,
        lines: [post, organisation, ...addresseeLines({ careOf, postalAddress }, knownLanguage(own))].filter(Boolean),
      }));
    // Nothing to be approved: an envelope is never a draft.
    const at = Temporal.Now.zonedDateTimeISO('UTC').startOfDay().toInstant();
    const frame = this.rendering.frame(language, { registerNumber: null, number: 1, at });
    const title = t(`invitations.paper.sheet.${sheet}`, {}, language);
    return this.rendering.render(sheet, { ...frame, title, cards }, language, format);
  }

  private async matter(letterId: string): Promise<PaperMatter> {
    const letter = await this.db.one(PaperLetter, letterId);
    const guest = await this.db.one(Recipient, letter.recipientId);
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    const postalAddress = (await this.addresses.of([guest.id])).get(guest.id) ?? '';
    const addressee = { ...guest, postalAddress };
    return paperMatter(this.rendering.frame.bind(this.rendering), letter, addressee, invitation, entry);
  }
}
