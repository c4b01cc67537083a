import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { type ListedMember, VisitFactsQueries } from '../../activities/papers/visit-facts.queries.js';
import { type PaperData, type PaperLanguage, Papers } from '../../activities/papers.registry.js';
import { type CommitmentRow, CommitmentsQueries } from '../../commitments/commitments.queries.js';
import { OrganisationsQueries } from '../../directory/organisations.queries.js';
import { formatDay } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { ProgrammeDocumentQueries } from './programme-document.queries.js';

/** The briefing dossier, put together from what the plan knows; each part begins with its heading in the contents. */
@Injectable()
export class DossierPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly visits: VisitFactsQueries,
    private readonly programme: ProgrammeDocumentQueries,
    private readonly activities: ActivitiesQueries,
    private readonly organisations: OrganisationsQueries,
    private readonly commitments: CommitmentsQueries,
  ) {}

  onModuleInit(): void {
    this.papers.register({
      kind: 'briefing-dossier',
      label: 'documents.kind.briefing_dossier',
      group: 'dossier',
      order: 10,
      // It tells what is still owed to whom.
      permission: 'commitments.read',
      data: (activityId, language) => this.dossier(activityId, language),
    });
  }

  private async promised(activityId: string, language: PaperLanguage) {
    const { partner_id } = await this.activities.header(activityId);
    if (!partner_id) return [];
    const family = await this.organisations.family(partner_id);
    const { rows } = await this.commitments.openWith(family.map(({ id }) => id));
    return promises(rows, language);
  }

  private async dossier(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const visit = await this.visits.of(activityId, language);
    const days = await this.programme.outline(activityId, language);
    const sections = [
      {
        title: t('documents.dossier.essentials'),
        facts: (['basis', 'purpose', 'partner', 'country'] as const)
          .filter((key) => visit[key])
          .map((key) => ({ label: t(`documents.dossier.${key}`), value: visit[key] })),
        points: visit.topics,
      },
      {
        title: t('documents.dossier.programme'),
        tables: days.map((day) => ({
          title: day.title,
          columns: [
            { head: t('documents.dossier.time'), width: '26mm' },
            { head: t('documents.dossier.item'), width: '1fr' },
            { head: t('documents.dossier.place'), width: '50mm' },
          ],
          rows: day.items.map(({ from, to, title, venue }) => ({
            cells: [[[from, to].filter(Boolean).join('–')], [title], [venue ?? '']],
          })),
        })),
      },
      { title: t('documents.dossier.commitments'), tables: await this.promised(activityId, language) },
      ...(['guest', 'host'] as const).map((side) => ({ side, title: t(`documents.dossier.${side}`) })),
    ];
    const parts = [];
    for (const section of sections) {
      if (!('side' in section)) parts.push(section);
      else
        parts.push({
          title: section.title,
          tables: delegation(await this.visits.members(activityId, language, section.side)),
        });
    }
    const isFilled = (part: object) =>
      Object.entries(part).some(([key, value]) => key !== 'title' && (value as unknown[]).length > 0);
    return {
      title: visit.title,
      dates: visit.dates,
      ...(visit.head ? { subtitle: [visit.head.name, visit.head.post].filter(Boolean).join(', ') } : {}),
      sections: parts.filter(isFilled).map((part, index) => ({ ...part, ...(index > 0 ? { isPart: true } : {}) })),
    };
  }
}

/** What was promised on either side, the first due first: whoever travels is asked about it. */
function promises(rows: CommitmentRow[], language: PaperLanguage) {
  if (rows.length === 0) return [];
  const columns = [
    { head: t('documents.dossier.promise'), width: '1fr' },
    { head: t('documents.dossier.keeper'), width: '46mm' },
    { head: t('documents.dossier.due'), width: '34mm' },
  ];
  const lines = rows.map(({ content, side, responsible, due_on, is_late }) => ({
    cells: [
      [content],
      [{ text: t(`documents.dossier.by_${side}`), look: 'strong' }, ...(responsible ? [responsible] : [])],
      [
        due_on ? formatDay(due_on, 'long', language) : '',
        ...(is_late ? [{ text: t('documents.dossier.late'), look: 'strong' }] : []),
      ],
    ],
  }));
  return [{ title: '', columns, rows: lines }];
}

function delegation(members: ListedMember[]) {
  if (members.length === 0) return [];
  const columns = [
    { head: t('documents.dossier.name'), width: '1fr' },
    { head: t('documents.dossier.post'), width: '1fr' },
    { head: t('documents.dossier.languages'), width: '28mm' },
  ];
  const rows = members.map(({ name, role, post, languages }) => ({
    cells: [[{ text: name, look: 'strong' }, ...(role ? [{ text: role, look: 'muted' }] : [])], [post], [languages]],
  }));
  return [{ title: members[0]!.organisation, columns, rows }];
}
