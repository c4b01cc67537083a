import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { isOpen, mayPlan, maySee } from '../activities/activity.rules.js';
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
import { mayPropose } from './reception.rules.js';
import { ReceptionEdit, ReceptionFilter, ReceptionForm } from './receptions.forms.js';
import { ReceptionFormPage, ReceptionsPage } from './receptions.pages.js';
import { ReceptionsQueries } from './receptions.queries.js';
import { ReceptionsService } from './receptions.service.js';

@Controller(':institution/receptions')
@Can('activities.see')
export class ReceptionsController {
  constructor(
    private readonly db: Db,
    private readonly receptions: ReceptionsService,
    private readonly queries: ReceptionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async list(@Query() query: unknown): Promise<string> {
    const filter = ReceptionFilter.parse(withoutEmpty(query));
    const { rows, total } = await this.activities.list({ ...filter, kind: 'reception' });
    const years = await this.activities.years('reception');
    return page(
      <ReceptionsPage {...{ rows, total, filter, years, page: filter.page, mayPropose: mayPropose(Current.actor) }} />,
      {
        title: t('receptions.title'),
        section: 'receptions',
      },
    );
  }

  @Get('new')
  @Can('receptions.propose')
  form(): Promise<string> {
    return this.drawNew();
  }

  @Post()
  @Can('receptions.propose')
  async propose(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(ReceptionForm, body);
    if (!form.ok) return unprocessable(await this.drawNew(form));
    try {
      const reception = await this.receptions.propose(form.data);
      flash('receptions.proposed');
      return seeOther(`${home()}/${reception.id}`);
    } catch (error) {
      return unprocessable(await this.drawNew(formWith(form, error)));
    }
  }

  @Get(':id')
  async open(@Param('id') id: string): Promise<SeeOther> {
    const row = await this.queries.one(id);
    allow(maySee(Current.actor, { id, bodyId: row.body_id }));
    return seeOther(`/${Current.institution.slug}/activities/${row.id}/programme`);
  }

  @Get(':id/edit')
  edit(@Param('id') id: string): Promise<string> {
    return this.drawEdit(id);
  }

  @Post(':id')
  async revise(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(ReceptionEdit, body);
    if (!form.ok) return unprocessable(await this.drawEdit(id, form));
    const { version, ...change } = form.data;
    try {
      // An emptied field of the form is a field without content, not one left alone.
      await this.receptions.revise(
        id,
        { partnerTimeZone: null, basis: '', purpose: '', topics: [], ...change },
        version,
      );
      flash('receptions.saved');
      return seeOther(`${home()}/${id}`);
    } catch (error) {
      return unprocessable(
        await this.drawEdit(id, formWith(form, error)),
        error instanceof DomainError ? error.status : 422,
      );
    }
  }

  private drawNew(form?: FormState): Promise<string> {
    return this.db.read(async () =>
      page(<ReceptionFormPage form={form} partners={await this.activities.partners()} />, {
        title: t('receptions.new_title'),
        section: 'receptions',
      }),
    );
  }

  private drawEdit(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const row = await this.queries.one(id);
      allow(isOpen(row) && mayPlan(Current.actor, { id, bodyId: row.body_id }));
      return page(<ReceptionFormPage row={row} form={form} partners={await this.activities.partners()} />, {
        title: localized(row.title),
        section: 'receptions',
        activity: await this.frame.of(id, 'edit', { ownPrimary: true }),
      });
    });
  }
}

const home = () => `/${Current.institution.slug}/receptions`;

/** A broken rule beside its field, with what was typed. @throws whatever else went wrong */
function formWith(form: FormState, error: unknown): FormState {
  if (!(error instanceof DomainError) || error.status === 404) throw error;
  return withError(form, error.field ?? '', t(error.key, error.params));
}

function withoutEmpty(query: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ''));
}
