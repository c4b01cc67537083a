import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { CalendarEntry } from '../../calendar/calendar-entry.entity.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { Attachments } from '../../platform/mail/attachments.registry.js';
import type { MessageAttachment } from '../../platform/mail/message.entity.js';
import type { Invitation, Recipient } from '../invitation.entity.js';
import { PostalAddresses } from '../recipients/postal-addresses.queries.js';
import { PaperLetter } from './paper-letter.entity.js';
import { type LetterHead, type PaperMatter, paperMatter, signatoryFor } from './paper-matter.js';

/** Says what the letter of one guest says, to go along with his mail. */
export type EncloseLetter = (guest: Recipient) => MessageAttachment;

const MAKER = 'invitation-letter';

/** The letter as PDF that goes along with an invitation by mail; one that has a number of the register bears it. */
@Injectable()
export class LetterEnclosures implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly attachments: Attachments,
    private readonly rendering: PaperRendering,
    private readonly addresses: PostalAddresses,
  ) {}

  onModuleInit(): void {
    this.attachments.register(MAKER, {
      contentType: 'application/pdf',
      make: (matter) => this.pdf(matter as PaperMatter),
    });
  }

  /** For some guests of one invitation, in two statements. Needs an open unit of work. */
  async of(guestIds: readonly string[], invitation: Invitation, entry: CalendarEntry): Promise<EncloseLetter> {
    const letters = await this.db
      .repo(PaperLetter)
      .findBy({ institutionId: Current.institutionId, recipientId: In([...guestIds]) });
    const known = new Map(letters.map((letter) => [letter.recipientId, letter]));
    const addresses = await this.addresses.of(guestIds);
    const dated = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone).toPlainDate();
    return (guest) => {
      const plain = { kind: 'letter', number: '', dated, ...signatoryFor(guest.language) } satisfies LetterHead;
      const head = known.get(guest.id) ?? plain;
      const addressee = { ...guest, postalAddress: addresses.get(guest.id) ?? '' };
      const matter = paperMatter(this.rendering.frame.bind(this.rendering), head, addressee, invitation, entry);
      return { maker: MAKER, name: 'invitation.pdf', matter };
    };
  }

  /** @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
  pdf({ template, data, language }: PaperMatter): Promise<Uint8Array> {
    return this.rendering.render(template, data, language, 'pdf');
  }
}
