import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { organisationForm } from './organisation-form.pages.js';
import type { Organisation } from './organisation.entity.js';
import { allOrganisationFacts, OrganisationForm } from './organisations.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';

/** Organisations as they are written: new ones and changes. */
@Controller(':institution/partners')
@Can('directory.write')
export class OrganisationFormController {
  constructor(
    private readonly db: Db,
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
    private readonly countries: CountriesService,
  ) {}

  @Get('new')
  async blank() {
    return this.form();
  }

  @Post()
  async create(@Body() body: unknown) {
    const form = readForm(OrganisationForm, body);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    try {
      const id = await this.organisations.create(allOrganisationFacts(form.data));
      flash('directory.saved');
      return seeOther(`/${Current.institution.slug}/partners/${id}`);
    } catch (error) {
      return unprocessable(await this.form(undefined, brokenRule(form, error)));
    }
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string) {
    return this.form(await this.organisations.get(id));
  }

  @Post(':id')
  async update(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(OrganisationForm, body);
    if (!form.ok) return unprocessable(await this.form(await this.organisations.get(id), form));
    try {
      await this.organisations.update(id, allOrganisationFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(
        await this.form(await this.organisations.get(id), brokenRule(form, error)),
        (error as DomainError).status,
      );
    }
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/partners/${id}`);
  }

  private async form(organisation?: Organisation, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const title = t(organisation ? 'directory.partners.edit' : 'directory.partners.new');
      const choices = await this.queries.choices();
      return page(organisationForm({ organisation, form, names: await this.countries.names(), choices, title }), {
        title,
        section: 'partners',
      });
    });
  }
}
