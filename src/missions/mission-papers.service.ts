import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { type PaperData, type PaperLanguage, Papers } from '../activities/papers.registry.js';
import { CountriesService } from '../directory/countries.service.js';
import { nameIn } from '../directory/titles.rules.js';
import { formatDay, formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { MissionsQueries } from './missions.queries.js';
import { MISSION_ORDER } from './missions.service.js';

/** The mission order as a paper: what the approval fixed, line by line, under the number that it drew. */
@Injectable()
export class MissionPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly missions: MissionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly countries: CountriesService,
  ) {}

  onModuleInit(): void {
    this.papers.register({
      kind: MISSION_ORDER,
      label: 'missions.order',
      group: 'orders',
      order: 10,
      activityKinds: ['mission'],
      missing: async (id) => ((await this.missions.missing(id)).length > 0 ? 'missions.order_incomplete' : null),
      data: (id, language) => this.order(id, language),
    });
  }

  private async order(id: string, language: PaperLanguage): Promise<PaperData> {
    const row = await this.missions.one(id);
    const tasks = await this.missions.tasks(id);
    const names = await this.countries.names();
    const members = (await this.activities.members(id)).filter(({ side }) => side === 'host');
    const listed = (kind: 'task' | 'directive') =>
      tasks.filter((task) => task.kind === kind).map(({ content }) => content);
    return {
      title: localized(row.title),
      number: row.order_number ?? '',
      date: row.order_issued_on ? formatDay(row.order_issued_on) : '',
      basis: row.basis || row.unplanned_reason,
      where: [...row.countries.map((code) => names.of(code)), row.city].filter(Boolean).join(', '),
      host: localized(row.partner_name ?? {}),
      dates: formatDays(row.starts_on, row.ends_on),
      purpose: row.purpose,
      members: members.map((one) => ({
        name: nameIn(one, language),
        post: one.post_label ? localized(one.post_label) : '',
        role: one.role === 'member' ? '' : t(`activities.role.${one.role}`),
      })),
      tasks: listed('task'),
      directives: listed('directive'),
      funding: {
        source: row.funding,
        hostPays: row.host_pays.map((one) => t(`missions.host_pays.${one}`)).join(', '),
      },
      reportDue: row.report_due_on ? formatDay(row.report_due_on) : '',
      acknowledge: true,
    };
  }
}
