import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { type DomainError, NotFound } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { hasRole } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { day } from '../../platform/web/form-values.js';
import { brokenRule, type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { BodiesQueries } from '../bodies.queries.js';
import { ROLLOVER_CONFIRMERS, ROLLOVER_PREPARERS } from '../body.rules.js';
import { BodyCourse } from '../course/course.service.js';
import { Rollover } from './rollover.entity.js';
import { rolloverForm, rolloverPage, rolloversList } from './rollover.pages.js';
import { RolloverQueries } from './rollover.queries.js';
import { RolloverService } from './rollover.service.js';

const RolloverForm = z.object({
  convocationId: z.uuid(),
  nextConvocationId: z.uuid().optional(),
  lastDay: day,
  carried: z.array(z.uuid()).max(1000).default([]),
});
const ConfirmForm = z.object({ seen: z.string().max(64) });

/** The end of a convocation, step by step: prepare, look, confirm or take back. */
@Controller(':institution/rollovers')
@Can('rollovers.read')
export class RolloversController {
  constructor(
    private readonly db: Db,
    private readonly rollovers: RolloverService,
    private readonly queries: RolloverQueries,
    private readonly bodies: BodiesQueries,
    private readonly course: BodyCourse,
  ) {}

  @Get()
  async list() {
    const rows = await this.queries.list();
    return page(rolloversList({ rows, mayPrepare: hasRole(Current.actor, ROLLOVER_PREPARERS) }), {
      title: t('bodies.tab.rollovers'),
      section: 'bodies',
    });
  }

  @Get('new')
  @Can('rollovers.prepare')
  async blank(@Query('convocation') convocation?: string) {
    return this.form(convocation);
  }

  @Post()
  @Can('rollovers.prepare')
  async prepare(@Sent() sent: unknown) {
    const form = readForm(RolloverForm, sent);
    const asked = form.values['convocationId'];
    if (!form.ok) return unprocessable(await this.form(String(asked ?? ''), form));
    try {
      const id = await this.rollovers.prepare(form.data);
      return seeOther(`/${Current.institution.slug}/rollovers/${id}`);
    } catch (error) {
      return unprocessable(await this.form(String(asked), brokenRule(form, error)));
    }
  }

  @Get(':id')
  async show(@Param('id') id: string) {
    return this.one(id);
  }

  @Post(':id/withdrawal')
  @Can('rollovers.prepare')
  async withdraw(@Param('id') id: string) {
    await this.rollovers.withdraw(id);
    flash('bodies.rollover.taken-back');
    return seeOther(`/${Current.institution.slug}/rollovers`);
  }

  @Post(':id/confirmation')
  @Can('rollovers.confirm')
  async confirm(@Param('id') id: string, @Sent() sent: unknown) {
    const form = readForm(ConfirmForm, sent);
    try {
      await this.rollovers.confirm(id, form.ok ? form.data.seen : '');
    } catch (error) {
      const { errors } = brokenRule(form, error);
      return unprocessable(await this.one(id, withError(form, '', errors[''] ?? '')), (error as DomainError).status);
    }
    flash('bodies.rollover.confirmed');
    return seeOther(`/${Current.institution.slug}/rollovers/${id}`);
  }

  private one(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const row = await this.queries.one(id);
      if (!row) throw new NotFound();
      const rollover = await this.db.one(Rollover, id);
      const plan = row.state === 'prepared' ? await this.queries.plan(rollover) : null;
      const { actor } = Current;
      return page(
        rolloverPage({
          row,
          plan,
          form,
          mayConfirm: hasRole(actor, ROLLOVER_CONFIRMERS) && rollover.preparedBy !== actor.accountId,
          mayWithdraw: hasRole(actor, ROLLOVER_PREPARERS),
        }),
        { title: t('bodies.rollover.of', { number: row.number }), section: 'bodies' },
      );
    });
  }

  private form(convocationId?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const convocations = await this.bodies.convocations();
      const chosen = convocations.find(({ id }) => id === convocationId) ?? convocations[0];
      const ending = chosen ? await this.queries.endingBodies(chosen.id) : [];
      const title = t('bodies.rollover.prepare');
      return page(rolloverForm({ convocations, chosen, ending, today: this.course.today(), form, title }), {
        title,
        section: 'bodies',
      });
    });
  }
}
