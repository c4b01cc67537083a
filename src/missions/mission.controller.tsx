import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { holdsFor, isOpen, mayPlan } from '../activities/activity.rules.js';
import { CountriesService } from '../directory/countries.service.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, type ReadForm, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { SEES } from './calls/call.states.js';
import { MissionPlanService } from './mission-plan.service.js';
import { CLEARANCES } from './mission.entity.js';
import { mayClear, mayRevise } from './mission.rules.js';
import { isRevisable } from './mission.states.js';
import { MissionPage, type PartOfMission } from './mission.pages.js';
import { ClearanceForm, LegsForm, TasksForm } from './missions.forms.js';
import { MissionsQueries } from './missions.queries.js';

/** The mission's own part of its page: order, tasks, journey, and the word of those who are asked. */
@Controller(':institution/activities/:id/mission')
@Can('activities.see')
export class MissionController {
  constructor(
    private readonly db: Db,
    private readonly plan: MissionPlanService,
    private readonly queries: MissionsQueries,
    private readonly countries: CountriesService,
    private readonly institution: InstitutionQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  show(@Param('id') id: string): Promise<string> {
    return this.draw(id);
  }

  @Post('tasks')
  tasks(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'tasks', readForm(TasksForm, body), ({ tasks, version }) =>
      this.plan.setTasks(id, tasks, version),
    );
  }

  @Post('legs')
  legs(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'legs', readForm(LegsForm, body), ({ legs, version }) => this.plan.setLegs(id, legs, version));
  }

  @Post('clearances')
  clear(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'clearance', readForm(ClearanceForm, body), ({ kind, note }) =>
      this.plan.clear(id, kind, note),
    );
  }

  private async act<T>(
    id: string,
    part: PartOfMission,
    form: ReadForm<T>,
    verb: (data: T) => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    if (!form.ok) return unprocessable(await this.draw(id, { part, form }));
    try {
      await verb(form.data);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const said = withError(form, error.field ?? '', t(error.key, error.params));
      return unprocessable(await this.draw(id, { part, form: said }), error.status);
    }
    flash(`missions.${part}_saved`);
    return seeOther(`/${Current.institution.slug}/activities/${id}/mission`);
  }

  private draw(id: string, sent?: { part: PartOfMission; form: FormState }): Promise<string> {
    return this.db.read(async () => {
      const activity = await this.frame.of(id, 'mission');
      const row = await this.queries.one(id);
      const { actor } = Current;
      const place = { id, bodyId: row.body_id };
      const given = await this.queries.clearances(id);
      const props = {
        row,
        tasks: await this.queries.tasks(id),
        legs: await this.queries.legs(id),
        clearances: given,
        late: await this.queries.overdueOfHead(id, Temporal.Now.plainDateISO(Current.institution.timeZone)),
        countries: await this.countries.names(),
        maySetTasks:
          isRevisable(row.state) && mayRevise(actor, { ...place, state: row.state, responsibleId: row.responsible_id }),
        maySetLegs: isOpen(row) && mayPlan(actor, place),
        toClear: CLEARANCES.filter(
          (kind) =>
            row.state === 'submitted' &&
            (kind !== 'security' || row.needs_security) &&
            mayClear(actor, kind, place) &&
            !given.some((one) => one.kind === kind),
        ),
        hasCall:
          // Members are called before the mission is submitted; later only a call that there was is looked at.
          (row.has_call || ['draft', 'returned'].includes(row.state)) &&
          ((await this.institution.current()).settings.missions?.callForMembers ?? false) &&
          holdsFor(actor, SEES, place),
        sent,
      };
      return page(<MissionPage {...props} />, { title: localized(row.title), activity });
    });
  }
}
