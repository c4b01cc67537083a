import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { ConvocationsService } from './convocations.service.js';
import { ConvocationForm, MonthForm, SittingsForm } from './institution.forms.js';
import { SittingDaysService } from './sitting-days.service.js';
import { type SittingForms, SittingsView } from './sittings.view.js';

/** Convocations, and the days on which the house and its committees sit. */
@Controller(':institution/settings/sittings')
@Can('sittings.plan')
export class SittingsController {
  constructor(
    private readonly sittings: SittingDaysService,
    private readonly convocations: ConvocationsService,
    private readonly view: SittingsView,
  ) {}

  @Get()
  show(@Query() query: unknown) {
    return this.view.draw({}, query);
  }

  @Post()
  async plan(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(SittingsForm, body);
    if (!form.ok) return unprocessable(await this.view.draw({ span: form }));
    return this.settle(slug, 'span', form, async () => {
      const count = await this.sittings.plan(form.data);
      flash('institution.sittings_added', { count });
      return form.data.from.toPlainYearMonth();
    });
  }

  @Post('month')
  async month(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(MonthForm, body);
    if (!form.ok) throw new NotFound();
    const { month, committeeId = null, days } = form.data;
    await this.view.requireCommittee(committeeId);
    const count = await this.sittings.setMonth(month, committeeId, days);
    flash('institution.sitting.month_saved', { count });
    return seeOther(`/${slug}/settings/sittings?month=${month}${committeeId ? `&committee=${committeeId}` : ''}`);
  }

  @Post('convocations')
  async convene(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(ConvocationForm, body);
    if (!form.ok) return unprocessable(await this.view.draw({ convocation: form }));
    return this.settle(slug, 'convocation', form, async () => {
      await this.convocations.add(form.data);
      flash('institution.convocation_added');
    });
  }

  @Post('convocations/:id')
  async changeConvocation(@Param('institution') slug: string, @Param('id') id: string, @Body() body: unknown) {
    const form = readForm(ConvocationForm, body);
    if (!form.ok) return unprocessable(await this.view.draw({ convocation: form }));
    return this.settle(slug, 'convocation', form, async () => {
      await this.convocations.edit(id, form.data);
      flash('institution.saved');
    });
  }

  private async settle(
    slug: string,
    which: keyof SittingForms,
    form: FormState,
    act: () => Promise<Temporal.PlainYearMonth | void>,
  ) {
    try {
      const month = await act();
      return seeOther(`/${slug}/settings/sittings${month ? `?month=${month}` : ''}`);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(
        await this.view.draw({ [which]: withError(form, error.field, t(error.key, error.params)) }),
        error.status,
      );
    }
  }
}
