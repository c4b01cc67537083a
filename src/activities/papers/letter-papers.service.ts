import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Current } from '../../platform/current.js';
import { formatDay } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { ActivitiesQueries } from '../activities.queries.js';
import type { Activity } from '../activity.entity.js';
import { holdsFor } from '../activity.rules.js';
import { type Paper, type PaperData, type PaperLanguage, Papers } from '../papers.registry.js';
import { named } from './named.rules.js';
import { VisitFactsQueries } from './visit-facts.queries.js';

const REGISTER = { kind: 'letters', label: 'activities.papers.register_letters' };
const DAYS_FOR_LISTS = 21;

/** The letters of a visit: invitation, note, credentials, thanks. Their wording stands in the templates. */
@Injectable()
export class LetterPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly visits: VisitFactsQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  onModuleInit(): void {
    const missing = (activityId: string) => this.withoutPartner(activityId);
    const letter = (paper: Pick<Paper, 'kind' | 'order' | 'data'> & Partial<Paper>): Paper => ({
      label: `activities.papers.${paper.kind.replace('-', '_')}`,
      group: 'letters',
      register: REGISTER,
      mayApprove: maySign,
      missing,
      ...paper,
    });
    this.papers.register(
      letter({
        kind: 'invitation-letter',
        order: 10,
        isBilingual: true,
        activityKinds: ['reception'],
        data: (id, language) => this.invitation(id, language),
      }),
    );
    this.papers.register(
      letter({
        kind: 'note-verbale',
        order: 20,
        isBilingual: true,
        register: { kind: 'notes', label: 'activities.papers.register_notes' },
        data: (id, language) => this.note(id, language),
      }),
    );
    this.papers.register(
      letter({
        kind: 'credentials',
        order: 30,
        activityKinds: ['mission', 'session'],
        data: (id, language) => this.credentials(id, language),
      }),
    );
    this.papers.register(letter({ kind: 'thank-you', order: 40, data: (id, language) => this.thanks(id, language) }));
  }

  private async invitation(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const visit = await this.visits.of(activityId, language);
    const { starts_on } = await this.activities.header(activityId);
    const requestBy = formatDay(starts_on.subtract({ days: DAYS_FOR_LISTS }), 'long', language);
    const { email, phone } = Current.institution.letterhead;
    return {
      ...this.addressed(visit),
      title: visit.title,
      host: named(visit.host, 'of', language),
      invited: visit.head
        ? t('activities.papers.invited')
        : t('activities.papers.invited_delegation', { of: named(visit.partner, 'of', language) }),
      category: t('activities.papers.a_visit'),
      basis: visit.basis,
      dates: visit.span,
      city: visit.city,
      topics: visit.topics.join('; ') || visit.purpose,
      requestBy,
      replyBy: requestBy,
      contact: [phone, email].filter(Boolean).join(', '),
      replyTo: email ?? '',
      reply: true,
    };
  }

  private async note(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const visit = await this.visits.of(activityId, language);
    const sentence = t('activities.papers.note_body', { title: visit.title, dates: visit.days });
    return {
      title: t('activities.papers.note_verbale'),
      sender: named(visit.host, 'subject', language),
      recipient: named(visit.partner, 'to', language),
      body: paragraph(sentence),
      place: visit.city,
      addressee: { name: visit.partner },
      enclosures: t('activities.papers.delegation_list'),
    };
  }

  private async credentials(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const visit = await this.visits.of(activityId, language);
    return {
      title: t('activities.papers.credentials'),
      addressee: { name: visit.partner },
      host: named(visit.host, 'subject', language),
      occasion: visit.title,
      dates: visit.days,
      city: visit.city,
      members: (await this.visits.members(activityId, language, 'host')).filter((one) => !one.isAccompanying),
      signatures: visit.signatures,
    };
  }

  private async thanks(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const visit = await this.visits.of(activityId, language);
    return {
      ...this.addressed(visit),
      title: t('activities.papers.thank_you'),
      [visit.isReceived ? 'received' : 'travelled']: true,
      dates: visit.span,
      city: visit.city,
      topics: visit.topics.join('; ') || visit.purpose,
    };
  }

  private addressed(visit: Awaited<ReturnType<VisitFactsQueries['of']>>) {
    return {
      addressee: {
        name: visit.head?.name ?? visit.partner,
        post: visit.head?.post ?? '',
        organisation: visit.head ? visit.partner : '',
      },
      salutation: t('activities.papers.salutation'),
      signatures: visit.signatures,
    };
  }

  private async withoutPartner(activityId: string): Promise<string | null> {
    const { partner_id } = await this.activities.header(activityId);
    return partner_id ? null : 'activities.papers.needs_partner';
  }
}

/** Letters are signed by those who approve for the house, or by the head of its international service. */
function maySign(actor: Actor, activity: Activity): boolean {
  return holdsFor(actor, ['approver', 'head-intl'], activity);
}

function paragraph(text: string) {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
