import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { chosenText, localized } from '../platform/i18n/translate.js';
import type { Hit } from '../platform/web/search-sources.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { fullName, PeopleQueries } from './people.queries.js';

const MOST = 12;

/** What Ctrl K finds of the directory. */
@Injectable()
export class DirectorySearch {
  constructor(
    private readonly people: PeopleQueries,
    private readonly organisations: OrganisationsQueries,
  ) {}

  async findPeople(q: string): Promise<Hit[]> {
    const rows = await this.people.find(q, MOST);
    return rows.map((row) => ({
      title: [fullName(row), row.native_name].filter(Boolean).join(' · '),
      href: `/${Current.institution.slug}/people/${row.id}`,
      kind: 'directory.kind.person',
      detail: [localized(row.post), localized(row.organisation)].filter(Boolean).join(', '),
      country: row.country ?? undefined,
      weight: 3,
    }));
  }

  async findOrganisations(q: string): Promise<Hit[]> {
    const { rows } = await this.organisations.list({ q, classification: 'all' }, 1, MOST);
    return rows.map((row) => ({
      title: localized(row.name),
      lang: chosenText(row.name)?.lang,
      href: `/${Current.institution.slug}/partners/${row.id}`,
      kind: `directory.classification.${row.classification}`,
      detail: localized(row.parent),
      country: row.country ?? undefined,
      weight: 2,
    }));
  }
}
