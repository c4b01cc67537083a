import { formatMoney } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import type { ActivityReport } from './activity-report.service.js';
import type { CountedLine, NamedLine, TableName } from './activity-tables.rules.js';
import type { Punctuality } from './tally.rules.js';

export const PUNCTUALITY: readonly Punctuality[] = ['on-time', 'late', 'awaited', 'overdue'];
export const PROMISED = ['all', 'kept', 'late', 'dropped'] as const;

/** What is counted once, not by direction: plans and texts by state, reports, commitments. The same on page, sheet and paper. */
export function countedSections(report: ActivityReport): { by: string; lines: CountedLine[] }[] {
  const { made: all, kept, late, dropped } = report.commitments;
  const promised = { all, kept, late, dropped };
  return [
    { by: 'lines', lines: report.lines },
    { by: 'texts', lines: report.texts },
    {
      by: 'reports',
      lines: PUNCTUALITY.map((key) => ({
        key,
        label: t(`reports.activity.punctuality.${key}`),
        count: report.reports[key],
      })),
    },
    {
      by: 'commitments',
      lines: PROMISED.map((key) => ({ key, label: t(`reports.activity.promised.${key}`), count: promised[key] })),
    },
  ];
}

/** The table in one sentence, for those who do not see the chart. */
export const inWords = (name: TableName, lines: readonly NamedLine[]): string =>
  `${t(`reports.activity.by.${name}`)}: ${lines
    .slice(0, 12)
    .map(({ label, received, made }) => t('reports.activity.line', { label, received, made }))
    .join('; ')}`;

export const costsInWords = (years: readonly ActivityReport['costs'][number][], currency: string): string =>
  `${t('reports.activity.costs')}: ${years
    .map(({ year, received, made }) => `${year}: ${formatMoney(received + made, currency)}`)
    .join('; ')}`;
