import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { bodyForm } from './body-form.pages.js';
import { BodiesQuery, bodyFacts, BodyForm } from './bodies.forms.js';
import { bodiesList } from './bodies.pages.js';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { mayWriteBody } from './body.rules.js';
import { BODY_KINDS } from './body.states.js';

const PAGE_SIZE = 40;

@Controller(':institution/bodies')
@Can('bodies.read')
export class BodiesController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly queries: BodiesQueries,
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
      return unprocessable(await this.form(undefined, brokenRule(form, error)));
    }
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
      return unprocessable(await this.form(id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  private async form(id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const body = id ? await this.bodies.get(id) : undefined;
      const title = t(body ? 'bodies.edit' : 'bodies.new');
      const asked = form?.values['kind'];
      const kind = body?.kind ?? BODY_KINDS.find((one) => one === asked) ?? 'working-group';
      const commissions = kind === 'commission' ? (await this.queries.list({ kind }, 1, 200)).rows : [];
      return page(
        bodyForm({
          body,
          kind,
          form,
          partners: await this.queries.partnerChoices(),
          convocations: await this.queries.convocations(),
          commissions: commissions.filter((one) => one.id !== id),
          title,
        }),
        { title, section: 'bodies' },
      );
    });
  }
}
