import { Injectable } from '@nestjs/common';
import { ImportKinds } from '../../platform/imports/import-kinds.registry.js';
import { ImportedIds } from './imported-ids.service.js';
import { MembershipsImport } from './memberships.import.js';
import { OrganisationsFinder } from './organisations-finder.service.js';
import { OrganisationsImport } from './organisations.import.js';
import { PeopleFinder } from './people-finder.service.js';
import { PeopleImport } from './people.import.js';
import { PopoloExport } from './popolo-export.service.js';
import { PopoloImport } from './popolo.import.js';
import { PostsImport } from './posts.import.js';

/** What can be brought into the directory. */
@Injectable()
export class DirectoryImports {
  constructor(
    private readonly kinds: ImportKinds,
    private readonly people: PeopleImport,
    private readonly organisations: OrganisationsImport,
    private readonly posts: PostsImport,
    private readonly memberships: MembershipsImport,
    private readonly popolo: PopoloImport,
  ) {}

  register(): void {
    for (const kind of [this.people, this.organisations, this.posts, this.memberships, this.popolo])
      this.kinds.register(kind);
  }
}

export const importProviders = [
  DirectoryImports,
  ImportedIds,
  MembershipsImport,
  OrganisationsFinder,
  OrganisationsImport,
  PeopleFinder,
  PeopleImport,
  PopoloExport,
  PopoloImport,
  PostsImport,
];
