import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type ActivityTab, ActivityTabs, type Badge } from './activity-tabs.registry.js';

/** What stands beside the labels of an activity's tabs. */
@Injectable()
export class ActivityBadgesQueries {
  constructor(
    private readonly db: Db,
    private readonly tabs: ActivityTabs,
  ) {}

  /**
   * By the id of the tab: one statement for all that only count, whichever are shown, so that it is planned once; the
   * others ask for themselves.
   * @param shown those that ask for themselves only do so where they are drawn
   */
  async of(activityId: string, shown: readonly ActivityTab[]): Promise<Map<string, Badge | null>> {
    const counted = this.tabs.all.flatMap((tab) => (tab.counted ? [{ ...tab.counted, id: tab.id }] : []));
    const badges = new Map<string, Badge | null>();
    if (counted.length > 0) {
      const [found] = await this.db.prepared<Record<string, never>>(
        'activities.badges',
        `select ${counted.map(({ id, sql }) => `(${sql}) as "${id}"`).join(', ')}`,
        [Current.institutionId, activityId],
      );
      for (const { id, badge } of counted) badges.set(id, badge(found![id]!));
    }
    for (const { id, badge } of shown) if (badge) badges.set(id, await badge(activityId));
    return badges;
  }
}
