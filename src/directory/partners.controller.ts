import { Controller, Get, Param, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { CountriesService } from './countries.service.js';
import { mayWrite } from './directory.rules.js';
import { PartnersQuery } from './organisations.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';
import { PartnerPanels } from './panels.registry.js';
import { partnerPage, partnersList } from './partners.pages.js';
import { PeopleQueries } from './people.queries.js';

const PAGE_SIZE = 40;
const PEOPLE_SHOWN = 6;

/** Organisations, of which parliaments and what they form are the partners. */
@Controller(':institution/partners')
@Can('directory.read')
export class PartnersController {
  constructor(
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
        countries: await this.countries.occurring('organisation'),
        pageSize: PAGE_SIZE,
        mayWrite: isWriter,
      }),
      {
        title: t('directory.partners.title'),
        section: 'partners',
      },
    );
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
}
