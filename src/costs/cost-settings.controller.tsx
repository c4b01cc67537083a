import { Body, Controller, Get, Post } from '@nestjs/common';
import { CountriesService } from '../directory/countries.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, type ReadForm, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CostRatesService } from './cost-rates.service.js';
import { CostSettingsPage } from './cost-settings.pages.js';
import { CostRulesForm, DayRatesForm, ExchangeForm } from './costs.forms.js';

/** The rates by which the house reckons. */
@Controller(':institution/settings/costs')
@Can('costs.rates')
export class CostSettingsController {
  constructor(
    private readonly db: Db,
    private readonly rates: CostRatesService,
    private readonly countries: CountriesService,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post('rules')
  rules(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.keep('rules', readForm(CostRulesForm, body), (rules) => this.rates.keepRules(rules));
  }

  @Post('per-diem')
  perDiem(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.keep('days', readForm(DayRatesForm, body), ({ rates }) => this.rates.setDayRates(rates));
  }

  @Post('exchange')
  exchange(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.keep('exchange', readForm(ExchangeForm, body), ({ rates }) => this.rates.setExchangeRates(rates));
  }

  private async keep<T>(
    part: string,
    form: ReadForm<T>,
    verb: (data: T) => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    if (!form.ok) return unprocessable(await this.draw({ part, form }));
    await verb(form.data);
    flash('costs.saved');
    return seeOther(`/${Current.institution.slug}/settings/costs`);
  }

  private draw(sent?: { part: string; form: FormState }): Promise<string> {
    return this.db.read(async () => {
      const props = {
        rules: await this.rates.rules(),
        days: await this.rates.dayRates(),
        exchange: await this.rates.exchangeRates(),
        countries: (await this.countries.names()).list(),
        sent,
      };
      return page(<CostSettingsPage {...props} />, { title: t('costs.title'), section: 'settings' });
    });
  }
}
