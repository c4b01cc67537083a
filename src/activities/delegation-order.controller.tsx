import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { seeOther } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ActivitiesQueries } from './activities.queries.js';
import { SideQuery } from './activities.forms.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { isOpen, mayPlan } from './activity.rules.js';
import { OrderPage } from './delegation-order.pages.js';
import { DelegationOrderService } from './delegation-order.service.js';
import { peopleOf } from './delegation-row.pages.js';

/** How the order of both delegations came about, step by step, and the way back to it after changes by hand. */
@Controller(':institution/activities/:id/people/precedence')
@Can('activities.see')
export class DelegationOrderController {
  constructor(
    private readonly order: DelegationOrderService,
    private readonly queries: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async explain(@Param('id') id: string): Promise<string> {
    const activity = await this.frame.of(id, 'people');
    const row = await this.queries.header(id);
    const explained = await this.order.explained(id, row.starts_on);
    const canPlan = isOpen(row) && mayPlan(Current.actor, { id: row.id, bodyId: row.body_id });
    return page(<OrderPage activityId={id} {...explained} mayPlan={canPlan} />, {
      title: t('activities.order.title'),

      activity,
    });
  }

  /** Puts a delegation back into the order of precedence. */
  @Post()
  async arrange(@Param('id') id: string, @Query() query: unknown) {
    const { side } = SideQuery.parse(query);
    await this.order.arrange(id, side);
    flash('activities.order.arranged');
    return seeOther(`${peopleOf(id)}/precedence`);
  }
}
