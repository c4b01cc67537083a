import { Body as Sent, Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../../platform/api/answers.js';
import { Can } from '../../platform/permissions/can.js';
import { contactFacts, ContactFields } from './contacts.controller.js';
import { ContactsQueries } from './contacts.queries.js';
import { ContactsService } from './contacts.service.js';

const Made = z.object({ id: z.uuid() });
const ContactBody = z.strictObject(ContactFields);
const ContactLine = z.object({
  id: z.uuid(),
  number: z.int(),
  year: z.int(),
  onDay: z.iso.date(),
  place: z.string(),
  counterpart: z.string(),
  country: z.string().nullable(),
  organisation: z.string().nullable(),
  content: z.string(),
});
const ContactList = z.object({ items: z.array(ContactLine), total: z.int() });
const ContactListQuery = z.strictObject({
  q: z.string().max(100).optional(),
  year: z.coerce.number().int().optional(),
  country: z.string().length(2).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Contacts with foreigners on record; pages of 100 by number, since a register is read by its numbers. */
@Controller('api/v1/:institution/contacts')
@Can('contacts.read')
export class ContactsApi {
  constructor(
    private readonly contacts: ContactsService,
    private readonly queries: ContactsQueries,
  ) {}

  @Get()
  @Answers(ContactList)
  async list(@Query({ schema: ContactListQuery }) { page, ...filter }: z.output<typeof ContactListQuery>) {
    const { rows, total } = await this.queries.list(filter, page, 100);
    return {
      total,
      items: rows.map((row) => ({
        id: row.id,
        number: row.number,
        year: row.year,
        onDay: row.on_day.toString(),
        place: row.place,
        counterpart: row.counterpart,
        country: row.country,
        organisation: row.organisation,
        content: row.content,
      })),
    };
  }

  @Post()
  @Can('contacts.write')
  @Answers(Made, 201)
  async add(@Sent({ schema: ContactBody }) contact: z.output<typeof ContactBody>) {
    return { id: await this.contacts.add(contactFacts(contact)) };
  }
}
