import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Can } from '../platform/permissions/can.js';
import {
  allFacts,
  ContactFields,
  IdentifierFields,
  namedFacts,
  NewPersonBody,
  OtherNameFields,
  PersonChangeBody,
} from './people.forms.js';
import { PeopleQueries, type PersonRow } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { LANGUAGE_LEVELS, NAME_ORDERS, type Person } from './person.entity.js';

const PersonLine = z.object({
  id: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  nativeName: z.string().nullable(),
  nativeLanguage: z.string().nullable(),
  honorific: z.string().nullable(),
  country: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  post: z.record(z.string(), z.string()).nullable(),
  organisation: z.object({ id: z.uuid(), name: z.record(z.string(), z.string()) }).nullable(),
});
const day = z.iso.date().nullable();
const PersonWhole = PersonLine.omit({ post: true, organisation: true }).extend({
  patronymic: z.string().nullable(),
  nameOrder: z.enum(NAME_ORDERS),
  sortAs: z.string().nullable(),
  sortName: z.string(),
  otherNames: z.array(OtherNameFields),
  addressForms: z.record(z.string(), z.record(z.string(), z.string())),
  pronunciation: z.string().nullable(),
  gender: z.enum(['female', 'male']).nullable(),
  birthDate: day,
  deathDate: day,
  contacts: z.array(ContactFields),
  identifiers: z.array(IdentifierFields),
  languages: z.array(z.string()),
  languageLevels: z.record(z.string(), z.enum(LANGUAGE_LEVELS)),
  hasPhoto: z.boolean(),
  photoConsentOn: day,
  note: z.string().nullable(),
  version: z.int(),
});
const PeopleListQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  organisation: z.uuid().optional(),
});
const PeopleList = pageOf(PersonLine);

@Controller('api/v1/:institution/people')
@Can('directory.read')
export class PeopleApi {
  constructor(
    private readonly people: PeopleService,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  @Answers(PeopleList)
  async list(@Query({ schema: PeopleListQuery }) query: z.output<typeof PeopleListQuery>) {
    const { cursor, limit, ...filter } = query;
    const rows = await this.queries.after(filter, decodeCursor(cursor, 2), limit);
    const { items, next } = cut(rows, limit, (row) => [row.sort_name, row.id]);
    return { items: items.map(lineOf), next };
  }

  @Get(':id')
  @Answers(PersonWhole)
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return answered(await this.people.get(id), response);
  }

  @Post()
  @Can('directory.write')
  @Answers(PersonWhole, 201)
  async create(
    @Body({ schema: NewPersonBody }) body: z.output<typeof NewPersonBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const id = await this.people.create(allFacts(body));
    return answered(await this.people.get(id), response);
  }

  @Patch(':id')
  @Can('directory.write')
  @Answers(PersonWhole)
  async change(
    @Param('id') id: string,
    @Body({ schema: PersonChangeBody }) body: z.output<typeof PersonChangeBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return answered(await this.people.update(id, namedFacts(body), (found) => checkIfMatch(ifMatch, found)), response);
  }
}

function lineOf(row: PersonRow): z.output<typeof PersonLine> {
  return {
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    nativeName: row.native_name,
    nativeLanguage: row.native_language,
    honorific: row.honorific,
    country: row.country,
    email: row.email,
    phone: row.phone,
    post: row.post,
    organisation: row.organisation_id && row.organisation ? { id: row.organisation_id, name: row.organisation } : null,
  };
}

// The id tells whom a merged entry leads to.
function answered(person: Person, response: Response): z.output<typeof PersonWhole> {
  response.setHeader('ETag', etagOf(person.version));
  const { institutionId: _house, mergedInto: _alias, searchText: _search, photoId, ...facts } = person;
  const { createdAt: _made, updatedAt: _changed, birthDate, deathDate, photoConsentOn, ...rest } = facts;
  return {
    ...rest,
    addressForms: rest.addressForms as Record<string, Record<string, string>>,
    birthDate: birthDate?.toString() ?? null,
    deathDate: deathDate?.toString() ?? null,
    photoConsentOn: photoConsentOn?.toString() ?? null,
    hasPhoto: photoId !== null,
  };
}
