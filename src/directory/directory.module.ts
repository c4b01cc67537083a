import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { menu } from '../platform/web/menu.js';
import { searchSources } from '../platform/web/search-sources.js';
import { CountriesService } from './countries.service.js';
import { READERS, REVEALERS, WRITERS } from './directory.rules.js';
import { DirectorySearch } from './directory.search.js';
import { Membership } from './membership.entity.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationsApi } from './organisations.api.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';
import { PartnerPanels, PersonPanels } from './panels.registry.js';
import { PartnersController } from './partners.controller.js';
import { PeopleApi } from './people.api.js';
import { PeopleController } from './people.controller.js';
import { PeopleQueries } from './people.queries.js';
import { DietsService } from './diets.service.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { Post } from './post.entity.js';
import { RestrictedController } from './restricted.controller.js';

const services = [
  CountriesService,
  MembershipsService,
  OrganisationsQueries,
  OrganisationsService,
  PartnerPanels,
  PeopleQueries,
  DietsService,
  PeopleService,
  PersonPanels,
];

@Module({
  imports: [TypeOrmModule.forFeature([Membership, Organisation, Person, Post])],
  controllers: [
    PeopleController,
    MembershipsController,
    RestrictedController,
    PartnersController,
    PeopleApi,
    OrganisationsApi,
  ],
  providers: [...services, DirectorySearch],
  exports: services,
})
export class DirectoryModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly search: DirectorySearch,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({ 'directory.read': READERS, 'directory.write': WRITERS, 'directory.reveal': REVEALERS });
    menu.add({
      id: 'partners',
      path: 'partners',
      label: 'directory.partners.title',
      order: 70,
      permission: 'directory.read',
    });
    menu.add({
      id: 'people',
      path: 'people',
      label: 'directory.people.title',
      order: 90,
      permission: 'directory.read',
    });
    searchSources.add({ id: 'people', permission: 'directory.read', search: (q) => this.search.findPeople(q) });
    searchSources.add({
      id: 'organisations',
      permission: 'directory.read',
      search: (q) => this.search.findOrganisations(q),
    });
  }
}
