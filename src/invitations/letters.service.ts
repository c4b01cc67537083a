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
import { occasionOf } from './occasion.js';

export type LetterKind = 'invitation' | 'reminder' | 'update' | 'cancellation' | 'place';

export interface WrittenLetter {
  subject: string;
  html: string;
  text: string;
}

export interface LetterMatter {
  invitation: Pick<Invitation, 'activityId' | 'subject' | 'body' | 'answerBy'>;
  entry: Pick<CalendarEntry, 'data'>;
  guest: Pick<Recipient, 'name' | 'salutation'>;
  language: Language;
  /** Where the guest answers. */
  url: string;
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

  /** Writes one letter; needs an open unit of work. Nothing in it comes from anywhere but its matter. */
  async write(kind: LetterKind, matter: LetterMatter): Promise<WrittenLetter> {
    const { invitation, language } = matter;
    const { partnerTimeZone } = await this.activities.get(invitation.activityId);
    const words = (key: string, params = {}) => t(`invitations.public.mail.${key}`, params, language);
    const title = localized(invitation.subject, language);
    const occasion = occasionOf(matter.entry, language, partnerTimeZone);
    const when = [occasion.day, occasion.time].filter(Boolean).join(', ');
    const data = {
      language,
      direction: directionOf(language),
      subject: kind === 'invitation' ? title : words(`subject_${kind}`, { subject: title }),
      institution: localized(Current.institution.name, language),
      accent: /^#[0-9a-f]{6}$/i.test(Current.institution.accent) ? Current.institution.accent : '#1d2f52',
      salutation: matter.guest.salutation || words('salutation', { name: matter.guest.name }),
      lead: kind === 'invitation' ? '' : words(`lead_${kind}`),
      paragraphs: paragraphs(localized(invitation.body, language)),
      facts: [
        [words('occasion'), occasion.title],
        [words('when'), occasion.elsewhere ? `${when} (${occasion.elsewhere})` : when],
        [words('where'), occasion.place],
        [words('dress'), occasion.dress ?? ''],
        [
          words('answer_by'),
          invitation.answerBy && kind !== 'cancellation' ? formatDay(invitation.answerBy, 'weekday', language) : '',
        ],
      ]
        .filter(([, value]) => value)
        .map(([label, value]) => ({ label, value })),
      url: kind === 'cancellation' ? '' : matter.url,
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
