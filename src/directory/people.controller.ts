import { Controller, Get, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { CountriesService } from './countries.service.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { PeopleQuery } from './people.forms.js';
import { PeopleQueries } from './people.queries.js';
import { peopleList } from './people.pages.js';

const PEOPLE_PAGE = 40;

@Controller(':institution/people')
@Can('directory.read')
export class PeopleController {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly organisations: OrganisationsQueries,
    private readonly countries: CountriesService,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list(@Query() query: unknown) {
    const read = readForm(PeopleQuery, query);
    const filter = read.ok ? read.data : PeopleQuery.parse({});
    const { rows, total } = await this.queries.list(filter, filter.page, PEOPLE_PAGE);
    const names = await this.countries.names();
    const organisations = await this.organisations.choices();
    const isWriter = this.permissions.holds(Current.actor, 'directory.write');
    const countries = await this.countries.occurring('person');
    return page(
      peopleList({ rows, total, filter, names, countries, organisations, pageSize: PEOPLE_PAGE, mayWrite: isWriter }),
      {
        title: t('directory.people.title'),
        section: 'people',
      },
    );
  }
}
