import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { ChangedMeanwhile, DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { mayReveal, mayWrite } from './directory.rules.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { PersonPanels } from './panels.registry.js';
import { allFacts, PeopleQuery, PersonForm } from './people.forms.js';
import { fullName, PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { peopleList } from './people.pages.js';
import { personForm } from './person-forms.pages.js';
import { personPage } from './person.pages.js';

export const PEOPLE_PAGE = 40;

@Controller(':institution/people')
@Can('directory.read')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly queries: PeopleQueries,
    private readonly organisations: OrganisationsQueries,
    private readonly countries: CountriesService,
    private readonly panels: PersonPanels,
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
    return page(peopleList({ rows, total, filter, names, organisations, pageSize: PEOPLE_PAGE, mayWrite: isWriter }), {
      title: t('directory.people.title'),
      section: 'people',
    });
  }

  @Get('new')
  @Can('directory.write')
  async blank(@Query('organisation') organisationId?: string) {
    return this.form(undefined, { values: organisationId ? { organisationId } : {}, errors: {} });
  }

  @Post()
  @Can('directory.write')
  async create(@Body() body: unknown) {
    const form = readForm(PersonForm, body);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    const id = await this.people.create(allFacts(form.data));
    flash('directory.people.added');
    return seeOther(
      `/${Current.institution.slug}/people/${id}${form.data.organisationId ? `/memberships/new?organisation=${form.data.organisationId}` : ''}`,
    );
  }

  @Get(':id')
  async show(@Param('id') id: string) {
    const person = await this.people.get(id);
    const actor = Current.actor;
    return page(
      personPage({
        person,
        memberships: await this.queries.memberships(id),
        names: await this.countries.names(),
        panels: await this.panels.draw({ id }, (permission) => this.permissions.holds(actor, permission)),
        mayWrite: mayWrite(actor, person.country),
        mayReveal: mayReveal(actor, person.country),
      }),
      {
        title: fullName({ ...person, given_name: person.givenName, family_name: person.familyName }),
        section: 'people',
      },
    );
  }

  @Get(':id/edit')
  @Can('directory.write')
  async edit(@Param('id') id: string) {
    return this.form(id);
  }

  @Post(':id')
  @Can('directory.write')
  async update(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(PersonForm, body);
    if (!form.ok) return unprocessable(await this.form(id, form));
    try {
      await this.people.update(id, allFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const shown = withError(form, error.field ?? '', t(error.key, error.params));
      return unprocessable(await this.form(id, shown), error.status);
    }
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  private async form(id?: string, state?: FormState): Promise<string> {
    const person = id ? await this.people.get(id) : undefined;
    const title = t(person ? 'directory.people.edit' : 'directory.people.new');
    return page(personForm({ person, form: state, names: await this.countries.names(), title }), {
      title,
      section: 'people',
    });
  }
}
