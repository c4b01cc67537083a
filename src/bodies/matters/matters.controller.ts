import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { BodiesQueries } from '../bodies.queries.js';
import { BodiesService } from '../bodies.service.js';
import { mayWriteBody } from '../body.rules.js';
import { BodyCourse } from '../course/course.service.js';
import { MATTER_KINDS, type MatterKind, matterSteps, mattersOf } from './matter.states.js';
import { matterFacts, MatterForm, MatterStepForm } from './matters.forms.js';
import { matterForm, matterPage } from './matters.pages.js';
import { MattersService } from './matters.service.js';

/** Lines of the plan, meetings and texts of one body. */
@Controller(':institution/bodies/:id/matters')
@Can('bodies.read')
export class MattersController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly queries: BodiesQueries,
    private readonly matters: MattersService,
    private readonly course: BodyCourse,
  ) {}

  @Get('new')
  @Can('bodies.write')
  async blank(@Param('id') id: string, @Query('kind') asked?: string) {
    return this.form(
      id,
      MATTER_KINDS.find((kind) => kind === asked),
    );
  }

  @Post()
  @Can('bodies.write')
  async add(@Param('id') bodyId: string, @Sent() sent: unknown) {
    const form = readForm(MatterForm, sent);
    const kind = MATTER_KINDS.find((one) => one === form.values['kind']);
    if (!form.ok) return unprocessable(await this.form(bodyId, kind, undefined, form));
    try {
      await this.matters.add(bodyId, form.data.kind, matterFacts(form.data));
    } catch (error) {
      return unprocessable(await this.form(bodyId, kind, undefined, brokenRule(form, error)));
    }
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/bodies/${bodyId}`);
  }

  @Get(':matter')
  async show(@Param('id') bodyId: string, @Param('matter') id: string) {
    return this.one(bodyId, id);
  }

  @Get(':matter/edit')
  @Can('bodies.write')
  async edit(@Param('id') bodyId: string, @Param('matter') id: string) {
    return this.form(bodyId, undefined, id);
  }

  @Post(':matter')
  @Can('bodies.write')
  async update(@Param('id') bodyId: string, @Param('matter') id: string, @Sent() sent: unknown) {
    const { kind } = await this.matters.get(bodyId, id);
    const form = readForm(MatterForm, { ...(sent as object), kind });
    if (!form.ok) return unprocessable(await this.form(bodyId, kind, id, form));
    try {
      await this.matters.update(bodyId, id, matterFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(await this.form(bodyId, kind, id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/bodies/${bodyId}/matters/${id}`);
  }

  @Post(':matter/steps/:step')
  async take(
    @Param('id') bodyId: string,
    @Param('matter') id: string,
    @Param('step') step: string,
    @Sent() sent: unknown,
  ) {
    const form = readForm(MatterStepForm, sent);
    if (!form.ok) return unprocessable(await this.one(bodyId, id, form));
    try {
      await this.matters.take(bodyId, id, step, form.data);
    } catch (error) {
      return unprocessable(await this.one(bodyId, id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('bodies.step-taken');
    return seeOther(`/${Current.institution.slug}/bodies/${bodyId}/matters/${id}`);
  }

  private async one(bodyId: string, id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const body = await this.bodies.get(bodyId);
      const matter = await this.matters.get(bodyId, id);
      const { actor } = Current;
      const steps = matterSteps(matter.kind, matter.state).filter((step) =>
        hasRole(actor, step.may, { kind: 'body', id: bodyId }),
      );
      const moves = await this.course.of(id);
      const mayWrite = mayWriteBody(actor, bodyId) && !body.isOver;
      return page(matterPage({ body, matter, moves, steps, form, mayWrite, today: this.course.today() }), {
        title: matter.title,
        section: 'bodies',
      });
    });
  }

  private async form(bodyId: string, asked?: MatterKind, id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const body = await this.bodies.get(bodyId);
      const matter = id ? await this.matters.get(bodyId, id) : undefined;
      const kinds = mattersOf(body.kind);
      const kind = matter?.kind ?? (asked && kinds.includes(asked) ? asked : kinds[0]!);
      allow(mayWriteBody(Current.actor, bodyId));
      const seats = await this.queries.seatsOf(bodyId, this.course.today());
      const title = matter ? t('bodies.matter.edit') : t(`bodies.matter.new.${kind}`);
      return page(matterForm({ body, kind, matter, form, seats, title }), {
        title: `${title}: ${localized(body.name)}`,
        section: 'bodies',
      });
    });
  }
}
