import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { CostRatesService } from './cost-rates.service.js';
import { mayApproveClaims, mayClearCosts, mayEnterCosts } from './cost.rules.js';
import { CostsPage } from './costs.pages.js';
import { CostsQueries } from './costs.queries.js';

/** What the page of costs shows, in a fixed number of statements. */
@Injectable()
export class CostsReads {
  constructor(
    private readonly queries: CostsQueries,
    private readonly rates: CostRatesService,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  async page(id: string, sent?: { part: string; form: FormState }): Promise<string> {
    const activity = await this.frame.of(id, 'costs');
    const row = await this.activities.header(id);
    const place = { id, bodyId: row.body_id };
    const { actor } = Current;
    const props = {
      activityId: id,
      estimates: await this.queries.estimates(id),
      lines: await this.queries.lines(id),
      claims: await this.queries.claims(id),
      advances: await this.queries.advances(id),
      stay: await this.queries.stay(id),
      members: await this.activities.members(id),
      base: (await this.rates.rules()).currency,
      mayEnter: mayEnterCosts(actor, place) && row.state !== 'closed',
      mayClear: mayClearCosts(actor, place),
      mayApprove: mayApproveClaims(actor, place),
      sent,
    };
    return page(<CostsPage {...props} />, { title: t('costs.title'), activity });
  }
}
