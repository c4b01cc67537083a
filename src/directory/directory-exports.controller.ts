import { Controller, Get, Param, Query } from '@nestjs/common';
import { ExportsService } from '../platform/exports/exports.service.js';
import { Download } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { CountriesService } from './countries.service.js';
import { organisationColumns, peopleColumns } from './directory-sheets.js';
import { PopoloExport } from './imports/popolo-export.service.js';
import { PartnersQuery } from './organisations.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { PeopleQuery } from './people.forms.js';
import { PeopleQueries } from './people.queries.js';

/** The lists of the directory as files: the same filter, the same right as for the page. */
@Controller(':institution')
@Can('directory.read')
export class DirectoryExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly people: PeopleQueries,
    private readonly organisations: OrganisationsQueries,
    private readonly countries: CountriesService,
    private readonly popolo: PopoloExport,
  ) {}

  @Get('people/export/:format')
  async peopleList(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const read = readForm(PeopleQuery, query);
    const filter = read.ok ? read.data : PeopleQuery.parse({});
    return this.exports.list(format, {
      name: 'people',
      columns: peopleColumns(await this.countries.names()),
      page: async (page, size) => (await this.people.list(filter, page, size)).rows,
    });
  }

  @Get('partners/export/:format')
  async organisationList(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const read = readForm(PartnersQuery, query);
    const filter = read.ok ? read.data : PartnersQuery.parse({});
    return this.exports.list(format, {
      name: 'organisations',
      columns: organisationColumns(await this.countries.names()),
      page: async (page, size) => (await this.organisations.list(filter, page, size)).rows,
    });
  }

  /** The whole directory as Popolo JSON. */
  @Get('directory/popolo.json')
  async whole(): Promise<Download> {
    const file = await this.popolo.file();
    await this.exports.note('popolo', file.persons.length, 'json');
    return new Download(Buffer.from(JSON.stringify(file, null, 2)), 'application/json', 'directory.popolo.json');
  }
}
