import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { mayWrite } from './directory.rules.js';
import { allOrganisationFacts, OrganisationForm, PartnersQuery } from './organisations.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';
import { PartnerPanels } from './panels.registry.js';
import { organisationForm } from './organisation-form.pages.js';
import { partnerPage, partnersList } from './partners.pages.js';
import { PeopleQueries } from './people.queries.js';
import { Organisation } from './organisation.entity.js';

const PAGE_SIZE = 40;
const PEOPLE_SHOWN = 6;

/** Organisations, of which parliaments and what they form are the partners. */
@Controller(':institution/partners')
@Can('directory.read')
export class PartnersController {
  constructor(
    private readonly db: Db,
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
    private readonly people: PeopleQueries,
    private readonly countries: CountriesService,
    private readonly panels: PartnerPanels,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list(@Query() query: unknown) {
    const read = readForm(PartnersQuery, query);
    const filter = read.ok ? read.data : PartnersQuery.parse({});
    const { rows, total } = await this.queries.list(filter, filter.page, PAGE_SIZE);
    const isWriter = this.permissions.holds(Current.actor, 'directory.write');
    return page(
      partnersList({
        rows,
        total,
        filter,
        names: await this.countries.names(),
        pageSize: PAGE_SIZE,
        mayWrite: isWriter,
      }),
      {
        title: t('directory.partners.title'),
        section: 'partners',
      },
    );
  }

  @Get('new')
  @Can('directory.write')
  async blank() {
    return this.form();
  }

  @Post()
  @Can('directory.write')
  async create(@Body() body: unknown) {
    const form = readForm(OrganisationForm, body);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    try {
      const id = await this.organisations.create(allOrganisationFacts(form.data));
      flash('directory.saved');
      return seeOther(`/${Current.institution.slug}/partners/${id}`);
    } catch (error) {
      return unprocessable(await this.form(undefined, told(form, error)));
    }
  }

  @Get(':id')
  async show(@Param('id') id: string) {
    const organisation = await this.organisations.get(id);
    const family = await this.queries.family(id);
    const subject = { id, country: organisation.country, organisationIds: family.map((one) => one.id) };
    const people = await this.people.within(id, PEOPLE_SHOWN);
    return page(
      partnerPage({
        organisation,
        family,
        people,
        names: await this.countries.names(),
        panels: await this.panels.draw(subject, (permission) => this.permissions.holds(Current.actor, permission)),
        mayWrite: mayWrite(Current.actor, organisation.country),
      }),
      { title: localized(organisation.name), section: 'partners' },
    );
  }

  @Get(':id/edit')
  @Can('directory.write')
  async edit(@Param('id') id: string) {
    return this.form(await this.organisations.get(id));
  }

  @Post(':id')
  @Can('directory.write')
  async update(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(OrganisationForm, body);
    if (!form.ok) return unprocessable(await this.form(await this.organisations.get(id), form));
    try {
      await this.organisations.update(id, allOrganisationFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(
        await this.form(await this.organisations.get(id), told(form, error)),
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

function told(form: FormState, error: unknown): FormState {
  if (!(error instanceof DomainError) || error.status === 404) throw error;
  return withError(form, error.field ?? '', t(error.key, error.params));
}
