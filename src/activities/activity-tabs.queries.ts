import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import type { Tab } from '../platform/web/components/state.js';
import { together } from '../platform/database/together.js';
import type { HeaderRow } from './activities.queries.js';
import { type ActivityTab, ActivityTabs, type Badge } from './activity-tabs.registry.js';

/** The tabs of an activity that the reader may see, with what stands beside their labels. */
@Injectable()
export class ActivityTabsQueries {
  constructor(
    private readonly db: Db,
    private readonly tabs: ActivityTabs,
    private readonly permissions: PermissionsService,
  ) {}

  /** @param current id of the tab that is open */
  async of({ id, kind }: Pick<HeaderRow, 'id' | 'kind'>, current: string): Promise<Tab[]> {
    const shown = this.tabs.all.filter(
      ({ permission, kinds }) =>
        (!permission || this.permissions.holds(Current.actor, permission)) &&
        (!kinds || (kinds as readonly string[]).includes(kind)),
    );
    const badges = await this.badges(id, shown);
    return shown.map((tab) => {
      const badge = badges.get(tab.id);
      return {
        label: t(tab.label),
        href: `/${Current.institution.slug}/activities/${id}/${tab.path}`,
        current: tab.id === current,
        ...(badge ? { count: badge.text, alarm: badge.isWarning ?? false } : {}),
      };
    });
  }

  /**
   * By the id of the tab: one statement for all that only count, whichever are shown, so that it is planned once; the
   * others ask for themselves.
   * @param shown those that ask for themselves only do so where they are drawn
   */
  private async badges(activityId: string, shown: readonly ActivityTab[]): Promise<Map<string, Badge | null>> {
    const counted = this.tabs.all.flatMap((tab) => (tab.counted ? [{ ...tab.counted, id: tab.id }] : []));
    const asking = shown.flatMap(({ id, badge }) => (badge ? [{ id, badge }] : []));
    const [found, ...own] = await together<[Record<string, never>[], ...(Badge | null)[]]>(
      counted.length > 0
        ? this.db.prepared(
            'activities.badges',
            `select ${counted.map(({ id, sql }) => `(${sql}) as "${id}"`).join(', ')}`,
            [Current.institutionId, activityId],
          )
        : Promise.resolve([]),
      ...asking.map(({ badge }) => badge(activityId)),
    );
    return new Map([
      ...counted.map(({ id, badge }) => [id, badge(found[0]![id]!)] as const),
      ...asking.map(({ id }, n) => [id, own[n]!] as const),
    ]);
  }
}
