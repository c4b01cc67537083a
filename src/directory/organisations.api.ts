import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Can } from '../platform/permissions/can.js';
import { CLASSIFICATIONS, type Organisation } from './organisation.entity.js';
import {
  allOrganisationFacts,
  FormerNameFields,
  namedOrganisationFacts,
  NewOrganisationBody,
  OrganisationChangeBody,
} from './organisations.forms.js';
import { ContactFields, IdentifierFields } from './people.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';

const OrganisationWhole = z.object({
  id: z.uuid(),
  classification: z.enum(CLASSIFICATIONS),
  name: z.record(z.string(), z.string()),
  parentId: z.uuid().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  address: z.string().nullable(),
  version: z.int(),
});
const OrganisationFull = OrganisationWhole.extend({
  formerNames: z.array(FormerNameFields),
  abbreviation: z.string().nullable(),
  website: z.string().nullable(),
  foundedOn: z.iso.date().nullable(),
  dissolvedOn: z.iso.date().nullable(),
  contacts: z.array(ContactFields),
  identifiers: z.array(IdentifierFields),
  isExclusive: z.boolean(),
});
const OrganisationList = pageOf(OrganisationWhole);
const OrganisationListQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  classification: z.enum(CLASSIFICATIONS).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

@Controller('api/v1/:institution/organisations')
@Can('directory.read')
export class OrganisationsApi {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
  ) {}

  @Get()
  @Answers(OrganisationList)
  async list(@Query({ schema: OrganisationListQuery }) query: z.output<typeof OrganisationListQuery>) {
    const { cursor, limit, classification = 'all', ...filter } = query;
    const rows = await this.queries.after({ ...filter, classification }, decodeCursor(cursor, 1), limit);
    const { items, next } = cut(rows, limit, (row) => [row.id]);
    return {
      items: items.map((row): z.output<typeof OrganisationWhole> => ({
        id: row.id,
        classification: row.classification,
        name: row.name,
        parentId: row.parent_id,
        country: row.country,
        city: row.city,
        address: row.address,
        version: row.version,
      })),
      next,
    };
  }

  @Get(':id')
  @Answers(OrganisationFull)
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return answered(await this.organisations.get(id), response);
  }

  @Post()
  @Can('directory.write')
  @Answers(OrganisationFull, 201)
  async create(
    @Body({ schema: NewOrganisationBody }) body: z.output<typeof NewOrganisationBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const id = await this.organisations.create(allOrganisationFacts(body));
    return answered(await this.organisations.get(id), response);
  }

  @Patch(':id')
  @Can('directory.write')
  @Answers(OrganisationFull)
  async change(
    @Param('id') id: string,
    @Body({ schema: OrganisationChangeBody }) body: z.output<typeof OrganisationChangeBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const changed = await this.organisations.update(id, namedOrganisationFacts(body), (found) =>
      checkIfMatch(ifMatch, found),
    );
    return answered(changed, response);
  }
}

function answered(organisation: Organisation, response: Response): z.output<typeof OrganisationFull> {
  response.setHeader('ETag', etagOf(organisation.version));
  const { institutionId: _house, searchText: _search, createdAt: _made, updatedAt: _changed, ...facts } = organisation;
  return {
    ...facts,
    foundedOn: facts.foundedOn?.toString() ?? null,
    dissolvedOn: facts.dissolvedOn?.toString() ?? null,
  };
}
