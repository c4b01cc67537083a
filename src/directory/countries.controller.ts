import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountryForm } from './countries.forms.js';
import { countriesList, countryForm, countryPage } from './countries.pages.js';
import { CountriesService } from './countries.service.js';
import { CountryPagesQueries } from './country-pages.queries.js';
import { mayWrite } from './directory.rules.js';

/** Countries of ISO 3166-1 and those that the house has named: names, facts, holidays. */
@Controller(':institution/countries')
@Can('directory.read')
export class CountriesController {
  constructor(
    private readonly db: Db,
    private readonly countries: CountriesService,
    private readonly queries: CountryPagesQueries,
  ) {}

  @Get()
  async list() {
    const names = await this.countries.names();
    const title = t('directory.countries.title');
    return page(countriesList({ names, counts: await this.queries.counts(), title }), { title, section: 'partners' });
  }

  @Get(':country')
  async show(@Param('country') code: string) {
    const names = await this.countries.names();
    if (!names.has(code)) throw new NotFound();
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return page(
      countryPage({
        code,
        names,
        facts: await this.queries.facts(code),
        holidays: await this.queries.holidays(code, today),
        organisations: await this.queries.organisations(code),
        mayWrite: mayWrite(Current.actor, code),
      }),
      { title: names.of(code), section: 'partners' },
    );
  }

  @Get(':country/edit')
  @Can('directory.write')
  edit(@Param('country') code: string) {
    return this.form(code);
  }

  @Post(':country')
  @Can('directory.write')
  async describe(@Param('country') code: string, @Body() body: unknown) {
    const form = readForm(CountryForm, body);
    if (!form.ok) return unprocessable(await this.form(code, form));
    await this.countries.describe(code, form.data);
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/countries/${code}`);
  }

  private form(code: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const names = await this.countries.names();
      if (!names.has(code)) throw new NotFound();
      allow(mayWrite(Current.actor, code));
      const title = t('directory.countries.edit');
      return page(countryForm({ code, names, facts: await this.queries.facts(code), form, title }), {
        title,
        section: 'partners',
      });
    });
  }
}
