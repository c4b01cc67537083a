import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import juice from 'juice';
import { Liquid } from 'liquidjs';
import { ActivitiesService } from '../activities/activities.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { directionOf, type Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { repositoryRoot } from '../platform/root.js';
import type { Invitation, Recipient } from './invitation.entity.js';
import type { MailingKind } from './mailings/mailing.states.js';
import { occasionOf } from './occasion.js';

export interface WrittenLetter {
  subject: string;
  html: string;
  text: string;
}

export type LetterGuest = Pick<Recipient, 'name' | 'salutation' | 'careOf'>;

/** Writes one guest's letter of a mailing. @param url where the guest answers */
export type LetterWriter = (guest: LetterGuest, language: Language, url: string) => Promise<WrittenLetter>;

interface Matter {
  kind: MailingKind;
  invitation: Pick<Invitation, 'subject' | 'body' | 'answerBy'>;
  entry: Pick<CalendarEntry, 'data'>;
  partnerTimeZone: string | null;
}

// An institution may edit these templates: they read the values they are given and nothing else.
const SAFE = {
  root: join(repositoryRoot(), 'templates/mail'),
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  dynamicPartials: false,
  parseLimit: 1e6,
  renderLimit: 2000,
  memoryLimit: 1e7,
  cache: true,
} as const;

/** Letters to guests, in their language and with their form of address: HTML with its styles inline, and the same as text. */
@Injectable()
export class LettersService {
  private readonly html = new Liquid({ ...SAFE, outputEscape: 'escape' });
  private readonly text = new Liquid(SAFE);

  constructor(private readonly activities: ActivitiesService) {}

  /**
   * What writes the letters of one mailing; needs an open unit of work. Nothing in a letter comes from anywhere but the
   * invitation, the entry and the guest.
   */
  async writer(
    kind: MailingKind,
    invitation: Matter['invitation'] & Pick<Invitation, 'activityId'>,
    entry: Matter['entry'],
  ): Promise<LetterWriter> {
    const { partnerTimeZone } = await this.activities.get(invitation.activityId);
    const matter = { kind, invitation, entry, partnerTimeZone };
    return (guest, language, url) => this.write(matter, guest, language, url);
  }

  private async write(
    { kind, invitation, entry, partnerTimeZone }: Matter,
    guest: LetterGuest,
    language: Language,
    url: string,
  ): Promise<WrittenLetter> {
    const words = (key: string, params = {}) => t(`invitations.public.mail.${key}`, params, language);
    const title = localized(invitation.subject, language);
    const occasion = occasionOf(entry, language, partnerTimeZone);
    const when = [occasion.day, occasion.time].filter(Boolean).join(', ');
    const data = {
      language,
      direction: directionOf(language),
      subject: kind === 'invitation' ? title : words(`subject_${kind}`, { subject: title }),
      institution: localized(Current.institution.name, language),
      accent: /^#[0-9a-f]{6}$/i.test(Current.institution.accent) ? Current.institution.accent : '#1d2f52',
      care_of: guest.careOf ? words('care_of', { name: guest.name, through: guest.careOf }) : '',
      salutation: guest.salutation || words('salutation', { name: guest.name }),
      lead: kind === 'invitation' ? '' : words(`lead_${kind}`),
      paragraphs: isAsked(kind) ? paragraphs(localized(invitation.body, language)) : [],
      facts: [
        [words('occasion'), occasion.title],
        [words('when'), occasion.elsewhere ? `${when} (${occasion.elsewhere})` : when],
        [words('where'), occasion.place],
        [words('dress'), occasion.dress ?? ''],
        [
          words('answer_by'),
          invitation.answerBy && isAsked(kind) ? formatDay(invitation.answerBy, 'weekday', language) : '',
        ],
      ]
        .filter(([, value]) => value)
        .map(([label, value]) => ({ label, value })),
      url: isAsked(kind) ? url : '',
      button: words('button'),
      foot: words('foot'),
    };
    const html = String(await this.html.renderFile('invitation.html.liquid', data));
    return {
      subject: data.subject,
      html: juice(html, { preserveMediaQueries: true, applyStyleTags: true, removeStyleTags: false }),
      text:
        String(await this.text.renderFile('invitation.txt.liquid', data))
          .replace(/\n{3,}/g, '\n\n')
          .trim() + '\n',
    };
  }
}

/** Whether a letter of this kind has the link by which it is answered. */
const isAsked = (kind: MailingKind) => ['invitation', 'reminder', 'update', 'place'].includes(kind);

function paragraphs(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .filter((lines) => lines.length > 0);
}
