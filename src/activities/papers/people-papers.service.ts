import { Injectable, type OnModuleInit } from '@nestjs/common';
import { t } from '../../platform/i18n/translate.js';
import { ActivitiesQueries } from '../activities.queries.js';
import { type PaperData, type PaperLanguage, Papers } from '../papers.registry.js';
import { type ListedMember, VisitFactsQueries } from './visit-facts.queries.js';

const colours = { head: '#8a6d2b', accompanying: '#5b616d' };

/** Lists and cards of those who come: delegation list, badges, labels. */
@Injectable()
export class PeoplePapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly visits: VisitFactsQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  onModuleInit(): void {
    const missing = async (activityId: string) =>
      (await this.activities.memberCount(activityId)) > 0 ? null : 'activities.papers.needs_members';
    const paper = (kind: string, order: number, data: (id: string, language: PaperLanguage) => Promise<PaperData>) =>
      this.papers.register({
        kind,
        label: `activities.papers.${kind.replace('-', '_')}`,
        group: 'people',
        order,
        isBilingual: kind === 'delegation-list',
        missing,
        data,
      });
    paper('delegation-list', 10, (id, language) => this.list(id, language));
    paper('badges', 20, (id, language) => this.badges(id, language));
    paper('labels', 30, (id, language) => this.labels(id, language));
  }

  private async list(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const { title, dates } = await this.visits.of(activityId, language);
    const members = await this.visits.members(activityId, language);
    const groups = [
      { title: members[0]?.organisation ?? '', members: members.filter((one) => !one.isAccompanying) },
      { title: t('activities.papers.accompanying'), members: members.filter((one) => one.isAccompanying) },
    ];
    return { title, dates, groups: groups.filter((group) => group.members.length > 0) };
  }

  private async badges(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const { title, days } = await this.visits.of(activityId, language);
    const members = await this.everybody(activityId, language);
    const { toString } = await import('qrcode');
    const cards = await Promise.all(
      members.map(async (member) => ({
        ...named(member),
        event: title,
        kindLabel: member.role || t('activities.role.member'),
        valid: days,
        ...(member.isAccompanying ? { colour: colours.accompanying } : {}),
        // The seat in the delegation and nothing of the person: a badge that is lost tells no stranger anything.
        qr: await toString(member.id, { type: 'svg', margin: 0 }),
      })),
    );
    return { title: t('activities.papers.badges'), cards };
  }

  private async labels(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const members = await this.everybody(activityId, language);
    return {
      title: t('activities.papers.labels'),
      cards: members.map(({ name, post, organisation }) => ({ name, lines: [post, organisation].filter(Boolean) })),
    };
  }

  private async everybody(activityId: string, language: PaperLanguage): Promise<ListedMember[]> {
    return [
      ...(await this.visits.members(activityId, language, 'guest')),
      ...(await this.visits.members(activityId, language, 'host')),
    ];
  }
}

function named({ name, post, organisation }: ListedMember) {
  return { name, post, organisation };
}
