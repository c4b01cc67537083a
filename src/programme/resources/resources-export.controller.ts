import { Controller, Get, Param, Query } from '@nestjs/common';
import { ExportsService } from '../../platform/exports/exports.service.js';
import type { SheetColumn } from '../../platform/exports/sheets.js';
import type { Download } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { pairName } from '../conflicts/pairs.rules.js';
import { type InterpreterRow, ResourcesQueries, type VehicleRow, type VenueRow } from './resources.queries.js';

const r = (key: string) => t(`programme.resources.${key}`);

/** Venues, cars or interpreters as a file. */
@Controller(':institution/resources/export')
@Can('resources.see')
export class ResourcesExportController {
  constructor(
    private readonly exports: ExportsService,
    private readonly queries: ResourcesQueries,
  ) {}

  @Get(':format')
  async list(@Param('format') format: string, @Query('part') part?: string): Promise<Download> {
    if (part === 'vehicles') return this.sheet(format, part, vehicleColumns(), await this.queries.vehicles());
    if (part === 'interpreters')
      return this.sheet(format, part, interpreterColumns(), await this.queries.interpreters());
    const isHotels = part === 'hotels';
    const rows = (await this.queries.venues()).filter(({ kind }) => (kind === 'hotel') === isHotels);
    return this.sheet(format, isHotels ? 'hotels' : 'venues', venueColumns(), rows);
  }

  private sheet<Row>(
    format: string,
    name: string,
    columns: SheetColumn<Row>[],
    rows: readonly Row[],
  ): Promise<Download> {
    return this.exports.list(format, { name, columns, page: async (page) => (page === 1 ? rows : []) });
  }
}

const venueColumns = (): SheetColumn<VenueRow>[] => [
  { label: r('name'), value: (row) => localized(row.name), width: 36 },
  { label: r('address'), value: (row) => [row.address, row.city].filter(Boolean).join(', '), width: 40 },
  { label: r('capacity'), value: (row) => row.capacity, width: 10 },
];

const vehicleColumns = (): SheetColumn<VehicleRow>[] => [
  { label: r('label'), value: (row) => row.label },
  { label: r('plate'), value: (row) => row.plate, width: 12 },
  { label: r('class'), value: (row) => r(`vehicle_class.${row.class}`) },
  { label: r('seats'), value: (row) => row.seats, width: 8 },
  { label: r('driver'), value: (row) => [row.driver_name, row.driver_phone].filter(Boolean).join(' · '), width: 32 },
];

const interpreterColumns = (): SheetColumn<InterpreterRow>[] => [
  { label: r('person'), value: (row) => row.name, width: 28 },
  { label: r('languages'), value: (row) => row.pairs.map(pairName).join(', '), width: 36 },
  { label: r('modes'), value: (row) => row.modes.map((mode) => t(`programme.mode.${mode}`)).join(', '), width: 28 },
  { label: r('shift'), value: (row) => row.longest_shift_minutes, width: 10 },
  { label: r('rest'), value: (row) => row.rest_minutes, width: 10 },
];
