import { Controller, Get, Param } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { seeOther } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { page } from '../platform/web/page.js';
import { CountriesService } from './countries.service.js';
import { mayReveal, mayWrite } from './directory.rules.js';
import { MergesQueries } from './merges.queries.js';
import { PersonPanels } from './panels.registry.js';
import { fullName, PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { personPage } from './person.pages.js';

/** One person; the address of a merged entry leads to the one that was kept. */
@Controller(':institution/people')
@Can('directory.read')
export class PersonController {
  constructor(
    private readonly people: PeopleService,
    private readonly queries: PeopleQueries,
    private readonly merges: MergesQueries,
    private readonly countries: CountriesService,
    private readonly panels: PersonPanels,
    private readonly permissions: PermissionsService,
  ) {}

  @Get(':id')
  async show(@Param('id') id: string) {
    const person = await this.people.get(id);
    if (person.id !== id.toLowerCase()) return seeOther(`/${Current.institution.slug}/people/${person.id}`);
    const actor = Current.actor;
    const ids = await this.queries.idsOf(person.id);
    return page(
      personPage({
        person,
        memberships: await this.queries.memberships(person.id),
        aliases: ids.length > 1 ? await this.merges.aliases(person.id) : [],
        names: await this.countries.names(),
        panels: await this.panels.draw({ id: person.id, ids }, (permission) =>
          this.permissions.holds(actor, permission),
        ),
        mayWrite: mayWrite(actor, person.country),
        mayReveal: mayReveal(actor, person.country),
      }),
      {
        title: fullName({ given_name: person.givenName, family_name: person.familyName, name_order: person.nameOrder }),
        section: 'people',
      },
    );
  }
}
