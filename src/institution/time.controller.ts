import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { MovedDayForm, OfficeHoursForm, OwnDayForm } from './institution.forms.js';
import { InstitutionQueries } from './institution.queries.js';
import { InstitutionService } from './institution.service.js';
import { InstitutionTime } from './institution-time.service.js';
import type { WorkingTime } from './office-hours.js';
import { OwnDaysService } from './own-days.service.js';
import { SettingsHistory } from './settings-history.service.js';
import { TimePage } from './time.pages.js';

/** When the house works: office hours, public holidays, and days that are otherwise. */
@Controller(':institution/settings/time')
@Can('sittings.plan')
export class TimeController {
  constructor(
    private readonly db: Db,
    private readonly service: InstitutionService,
    private readonly days: OwnDaysService,
    private readonly queries: InstitutionQueries,
    private readonly time: InstitutionTime,
    private readonly history: SettingsHistory,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post('hours')
  @Can('institution.edit')
  async hours(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(OfficeHoursForm, body);
    if (!form.ok) return unprocessable(await this.draw({ hours: form }));
    const hours: WorkingTime['hours'] = {};
    for (const [key, one] of Object.entries(form.data.hours))
      if (one?.from && one.to) hours[Number(key.slice(1))] = { from: one.from, to: one.to };
    try {
      await this.service.keepTime({ hours, observesHolidays: form.data.observesHolidays }, form.data.version);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return unprocessable(await this.draw({ hours: withError(form, '', t(error.key, error.params)) }), error.status);
    }
    flash('institution.saved');
    return seeOther(`/${slug}/settings/time`);
  }

  @Post('days')
  async setDay(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(OwnDayForm, body);
    if (!form.ok) return unprocessable(await this.draw({ day: form }));
    await this.days.set(form.data);
    flash('institution.saved');
    return seeOther(`/${slug}/settings/time`);
  }

  @Post('moves')
  async move(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(MovedDayForm, body);
    if (!form.ok) return unprocessable(await this.draw({ move: form }));
    await this.days.move(form.data.closed, form.data.worked, form.data.name);
    flash('institution.saved');
    return seeOther(`/${slug}/settings/time`);
  }

  @Post('days/:day/removal')
  async remove(@Param('institution') slug: string, @Param('day') day: string) {
    await this.days.remove(Temporal.PlainDate.from(day));
    flash('institution.saved');
    return seeOther(`/${slug}/settings/time`);
  }

  private draw(forms: Partial<Record<'hours' | 'day' | 'move', FormState>> = {}): Promise<string> {
    return this.db.read(async () => {
      const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
      const until = today.add({ years: 1 });
      const { time } = await this.time.settings();
      const span = await this.time.daysBetween(today, until);
      return page(
        TimePage({
          version: (await this.queries.current()).version,
          time,
          holidays: span.filter(({ closed }) => closed),
          own: await this.days.between(today.subtract({ months: 3 }), today.add({ years: 3 })),
          changes: await this.history.of(['time', 'days'], { limit: 30 }),
          forms,
        }),
        { title: t('institution.time.title'), section: 'settings' },
      );
    });
  }
}
