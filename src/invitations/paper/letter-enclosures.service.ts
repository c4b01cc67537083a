import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { CalendarEntry } from '../../calendar/calendar-entry.entity.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { Attachments } from '../../platform/mail/attachments.registry.js';
import type { MessageAttachment } from '../../platform/mail/message.entity.js';
import type { Invitation, Recipient } from '../invitation.entity.js';
import { GuestPapers } from './guest-papers.service.js';
import { PostalAddresses } from '../recipients/postal-addresses.queries.js';
import { PaperLetter } from './paper-letter.entity.js';
import { type LetterHead, type PaperMatter, paperMatter, signatoryFor } from './paper-matter.js';

/** The letters of some guests of one invitation. */
export interface Enclosures {
  /** Says what the letter of one guest says, to go along with his mail. */
  enclose(guest: Recipient): MessageAttachment;
  /** Records that they went along. Needs the open unit of work. @param messages guest → message */
  record(guests: readonly Recipient[], messages: ReadonlyMap<string, string>): Promise<void>;
}

const MAKER = 'invitation-letter';

/** The letter as PDF that goes along with an invitation by mail; one that has a number of the register bears it. */
@Injectable()
export class LetterEnclosures implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly attachments: Attachments,
    private readonly rendering: PaperRendering,
    private readonly addresses: PostalAddresses,
    private readonly papers: GuestPapers,
  ) {}

  onModuleInit(): void {
    this.attachments.register(MAKER, {
      contentType: 'application/pdf',
      make: (matter) => this.pdf(matter as PaperMatter),
    });
  }

  /** For some guests of one invitation, in two statements. Needs an open unit of work. */
  async of(guestIds: readonly string[], invitation: Invitation, entry: CalendarEntry): Promise<Enclosures> {
    const letters = await this.db
      .repo(PaperLetter)
      .findBy({ institutionId: Current.institutionId, recipientId: In([...guestIds]) });
    const known = new Map(letters.map((letter) => [letter.recipientId, letter]));
    const addresses = await this.addresses.of(guestIds);
    const dated = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone).toPlainDate();
    const headOf = ({ id, language }: Recipient): LetterHead =>
      known.get(id) ?? { kind: 'letter', number: '', dated, ...signatoryFor(language) };
    return {
      enclose: (guest) => {
        const frame = this.rendering.frame.bind(this.rendering);
        const addressee = { ...guest, postalAddress: addresses.get(guest.id) ?? '' };
        const matter = paperMatter(frame, headOf(guest), addressee, invitation, entry);
        return { maker: MAKER, name: 'invitation.pdf', matter };
      },
      record: (guests, messages) => {
        const carried = guests.map((guest) => ({ guest, kind: headOf(guest).kind, channel: 'email' as const, reference: messages.get(guest.id)! })); // prettier-ignore
        return this.papers.record(invitation, carried, Temporal.Now.instant());
      },
    };
  }

  /** Of messages that were taken back before they left. */
  takeBack(messageIds: readonly string[]): Promise<void> {
    return this.papers.takeBack(messageIds);
  }

  /** @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
  pdf({ template, data, language }: PaperMatter): Promise<Uint8Array> {
    return this.rendering.render(template, data, language, 'pdf');
  }
}
