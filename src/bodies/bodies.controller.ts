import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { BodiesQuery, BodyForm, bodyFacts } from './bodies.forms.js';
import { bodiesList, bodyForm } from './bodies.pages.js';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { bodyPage } from './body.page.js';
import { mayTake, mayWriteBody } from './body.rules.js';
import { stepsFrom } from './body.states.js';

const PAGE_SIZE = 40;

@Controller(':institution/bodies')
@Can('bodies.read')
export class BodiesController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly queries: BodiesQueries,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list(@Query() query: unknown) {
    const read = readForm(BodiesQuery, query);
    const filter = read.ok ? read.data : BodiesQuery.parse({});
    const { rows, total } = await this.queries.list(filter, filter.page, PAGE_SIZE);
    const mayWrite = mayWriteBody(Current.actor, null);
    return page(bodiesList({ rows, total, filter, pageSize: PAGE_SIZE, mayWrite }), {
      title: t('bodies.title'),
      section: 'bodies',
    });
  }

  @Get('new')
  @Can('bodies.write')
  async blank(@Query('kind') kind?: string) {
    return this.form(undefined, kind ? { values: { kind }, errors: {} } : undefined);
  }

  @Post()
  @Can('bodies.write')
  async create(@Sent() sent: unknown) {
    const form = readForm(BodyForm, sent);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    try {
      const id = await this.bodies.create({ kind: form.data.kind, ...bodyFacts(form.data) });
      flash('bodies.saved');
      return seeOther(`/${Current.institution.slug}/bodies/${id}`);
    } catch (error) {
      return unprocessable(await this.form(undefined, told(form, error)));
    }
  }

  @Get(':id')
  async show(@Param('id') id: string) {
    const body = await this.bodies.get(id);
    const row = await this.queries.one(id);
    if (!row) throw new NotFound();
    const { actor } = Current;
    return page(
      bodyPage({
        body,
        row,
        seats: await this.queries.seatsOf(id),
        history: await this.queries.history(id),
        steps: stepsFrom(body.kind, body.state).filter((step) => mayTake(actor, step, id)),
        mayWrite: mayWriteBody(actor, id) && !body.isOver,
        mayReadPeople: this.permissions.holds(actor, 'directory.read'),
      }),
      { title: localized(body.name), section: 'bodies' },
    );
  }

  @Get(':id/edit')
  @Can('bodies.write')
  async edit(@Param('id') id: string) {
    return this.form(id);
  }

  @Post(':id')
  @Can('bodies.write')
  async update(@Param('id') id: string, @Sent() sent: unknown) {
    const { kind } = await this.bodies.get(id);
    const form = readForm(BodyForm, { ...(sent as object), kind });
    if (!form.ok) return unprocessable(await this.form(id, form));
    try {
      await this.bodies.update(id, bodyFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(await this.form(id, told(form, error)), (error as DomainError).status);
    }
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  /** A change of state, each under its own path: `POST /bodies/{id}/steps/constitution`. */
  @Post(':id/steps/:step')
  async take(@Param('id') id: string, @Param('step') step: string) {
    await this.bodies.take(id, step);
    flash('bodies.step-taken');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  private async form(id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const body = id ? await this.bodies.get(id) : undefined;
      const title = t(body ? 'bodies.edit' : 'bodies.new');
      const partners = await this.queries.partnerChoices();
      return page(bodyForm({ body, form, partners, convocations: await this.queries.convocations(), title }), {
        title,
        section: 'bodies',
      });
    });
  }
}

export function told(form: FormState, error: unknown): FormState {
  if (!(error instanceof DomainError) || error.status === 404) throw error;
  return withError(form, error.field ?? '', t(error.key, error.params));
}
