import { Injectable } from '@nestjs/common';
import { CalendarEntriesService } from '../../calendar/calendar-entries.service.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { formatDay } from '../../platform/i18n/format.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Invitation, Recipient } from '../invitation.entity.js';
import { occasionOf } from '../occasion.js';
import { PaperLetter } from './paper-letter.entity.js';
import { PaperLetters } from './paper-letters.service.js';

type Paragraph = { type: 'paragraph'; content: { type: 'text'; text: string }[] };

/** Letters, notes and address labels as PDF and Word, in the guest's own language. */
@Injectable()
export class PaperLetterPrinting {
  constructor(
    private readonly db: Db,
    private readonly entries: CalendarEntriesService,
    private readonly letters: PaperLetters,
    private readonly rendering: PaperRendering,
  ) {}

  /** @throws NotFound, DocumentUnrenderable */
  async letter(letterId: string, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    const { template, data, language } = await this.db.read(() => this.matter(letterId));
    return this.rendering.render(template, data, language, format);
  }

  /** Of every guest who has a letter on paper: one label each, for the envelope. @throws DocumentUnrenderable */
  async labels(invitationId: string, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    const language = knownLanguage(Current.locale);
    const rows = await this.db.read(() => this.letters.list(invitationId));
    const cards = rows
      .filter(({ letter_id }) => letter_id)
      .map(({ name, organisation, care_of }) => ({ name, lines: [organisation, care_of].filter(Boolean) }));
    const title = t('invitations.paper.labels', {}, language);
    return this.rendering.render('labels', { ...this.rendering.frame(language), title, cards }, language, format);
  }

  private async matter(letterId: string) {
    const letter = await this.db.one(PaperLetter, letterId);
    const guest = await this.db.one(Recipient, letter.recipientId);
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    const language = knownLanguage(guest.language);
    const words = (key: string, params = {}) => t(`invitations.public.mail.${key}`, params, language);
    const occasion = entry && occasionOf(entry, language, null);
    const facts = [
      [words('occasion'), localized(invitation.subject, language)],
      [words('when'), [occasion?.day, occasion?.time].filter(Boolean).join(', ')],
      [words('where'), occasion?.place],
      [words('dress'), occasion?.dress],
      [words('answer_by'), invitation.answerBy && formatDay(invitation.answerBy, 'weekday', language)],
    ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
    const body = [...localized(invitation.body, language).split(/\n\s*\n/), ...facts].filter((text) => text.trim());
    const addressee = { name: guest.name, post: guest.post, organisation: guest.organisation, lines: [guest.careOf].filter(Boolean) }; // prettier-ignore
    const shared = {
      ...this.rendering.frame(language),
      number: letter.number,
      date: formatDay(letter.dated, 'long', language),
      place: '',
      body: { type: 'doc' as const, content: body.map(paragraph) },
      addressee,
    };
    const isNote = letter.kind === 'note_verbale';
    const data = isNote
      ? {
          ...shared,
          title: words('note_verbale'),
          sender: localized(Current.institution.name, language),
          recipient: guest.careOf || guest.organisation || guest.name,
        }
      : {
          ...shared,
          title: localized(invitation.subject, language),
          salutation: guest.salutation || words('salutation', { name: guest.name }),
          signatures: letter.signatory ? [{ post: letter.signatoryPost, name: letter.signatory }] : [],
        };
    return { template: isNote ? 'note-verbale' : 'guest-letter', data, language };
  }
}

const paragraph = (text: string): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text: text.replace(/\s+/g, ' ').trim() }],
});
