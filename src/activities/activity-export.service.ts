import { Injectable } from '@nestjs/common';
import { CountriesService } from '../directory/countries.service.js';
import { ExportsService } from '../platform/exports/exports.service.js';
import type { SheetColumn } from '../platform/exports/sheets.js';
import type { Download } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { ActivitiesQueries, type ActivityFilter, type ActivityRow } from './activities.queries.js';
import type { ActivityKind } from './activity.entity.js';
import { ActivityKinds } from './activity-kinds.registry.js';

/** The list of a kind of activity as a file, for whichever capability shows it. */
@Injectable()
export class ActivityExport {
  constructor(
    private readonly exports: ExportsService,
    private readonly queries: ActivitiesQueries,
    private readonly kinds: ActivityKinds,
    private readonly countries: CountriesService,
  ) {}

  /** What this reader may see of it, by the filter of the page. @throws NotFound for an unknown format, TooMuchToExport */
  async list(format: string, kind: ActivityKind, filter: Omit<ActivityFilter, 'kind' | 'page'>): Promise<Download> {
    const names = await this.countries.names();
    const { path, stateKey } = this.kinds.of(kind);
    const columns: SheetColumn<ActivityRow>[] = [
      { label: t('activities.sheet.title'), value: (row) => localized(row.title), width: 48 },
      { label: t('activities.sheet.partner'), value: (row) => localized(row.partner_name), width: 36 },
      { label: t('activities.sheet.country'), value: (row) => row.partner_country && names.of(row.partner_country) },
      { label: t('activities.sheet.starts-on'), value: (row) => row.starts_on, width: 12 },
      { label: t('activities.sheet.ends-on'), value: (row) => row.ends_on, width: 12 },
      { label: t('activities.sheet.city'), value: (row) => row.city },
      { label: t('activities.sheet.state'), value: (row) => t(`${stateKey}.${row.state}`) },
      { label: t('activities.sheet.desk'), value: (row) => row.responsible_name },
      { label: t('activities.sheet.id'), value: (row) => row.id, width: 38 },
    ];
    return this.exports.list(format, {
      name: path,
      columns,
      page: async (page, pageSize) => (await this.queries.list({ ...filter, kind, page, pageSize })).rows,
    });
  }
}
