import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { LikenessQueries, type LikeRow } from '../../directory/likeness.queries.js';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { CounterpartLinksService } from './counterpart-links.service.js';
import { CounterpartReviewPage } from './counterpart-review.pages.js';
import { CounterpartQueries, type LineRow } from './counterpart.queries.js';

/** The counterpart's list as staff see it: the links, and what waits to be taken over. A fixed number of statements. */
@Injectable()
export class CounterpartView {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
    private readonly queries: CounterpartQueries,
    private readonly likeness: LikenessQueries,
    private readonly links: CounterpartLinksService,
  ) {}

  /** @throws NotFound for who does not plan */
  async page(activityId: string, form?: FormState): Promise<string> {
    const row = await this.activities.header(activityId);
    allow(mayPlan(Current.actor, { id: row.id, bodyId: row.body_id }));
    const lines = await this.queries.lines(activityId, null);
    const props = {
      activityId,
      lines,
      alike: await this.alike(lines),
      links: await this.links.of(activityId),
      isOpen: isOpen(row),
      expiresOn: row.starts_on,
      form,
    };
    return page(<CounterpartReviewPage {...props} />, {
      title: t('logistics.list.title'),

      activity: await this.frame.of(activityId, 'logistics', { ownPrimary: true }),
    });
  }

  /** People of the directory who may be those of the new lines, by line. */
  private async alike(lines: readonly LineRow[]): Promise<Map<string, LikeRow[]>> {
    const fresh = lines.filter(({ state, member_id }) => state === 'staged' && !member_id);
    const found = await this.likeness.alikeEach(
      fresh.map(({ facts: { familyName, givenName, nativeName } }) => ({
        familyName,
        givenName,
        nativeName: nativeName || null,
      })),
    );
    return new Map(fresh.map(({ id }, n) => [id, found[n] ?? []]));
  }
}
