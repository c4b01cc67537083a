import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Template } from 'liquidjs';
import { ActivitiesService } from '../activities/activities.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { directionOf, type Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { Invitation, Recipient } from './invitation.entity.js';
import { paragraphs } from './letter-text.js';
import type { LetterKind } from './mailings/mailing.states.js';
import { occasionOf } from './occasion.js';
import { usualSalutation } from './recipients/forms-of-address.rules.js';
import { type LetterSource, MailTemplatesService } from './templates/mail-templates.service.js';
import { onPaper } from './templates/shipped-template.js';
import { engines, parse } from './templates/template-safety.js';

export interface WrittenLetter {
  subject: string;
  html: string;
  text: string;
}

export type LetterGuest = Pick<Recipient, 'name' | 'post' | 'organisation' | 'salutation' | 'careOf'> &
  Partial<Pick<Recipient, 'secondName'>>;

/** Writes one guest's letter of a mailing. @param url where the guest answers */
export type LetterWriter = (guest: LetterGuest, language: Language, url: string) => Promise<WrittenLetter>;

interface Matter {
  kind: LetterKind;
  invitation: Pick<Invitation, 'subject' | 'body' | 'answerBy'>;
  entry: Pick<CalendarEntry, 'data'>;
  partnerTimeZone: string | null;
  template: ReadyTemplate;
}

/** Parsed once for many letters, its styles in line. */
interface ReadyTemplate {
  html: Template[];
  text: Template[];
}
const KEPT_READY = 50;

/** Letters to guests, in their language and with their form of address: HTML with its styles inline, and the same as text. */
@Injectable()
export class LettersService {
  private readonly ready = new Map<string, ReadyTemplate>();

  constructor(
    private readonly activities: ActivitiesService,
    private readonly templates: MailTemplatesService,
  ) {}

  /**
   * What writes the letters of one mailing; needs an open unit of work. Nothing in a letter comes from anywhere but the
   * invitation, the entry and the guest. @param source the template; the one in force where it is absent
   */
  async writer(
    kind: LetterKind,
    invitation: Matter['invitation'] & Pick<Invitation, 'activityId'>,
    entry: Matter['entry'],
    source?: LetterSource,
  ): Promise<LetterWriter> {
    const { partnerTimeZone } = await this.activities.get(invitation.activityId);
    const template = await this.readyFor(source ?? (await this.templates.inForce(kind)));
    const matter = { kind, invitation, entry, partnerTimeZone, template };
    return (guest, language, url) => this.write(matter, guest, language, url);
  }

  private async write(
    { kind, invitation, entry, partnerTimeZone, template }: Matter,
    guest: LetterGuest,
    language: Language,
    url: string,
  ): Promise<WrittenLetter> {
    const words = (key: string, params = {}) => t(`invitations.public.mail.${key}`, params, language);
    const title = localized(invitation.subject, language);
    const occasion = occasionOf(entry, language, partnerTimeZone);
    const when = [occasion.day, occasion.time].filter(Boolean).join(', ');
    const answerBy = invitation.answerBy && isAsked(kind) ? formatDay(invitation.answerBy, 'weekday', language) : '';
    const data = {
      language,
      direction: directionOf(language),
      subject: kind === 'invitation' ? title : words(`subject_${kind}`, { subject: title }),
      institution: localized(Current.institution.name, language),
      name: guest.name,
      post: guest.post,
      organisation: guest.organisation,
      title,
      day: occasion.day,
      time: occasion.time ?? '',
      place: occasion.place,
      dress: occasion.dress ?? '',
      answer_by: answerBy,
      care_of: guest.careOf ? words('care_of', { name: guest.name, through: guest.careOf }) : '',
      salutation: guest.salutation || usualSalutation(guest, language),
      lead: kind === 'invitation' ? '' : words(`lead_${kind}`),
      paragraphs: isAsked(kind) ? paragraphs(localized(invitation.body, language)) : [],
      facts: [
        [words('occasion'), occasion.title],
        [words('when'), occasion.elsewhere ? `${when} (${occasion.elsewhere})` : when],
        [words('where'), occasion.place],
        [words('dress'), occasion.dress ?? ''],
        [words('answer_by'), answerBy],
      ]
        .filter(([, value]) => value)
        // What stands before a colon differs by language.
        .map(([label, value]) => ({ label, value, line: words('line', { label, value }) })),
      url: isAsked(kind) ? url : '',
      button: words('button'),
      foot: words('foot'),
    };
    return {
      subject: data.subject,
      html: String(engines.html.renderSync(template.html, data)),
      text:
        String(engines.text.renderSync(template.text, data))
          .replace(/\n{3,}/g, '\n\n')
          .trim() + '\n',
    };
  }

  private async readyFor({ html, text, number }: LetterSource): Promise<ReadyTemplate> {
    const accent = /^#[0-9a-f]{6}$/i.test(Current.institution.accent) ? Current.institution.accent : '#1d2f52';
    const key = number === 0 ? accent : createHash('sha256').update(`${accent}${html}\0${text}`).digest('base64');
    const known = this.ready.get(key);
    if (known) return known;
    const { default: juice } = await import('juice');
    juice.codeBlocks['LIQUID'] = { start: '{%', end: '%}' };
    const inline = juice(onPaper(html, accent), {
      preserveMediaQueries: true,
      applyStyleTags: true,
      removeStyleTags: false,
    });
    const ready = { html: parse('html', inline), text: parse('text', text) };
    if (this.ready.size >= KEPT_READY) this.ready.clear();
    this.ready.set(key, ready);
    return ready;
  }
}

/** Whether a letter of this kind has the link by which it is answered. */
const isAsked = (kind: LetterKind) =>
  ['invitation', 'reminder', 'update', 'place', 'refresh', 'proposal_declined'].includes(kind);
