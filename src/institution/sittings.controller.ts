import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ConvocationsService } from './convocations.service.js';
import { ConvocationForm, SittingsForm } from './institution.forms.js';
import { InstitutionQueries } from './institution.queries.js';
import { SittingDaysService } from './sitting-days.service.js';
import { SittingsPage } from './sittings.pages.js';

/** Convocations, and the days on which the house sits. */
@Controller(':institution/settings/sittings')
@Can('sittings.plan')
export class SittingsController {
  constructor(
    private readonly db: Db,
    private readonly sittings: SittingDaysService,
    private readonly convocations: ConvocationsService,
    private readonly queries: InstitutionQueries,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post()
  async plan(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(SittingsForm, body);
    if (!form.ok) return unprocessable(await this.draw({ sittings: form }));
    return this.settle(slug, 'sittings', form, async () => {
      const count = await this.sittings.plan(form.data);
      flash('institution.sittings_added', { count });
    });
  }

  @Post(':day/removal')
  async remove(@Param('institution') slug: string, @Param('day') day: string) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new NotFound();
    await this.sittings.remove(Temporal.PlainDate.from(day));
    flash('institution.sittings_removed');
    return seeOther(`/${slug}/settings/sittings`);
  }

  @Post('convocations')
  async convene(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(ConvocationForm, body);
    if (!form.ok) return unprocessable(await this.draw({ convocation: form }));
    return this.settle(slug, 'convocation', form, async () => {
      await this.convocations.add(form.data);
      flash('institution.convocation_added');
    });
  }

  private async settle(slug: string, which: 'sittings' | 'convocation', form: FormState, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(
        await this.draw({ [which]: withError(form, error.field, t(error.key, error.params)) }),
        error.status,
      );
    }
    return seeOther(`/${slug}/settings/sittings`);
  }

  private draw(forms: { sittings?: FormState; convocation?: FormState } = {}): Promise<string> {
    return this.db.read(async () => {
      const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
      const days = await this.queries.sittingDaysBetween(today.subtract({ months: 1 }), today.add({ years: 2 }));
      const convocations = await this.queries.convocations();
      return page(SittingsPage({ days, convocations, ...forms }), {
        title: t('institution.sittings'),
        section: 'settings',
      });
    });
  }
}
