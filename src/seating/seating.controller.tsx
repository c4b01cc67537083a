import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { takeForm } from '../platform/web/take-form.js';
import { tableFor } from './proposed-table.rules.js';
import { ArrangementForm, MoveForm, PlanForm, AgainForm } from './seating.forms.js';
import { PlanPage } from './seating.pages.js';
import { PlansPage } from './seating-plans.pages.js';
import { SeatingQueries } from './seating.queries.js';
import { SeatingService } from './seating.service.js';
import { SeatingPlan } from './seating-plan.entity.js';

@Controller(':institution/activities/:id')
@Can('seating.see')
export class SeatingController {
  constructor(
    private readonly db: Db,
    private readonly seating: SeatingService,
    private readonly queries: SeatingQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get('seating')
  list(@Param('id') id: string, @Query('item') item: string | undefined): Promise<string> {
    return this.drawList(id, item);
  }

  /** From an invitation to the plan of its occasion, or to the drawing of one. */
  @Get('invitations/:invitation/seating')
  async ofInvitation(@Param('id') id: string, @Param('invitation') invitationId: string): Promise<SeeOther> {
    const invitation = await this.db.one(Invitation, invitationId);
    if (invitation.activityId !== id) throw new NotFound();
    await this.frame.of(id, 'seating');
    const plan = await this.seating.ofOccasion(id, invitation.itemId);
    return seeOther(plan ? this.path(id, plan.id) : `${this.path(id)}?item=${invitation.itemId ?? ''}`);
  }

  @Post('seating')
  @Can('seating.arrange')
  async create(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: PlanForm,
      body,
      again: (form) => this.db.read(() => this.drawList(id, undefined, form)),
      take: async ({ itemId = null, ...table }) => {
        const plan = await this.seating.draw(id, itemId, table);
        return this.path(id, plan.id);
      },
    });
  }

  @Get('seating/:plan')
  show(
    @Param('id') id: string,
    @Param('plan') plan: string,
    @Query('moved') moved: string | undefined,
  ): Promise<string> {
    return this.draw(id, plan, moved);
  }

  @Post('seating/:plan/table')
  @Can('seating.arrange')
  arrange(@Param('id') id: string, @Param('plan') plan: string, @Body() body: unknown) {
    return this.changed(id, plan, ArrangementForm, body, async (table) => {
      await this.seating.arrange(plan, table);
    });
  }

  @Post('seating/:plan/filling')
  @Can('seating.arrange')
  fill(@Param('id') id: string, @Param('plan') plan: string, @Body() body: unknown) {
    return this.changed(id, plan, AgainForm, body, async ({ anew }) => {
      await this.seating.fill(plan, anew);
    });
  }

  @Post('seating/:plan/moves')
  @Can('seating.arrange')
  move(@Param('id') id: string, @Param('plan') plan: string, @Body() body: unknown) {
    return this.changed(id, plan, MoveForm, body, async ({ key, to }) => {
      await this.seating.move(plan, key, to ?? null);
      return `?moved=${encodeURIComponent(key)}`;
    });
  }

  @Post('seating/:plan/undo')
  @Can('seating.arrange')
  takeBack(@Param('id') id: string, @Param('plan') plan: string) {
    return this.changed(id, plan, AgainForm, {}, async () => {
      await this.seating.takeBack(plan);
    });
  }

  private changed<S extends z.ZodType>(
    id: string,
    plan: string,
    schema: S,
    body: unknown,
    verb: (data: z.output<S>) => Promise<string | void>,
  ) {
    return takeForm({
      schema,
      body,
      again: (form) => this.db.read(() => this.draw(id, plan, undefined, form)),
      take: async (data) => {
        await this.db.read(() => this.ofThis(id, plan));
        return `${this.path(id, plan)}${(await verb(data)) ?? ''}`;
      },
    });
  }

  private async drawList(id: string, asked: string | undefined, form?: FormState): Promise<string> {
    const activity = await this.frame.of(id, 'seating', { ownPrimary: true });
    const row = await this.activities.header(id);
    const occasions = await this.queries.occasions(id);
    const itemId = occasions.find((one) => one.id === asked)?.id ?? null;
    const people = asked === undefined ? [] : await this.seating.people({ activityId: id, itemId });
    return page(
      <PlansPage
        base={this.path(id)}
        plans={await this.queries.plans(id)}
        occasions={occasions}
        zone={row.time_zone}
        mayArrange={mayPlan(Current.actor, { id, bodyId: row.body_id }) && isOpen(row)}
        asked={asked}
        proposed={tableFor(people.length)}
        form={form}
      />,
      { title: t('seating.title'), activity },
    );
  }

  private async draw(id: string, planId: string, moved?: string, form?: FormState): Promise<string> {
    const activity = await this.frame.of(id, 'seating', { ownPrimary: true });
    const row = await this.activities.header(id);
    const plan = await this.ofThis(id, planId);
    const occasion = (await this.queries.plans(id)).find((one) => one.id === planId);
    const title = occasion?.title ? localized(occasion.title) : t('seating.whole');
    return page(
      <PlanPage
        base={this.path(id)}
        plan={plan}
        title={title}
        people={await this.seating.people(plan)}
        mayArrange={mayPlan(Current.actor, { id, bodyId: row.body_id }) && isOpen(row)}
        moved={moved}
        form={form}
      />,
      { title: `${title} · ${t('seating.title')}`, activity },
    );
  }

  private async ofThis(activityId: string, planId: string): Promise<SeatingPlan> {
    const plan = await this.db.one(SeatingPlan, planId);
    if (plan.activityId !== activityId) throw new NotFound();
    return plan;
  }

  private path(id: string, plan?: string): string {
    return [`/${Current.institution.slug}/activities/${id}/seating`, plan].filter(Boolean).join('/');
  }
}
