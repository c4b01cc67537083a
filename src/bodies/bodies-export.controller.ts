import { Controller, Get, Param, Query } from '@nestjs/common';
import { CountriesService } from '../directory/countries.service.js';
import { ExportsService } from '../platform/exports/exports.service.js';
import type { Download } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { BodiesQuery } from './bodies.forms.js';
import { BodiesQueries, type BodyRow } from './bodies.queries.js';

/** The list of bodies as a file. */
@Controller(':institution/bodies/export')
@Can('bodies.read')
export class BodiesExportController {
  constructor(
    private readonly exports: ExportsService,
    private readonly queries: BodiesQueries,
    private readonly countries: CountriesService,
  ) {}

  @Get(':format')
  async list(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const read = readForm(BodiesQuery, query);
    const filter = read.ok ? read.data : BodiesQuery.parse({});
    const names = await this.countries.names();
    return this.exports.list(format, {
      name: 'bodies',
      columns: [
        { label: t('bodies.field.name'), value: (row: BodyRow) => localized(row.name), width: 48 },
        { label: t('bodies.field.kind'), value: (row) => t(`bodies.kind.${row.kind}`), width: 24 },
        { label: t('bodies.field.partner'), value: (row) => localized(row.partner), width: 36 },
        { label: t('directory.field.country'), value: (row) => row.country && names.of(row.country) },
        { label: t('bodies.field.chair'), value: (row) => row.chair, width: 28 },
        { label: t('bodies.field.seats'), value: (row) => row.seats, width: 8 },
        { label: t('bodies.field.state'), value: (row) => t(`bodies.state.${row.state}`) },
        { label: t('bodies.field.constituted'), value: (row) => row.constituted_on, width: 12 },
      ],
      page: async (page, size) => (await this.queries.list(filter, page, size)).rows,
    });
  }
}
