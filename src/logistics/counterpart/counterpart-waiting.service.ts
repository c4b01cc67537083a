import { Injectable, type OnModuleInit } from '@nestjs/common';
import { WaitingSources } from '../../activities/waiting.registry.js';
import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { CounterpartQueries } from './counterpart.queries.js';

/** Lists that came from counterparts wait on the first page of who plans. */
@Injectable()
export class CounterpartWaiting implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly queries: CounterpartQueries,
  ) {}

  onModuleInit(): void {
    this.waiting.add({
      id: 'counterpart-lists',
      permission: 'activities.plan',
      of: async () =>
        (await this.queries.waiting()).map((row) => ({
          id: `list-${row.activity_id}`,
          label: t('logistics.list.one'),
          what: localized(row.title),
          why: t('logistics.list.why', { count: row.count }),
          href: `/${Current.institution.slug}/activities/${row.activity_id}/counterpart`,
          verb: t('logistics.list.look'),
          dueOn: row.starts_on,
        })),
    });
  }
}
