import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu, menu, settingsMenu } from '../platform/web/menu.js';
import { searchSources } from '../platform/web/search-sources.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { CountriesService } from './countries.service.js';
import { ORDERERS, READERS, RETAINERS, REVEALERS, WRITERS } from './directory.rules.js';
import { DirectoryExportsController } from './directory-exports.controller.js';
import { DirectorySearch } from './directory.search.js';
import { DirectoryImports, importProviders } from './imports/directory-imports.js';
import { OrganisationsFinder } from './imports/organisations-finder.service.js';
import { Membership } from './membership.entity.js';
import { MembershipsApi } from './memberships.api.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationsApi } from './organisations.api.js';
import { PostsApi } from './posts.api.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';
import { PartnerPanels, PersonPanels } from './panels.registry.js';
import { PartnerContacts } from './partner-contacts.registry.js';
import { PartnersController } from './partners.controller.js';
import { PeopleApi } from './people.api.js';
import { PeopleController } from './people.controller.js';
import { PeopleQueries } from './people.queries.js';
import { DietsService } from './diets.service.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { Post } from './post.entity.js';
import { RestrictedController } from './restricted.controller.js';
import { DirectoryTicks } from './directory.ticks.js';
import { LikenessQueries } from './likeness.queries.js';
import { MembershipsQueries } from './memberships.queries.js';
import { MergesController } from './merges.controller.js';
import { MergesQueries } from './merges.queries.js';
import { MergesService } from './merges.service.js';
import { OwnTravelController } from './own-travel.controller.js';
import { OrganisationFormController } from './organisation-form.controller.js';
import { PersonFormController } from './person-form.controller.js';
import { PersonController } from './person.controller.js';
import { PhotosController } from './photos.controller.js';
import { RestrictedQueries } from './restricted.queries.js';
import { RetentionController } from './retention.controller.js';
import { MembershipsAtTermEnd } from './term-end.service.js';
import { TravelNeeds } from './travel-needs.registry.js';
import { TravelProfilesService } from './travel-profiles.service.js';
import { TravelRetentionService } from './travel-retention.service.js';
import { OrganisationPanels } from './organisation-panels.service.js';
import { PostsController } from './posts.controller.js';
import { PostsQueries } from './posts.queries.js';
import { PostsService } from './posts.service.js';
import { PrecedenceApi } from './precedence.api.js';
import { PrecedenceController } from './precedence.controller.js';
import { PrecedencePlaces } from './precedence-places.service.js';
import { PrecedenceQueries } from './precedence.queries.js';
import { PrecedenceRank } from './precedence-rank.entity.js';
import { PrecedenceService } from './precedence.service.js';
import { CountriesApi } from './countries.api.js';
import { CountriesController } from './countries.controller.js';
import { CountryPagesQueries } from './country-pages.queries.js';

const services = [
  CountriesService,
  MembershipsService,
  OrganisationsQueries,
  OrganisationsService,
  PartnerContacts,
  PartnerPanels,
  PeopleQueries,
  DietsService,
  PeopleService,
  PersonPanels,
  LikenessQueries,
  MembershipsQueries,
  MergesQueries,
  MergesService,
  RestrictedQueries,
  TravelNeeds,
  TravelProfilesService,
  TravelRetentionService,
  PostsQueries,
  PostsService,
  PrecedencePlaces,
  PrecedenceQueries,
  PrecedenceService,
  CountryPagesQueries,
];

@Module({
  imports: [InstitutionModule, TypeOrmModule.forFeature([Membership, Organisation, Person, Post, PrecedenceRank])],
  controllers: [
    // Its fixed words come before the ids of the others.
    MergesController,
    PeopleController,
    PersonFormController,
    PersonController,
    PhotosController,
    MembershipsController,
    RestrictedController,
    OwnTravelController,
    RetentionController,
    OrganisationFormController,
    PartnersController,
    DirectoryExportsController,
    PostsController,
    CountriesController,
    CountriesApi,
    PrecedenceController,
    PrecedenceApi,
    PeopleApi,
    MembershipsApi,
    OrganisationsApi,
    PostsApi,
  ],
  providers: [
    ...services,
    ...importProviders,
    DirectorySearch,
    DirectoryTicks,
    OrganisationPanels,
    MembershipsAtTermEnd,
  ],
  exports: [...services, OrganisationsFinder],
})
export class DirectoryModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly search: DirectorySearch,
    private readonly imports: DirectoryImports,
  ) {}

  onModuleInit(): void {
    this.imports.register();
    this.permissions.declare({
      'directory.read': READERS,
      'directory.write': WRITERS,
      'directory.reveal': REVEALERS,
      'directory.retain': RETAINERS,
      'directory.order': ORDERERS,
    });
    accountMenu.add({ id: 'own-travel', path: 'account/travel', label: 'directory.restricted.own', order: 12 });
    accountMenu.add({
      id: 'precedence',
      path: 'settings/precedence',
      label: 'directory.precedence.title',
      order: 26,
      permission: 'directory.order',
    });
    accountMenu.add({
      id: 'retention',
      path: 'settings/retention',
      label: 'directory.retention.title',
      order: 27,
      permission: 'directory.retain',
    });
    settingsMenu.add({
      id: 'retention',
      path: 'settings/retention',
      label: 'directory.retention.title',
      order: 60,
      permission: 'directory.retain',
    });
    settingsMenu.add({
      id: 'precedence',
      path: 'settings/precedence',
      label: 'directory.precedence.title',
      order: 50,
      permission: 'directory.order',
    });
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
