import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { holdsFor } from '../../activities/activity.rules.js';
import { stepsFrom } from '../../activities/lifecycle.states.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, type ReadForm, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { mayRevise } from '../mission.rules.js';
import { MissionsQueries } from '../missions.queries.js';
import { callLifecycle, NOMINATORS, SEES } from './call.states.js';
import { CallForm, CallStepForm, RankingForm } from './calls.forms.js';
import { CallsQueries } from './calls.queries.js';
import { CallsService } from './calls.service.js';
import { MissionCallPage } from './mission-call.pages.js';

/** The call of a mission as secretariat, nominating committee and approver see it. */
@Controller(':institution/activities/:id/call')
@Can('activities.see')
export class MissionCallController {
  constructor(
    private readonly db: Db,
    private readonly calls: CallsService,
    private readonly queries: CallsQueries,
    private readonly missions: MissionsQueries,
    private readonly institution: InstitutionQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  show(@Param('id') id: string): Promise<string> {
    return this.draw(id);
  }

  @Post()
  open(@Param('id') id: string, @Body() body: unknown) {
    return this.act(id, readForm(CallForm, body), (input) => this.calls.open(id, input));
  }

  @Post('ranking')
  rank(@Param('id') id: string, @Body() body: unknown) {
    return this.act(id, readForm(RankingForm, body), ({ places }) => this.calls.rank(id, places));
  }

  @Post('steps')
  step(@Param('id') id: string, @Body() body: unknown) {
    return this.act(id, readForm(CallStepForm, body), ({ to, reason }) => this.calls.take(id, to, reason ?? null));
  }

  private async act<T>(
    id: string,
    form: ReadForm<T>,
    verb: (data: T) => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    if (!form.ok) return unprocessable(await this.draw(id, form));
    try {
      await verb(form.data);
    } catch (error) {
      const said = brokenRule(form, error);
      return unprocessable(await this.draw(id, said), error instanceof DomainError ? error.status : 422);
    }
    flash('missions.call.saved');
    return seeOther(`/${Current.institution.slug}/activities/${id}/call`);
  }

  private draw(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const activity = await this.frame.of(id, 'mission', { ownPrimary: true });
      const row = await this.missions.one(id);
      const place = { id, bodyId: row.body_id };
      const { actor } = Current;
      allow(holdsFor(actor, SEES, place));
      const { settings } = await this.institution.current();
      const call = await this.queries.find(id);
      const mayOpen =
        (settings.missions?.callForMembers ?? false) &&
        ['draft', 'returned'].includes(row.state) &&
        mayRevise(actor, { ...place, state: row.state, responsibleId: row.responsible_id });
      const props = {
        row,
        call,
        form,
        mayOpen,
        applications: call ? await this.queries.applications(id, null) : [],
        mayRank: call?.state === 'nominating' && holdsFor(actor, NOMINATORS, place),
        steps: call ? stepsFrom(callLifecycle, call.state).filter(({ may }) => holdsFor(actor, may, place)) : [],
      };
      return page(<MissionCallPage {...props} />, { title: t('missions.call.one'), activity });
    });
  }
}
