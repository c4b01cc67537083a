import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { StepForm } from './activities.forms.js';
import { StepsPage } from './steps.pages.js';
import { StepsQueries } from './steps.queries.js';

/** The steps of an activity, of whatever kind: a change of state is a new step. */
@Controller(':institution/activities/:id/steps')
@Can('activities.see')
export class StepsController {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
    private readonly queries: ActivitiesQueries,
    private readonly steps: StepsQueries,
    private readonly kinds: ActivityKinds,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async course(@Param('id') id: string, @Query('to') to?: string): Promise<string> {
    return this.draw(id, typeof to === 'string' ? to : undefined);
  }

  @Post()
  async take(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(StepForm, body);
    const to = String(form.values['to'] ?? '');
    if (!form.ok) return unprocessable(await this.draw(id, to, form));
    try {
      const { kind } = await this.db.read(() => this.activities.get(id));
      const take =
        this.kinds.of(kind).take ?? ((...step: [string, string, string | null]) => this.activities.take(...step));
      const activity = await this.db.transaction(() => take(id, form.data.to, form.data.reason ?? null));
      const { stateKey } = this.kinds.of(activity.kind);
      flash('activities.steps.done', { state: t(`${stateKey}.${activity.state}`) });
      return seeOther(`/${Current.institution.slug}/activities/${id}/steps`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const said: FormState = { values: form.values, errors: { [error.field ?? '']: t(error.key, error.params) } };
      return unprocessable(await this.draw(id, to, said), error.status);
    }
  }

  private draw(id: string, chosen: string | undefined, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const frame = await this.frame.of(id, 'steps', { ownPrimary: true });
      const row = await this.queries.header(id);
      const taken = await this.steps.taken(id);
      const kind = this.kinds.of(row.kind);
      const open = await this.steps.openOf(row, taken);
      // A step that is not possible any more still says why, above those that are.
      const lost = form && !open.others.some((step) => step.to === chosen) && open.onward?.to !== chosen;
      const fallback = lost ? (open.onward?.to ?? open.others[0]?.to) : chosen;
      return page(<StepsPage {...{ row, kind, taken, open, form, chosen: fallback, tabs: frame.tabs?.tabs ?? [] }} />, {
        title: localized(row.title),
        activity: frame,
      });
    });
  }
}
