import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Waiting, WaitingSources } from '../activities/waiting.registry.js';
import { Current } from '../platform/current.js';
import { formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { CLEARANCES } from './mission.entity.js';
import { mayClear } from './mission.rules.js';
import { MissionsQueries } from './missions.queries.js';

/** Missions that wait for the reader's word before they are decided. */
@Injectable()
export class MissionsWaiting implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly missions: MissionsQueries,
  ) {}

  onModuleInit(): void {
    this.waiting.add({ id: 'clearances', permission: 'activities.see', of: () => this.of() });
  }

  private async of(): Promise<Waiting[]> {
    const { actor, institution } = Current;
    const kinds = CLEARANCES.filter((kind) => actor.grants.some(({ role }) => role === kind));
    const found: Waiting[] = [];
    for (const kind of kinds) {
      for (const row of await this.missions.awaitingClearance(kind, actor.accountId)) {
        if (!mayClear(actor, kind, { id: row.id, bodyId: row.body_id })) continue;
        found.push({
          id: `clearance-${kind}-${row.id}`,
          label: t('missions.clearance.one'),
          what: localized(row.title),
          why: t('missions.clearance.why', { when: formatDays(row.starts_on, row.ends_on), city: row.city }),
          href: `/${institution.slug}/activities/${row.id}/mission`,
          verb: t('missions.clearance.look'),
          dueOn: row.starts_on,
        });
      }
    }
    return found;
  }
}
