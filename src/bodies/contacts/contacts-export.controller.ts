import { Controller, Get, Param, Query } from '@nestjs/common';
import { CountriesService } from '../../directory/countries.service.js';
import { ExportsService } from '../../platform/exports/exports.service.js';
import type { Download } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { readForm } from '../../platform/web/forms.js';
import { ContactsQuery } from './contacts.controller.js';
import { type ContactRow, ContactsQueries } from './contacts.queries.js';

/** The register of contacts with foreigners as a file. */
@Controller(':institution/contacts/export')
@Can('contacts.read')
export class ContactsExportController {
  constructor(
    private readonly exports: ExportsService,
    private readonly queries: ContactsQueries,
    private readonly countries: CountriesService,
  ) {}

  @Get(':format')
  async list(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const read = readForm(ContactsQuery, query);
    const filter = read.ok ? read.data : ContactsQuery.parse({});
    const names = await this.countries.names();
    return this.exports.list(format, {
      name: 'contacts',
      columns: [
        { label: t('bodies.contact.number'), value: (row: ContactRow) => row.number, width: 6 },
        { label: t('bodies.contact.year'), value: (row) => row.year, width: 6 },
        { label: t('bodies.contact.day'), value: (row) => row.on_day, width: 12 },
        { label: t('bodies.contact.place'), value: (row) => row.place, width: 24 },
        { label: t('bodies.contact.counterpart'), value: (row) => row.counterpart, width: 36 },
        { label: t('bodies.contact.organisation'), value: (row) => row.organisation, width: 36 },
        { label: t('bodies.contact.country'), value: (row) => row.country && names.of(row.country) },
        { label: t('bodies.contact.content'), value: (row) => row.content, width: 60 },
        { label: t('bodies.contact.participants'), value: (row) => row.participants, width: 36 },
      ],
      page: async (page, size) => (await this.queries.list(filter, page, size)).rows,
    });
  }
}
