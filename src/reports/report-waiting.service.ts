import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Waiting, WaitingSources } from '../activities/waiting.registry.js';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { hasRole } from '../platform/permissions/allow.js';
import { type DueRow, ReportsQueries } from './reports.queries.js';

/** Reports that wait for the reader of the first page: to be written by their author, or to be checked and approved. */
@Injectable()
export class ReportsWaiting implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly reports: ReportsQueries,
  ) {}

  onModuleInit(): void {
    this.waiting.add({ id: 'reports', permission: 'activities.see', of: (today) => this.of(today) });
  }

  private async of(today: Temporal.PlainDate): Promise<Waiting[]> {
    const { actor } = Current;
    const own = await this.reports.waitingFor(actor.accountId);
    const toCheck = hasRole(actor, ['approver', 'head-intl'], { kind: 'institution', id: null })
      ? await this.reports.handedIn(actor.accountId)
      : [];
    return [...own.map((row) => waiting(row, today, 'write')), ...toCheck.map((row) => waiting(row, today, 'check'))];
  }
}

function waiting(row: DueRow, today: Temporal.PlainDate, what: 'write' | 'check'): Waiting {
  const isLate = row.due_on !== null && Temporal.PlainDate.compare(row.due_on, today) < 0;
  return {
    id: `report-${row.activity_id}`,
    label: t('reports.title'),
    isUrgent: isLate,
    what: localized(row.title),
    why: t(`reports.waiting.${row.state}`),
    href: `/${Current.institution.slug}/activities/${row.activity_id}/report`,
    verb: t(`reports.waiting.${what}`),
    dueOn: row.due_on ?? today,
    ...(row.due_on
      ? { note: isLate ? `${formatDay(row.due_on, 'short')}, ${t('reports.late')}` : formatDay(row.due_on, 'short') }
      : {}),
  };
}
