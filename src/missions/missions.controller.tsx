import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { CountriesService } from '../directory/countries.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { mayPropose, mayRevise } from './mission.rules.js';
import { isRevisable } from './mission.states.js';
import { MissionFormPage } from './mission-form.pages.js';
import { MissionEdit, MissionFilter, MissionForm } from './missions.forms.js';
import { MissionsPage } from './missions.pages.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

@Controller(':institution/missions')
@Can('activities.see')
export class MissionsController {
  constructor(
    private readonly db: Db,
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly countries: CountriesService,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async list(@Query() query: unknown): Promise<string> {
    const filter = MissionFilter.parse(withoutEmpty(query));
    const { rows, total } = await this.activities.list({ ...filter, kind: 'mission' });
    const years = await this.activities.years('mission');
    return page(
      <MissionsPage {...{ rows, total, filter, years, page: filter.page, mayPropose: mayPropose(Current.actor) }} />,
      { title: t('missions.title'), section: 'missions' },
    );
  }

  @Get('new')
  @Can('missions.propose')
  form(): Promise<string> {
    return this.drawNew();
  }

  @Post()
  @Can('missions.propose')
  async propose(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(MissionForm, body);
    if (!form.ok) return unprocessable(await this.drawNew(form));
    try {
      const { id } = await this.missions.propose(form.data);
      flash('missions.proposed');
      return seeOther(`${home()}/${id}`);
    } catch (error) {
      return unprocessable(await this.drawNew(formWith(form, error)));
    }
  }

  @Get(':id')
  async open(@Param('id') id: string): Promise<SeeOther> {
    const row = await this.queries.one(id);
    allow(maySee(Current.actor, { id, bodyId: row.body_id }));
    return seeOther(`/${Current.institution.slug}/activities/${row.id}/mission`);
  }

  @Get(':id/edit')
  edit(@Param('id') id: string): Promise<string> {
    return this.drawEdit(id);
  }

  @Post(':id')
  async revise(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(MissionEdit, body);
    if (!form.ok) return unprocessable(await this.drawEdit(id, form));
    const { version, ...change } = form.data;
    try {
      await this.missions.revise(id, change, version);
      flash('missions.saved');
      return seeOther(`${home()}/${id}`);
    } catch (error) {
      const drawn = await this.drawEdit(id, formWith(form, error));
      return unprocessable(drawn, error instanceof DomainError ? error.status : 422);
    }
  }

  private drawNew(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const props = { form, partners: await this.activities.partners(), countries: await this.countries.names() };
      return page(<MissionFormPage {...props} />, { title: t('missions.new_title'), section: 'missions' });
    });
  }

  private drawEdit(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const row = await this.queries.one(id);
      const seen = { id, bodyId: row.body_id, state: row.state, responsibleId: row.responsible_id };
      allow(isRevisable(row.state) && mayRevise(Current.actor, seen));
      const props = { row, form, partners: await this.activities.partners(), countries: await this.countries.names() };
      return page(<MissionFormPage {...props} />, {
        title: localized(row.title),
        section: 'missions',
        activity: await this.frame.of(id, 'edit', { ownPrimary: true }),
      });
    });
  }
}

const home = () => `/${Current.institution.slug}/missions`;

/** A broken rule beside its field, with what was typed. @throws whatever else went wrong */
function formWith(form: FormState, error: unknown): FormState {
  if (!(error instanceof DomainError) || error.status === 404) throw error;
  return withError(form, error.field ?? '', t(error.key, error.params));
}

function withoutEmpty(query: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ''));
}
