import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StepGuards } from '../activities/step-guards.registry.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { Current } from '../platform/current.js';
import { formatDay, formatList } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { CLEARANCES } from './mission.entity.js';
import { MissionsQueries } from './missions.queries.js';

/** What the steps of a mission ask for, as far as the mission itself knows. */
@Injectable()
export class MissionGuards implements OnModuleInit {
  constructor(
    private readonly guards: StepGuards,
    private readonly missions: MissionsQueries,
    private readonly institution: InstitutionQueries,
  ) {}

  onModuleInit(): void {
    this.guards.register('missions.order_complete', (id) => this.orderComplete(id));
    this.guards.register('missions.cleared', (id) => this.cleared(id));
    this.guards.register('missions.reports_in_time', (id) => this.reportsInTime(id));
  }

  private async orderComplete(id: string) {
    const missing = await this.missions.missing(id);
    return missing.length > 0
      ? {
          key: 'missions.guard.order_complete',
          params: { what: formatList(missing.map((one) => t(`missions.missing.${one}`))) },
          tab: 'mission',
        }
      : null;
  }

  private async cleared(id: string) {
    const { needs_security } = await this.missions.one(id);
    const given = new Set((await this.missions.clearances(id)).map(({ kind }) => kind));
    const missing = CLEARANCES.filter((kind) => !given.has(kind) && (kind !== 'security' || needs_security));
    return missing.length > 0
      ? {
          key: 'missions.guard.cleared',
          params: { who: formatList(missing.map((kind) => t(`accounts.role.${kind}`))) },
          tab: 'mission',
        }
      : null;
  }

  private async reportsInTime(id: string) {
    const { settings } = await this.institution.current();
    if (!settings.missions?.overdueReportBlocks) return null;
    const [late] = await this.missions.overdueOfHead(id, Temporal.Now.plainDateISO(Current.institution.timeZone));
    return late
      ? {
          key: 'missions.guard.reports_in_time',
          params: { title: localized(late.title), day: formatDay(late.report_due_on, 'short') },
        }
      : null;
  }
}
