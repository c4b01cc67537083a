import { Injectable } from '@nestjs/common';
import type { PaperLanguage } from '../../activities/papers.registry.js';
import type { Seal } from '../../documents/document-sources.registry.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { formatDay, formatDays, formatMoney, formatNumber } from '../../platform/i18n/format.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { fragment } from '../../platform/web/page.js';
import type { Asked } from './activity-periods.service.js';
import { type ActivityReport, ActivityReports } from './activity-report.service.js';
import { type NamedLine, TABLES, type TableName } from './activity-tables.rules.js';
import { costsInWords, countedSections, inWords } from './activity-words.rules.js';
import { BarChart } from './bar-chart.js';

type Cells = { cells: string[][]; isTotal?: boolean };
interface Table {
  title: string;
  columns: { head: string; width: string; align?: 'end' }[];
  rows: Cells[];
}

/** @throws what rendering throws */
export type PrintReport = (format: 'pdf' | 'docx', approved?: { seal: Seal; by: string }) => Promise<Uint8Array>;

/** The activity report as PDF and Word: the same numbers and charts as on the page. */
@Injectable()
export class ActivityReportPaper {
  constructor(
    private readonly reports: ActivityReports,
    private readonly rendering: PaperRendering,
  ) {}

  /** @throws NotFound, and what rendering throws */
  async make(asked: Asked, language: PaperLanguage, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    return (await this.counted(asked, language))(format);
  }

  /** Counts once what is then printed in either format, as a draft or approved. Needs an open unit of work. @throws NotFound */
  async counted(asked: Asked, language: PaperLanguage): Promise<PrintReport> {
    const report = await inLanguage(language, () => this.reports.of(asked));
    return (format, approved) => {
      const data = inLanguage(language, () => ({
        date: formatDay(Temporal.Now.plainDateISO(Current.institution.timeZone)),
        ...this.rendering.frame(language, approved?.seal),
        title: report.title,
        subtitle: localized(Current.institution.name, language),
        dates: formatDays(report.period.from, report.period.until),
        sections: sectionsOf(report),
        ...(approved ? { approval: stampOf(approved) } : {}),
      }));
      return this.rendering.render('activity-report', data, language, format);
    };
  }
}

const stampOf = ({ seal, by }: { seal: Seal; by: string }) => ({
  post: t('reports.document.approver'),
  name: by,
  date: formatDay(seal.at.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate(), 'long'),
  number: seal.registerNumber ?? '',
});

function sectionsOf(report: ActivityReport): unknown[] {
  const { received, made } = report.visits;
  return [
    {
      title: t('reports.activity.overview'),
      points: [t('reports.activity.received', { count: received }), t('reports.activity.made', { count: made })],
    },
    ...TABLES.filter((name) => report.tables[name].length > 0).map((name) => ({
      title: t(`reports.activity.by.${name}`),
      charts: [chart(name, report.tables[name])],
      tables: [tableOf(name, report.tables[name])],
    })),
    ...costSections(report),
    ...countedSections(report)
      .filter(({ lines }) => lines.length > 0)
      .map(({ by, lines }) => ({
        title: t(`reports.activity.by.${by}`),
        points: lines.map(({ label, count }) => `${label}: ${formatNumber(count)}`),
      })),
    ...(report.next.length > 0 ? [{ title: t('reports.activity.next'), tables: [planOf(report)] }] : []),
  ];
}

function planOf({ next }: ActivityReport): Table {
  return {
    title: '',
    columns: [
      { head: t('reports.activity.day'), width: '30mm' },
      { head: t('reports.activity.planned'), width: '1fr' },
      { head: t('reports.activity.with'), width: '50mm' },
    ],
    rows: next.map((line) => ({ cells: [[formatDay(line.day)], [line.title], [line.with]] })),
  };
}

function chart(name: TableName, lines: readonly NamedLine[]) {
  const alt = inWords(name, lines);
  const drawn = <BarChart id={name} bars={lines.slice(0, 12)} alt={alt} format={(n) => formatNumber(n)} />;
  return { picture: { source: fragment(drawn), alt }, width: 160, caption: t('reports.activity.legend') };
}

function tableOf(name: TableName, lines: readonly NamedLine[]): Table {
  const sum = (pick: (line: NamedLine) => number) => formatNumber(lines.reduce((total, line) => total + pick(line), 0));
  return {
    title: '',
    columns: columnsOf(t(`reports.activity.of.${name}`), '28mm'),
    rows: [
      ...lines.map(({ label, received, made }) => ({
        cells: [[label], [formatNumber(received)], [formatNumber(made)]],
      })),
      { cells: [[t('reports.page.sum')], [sum(({ received }) => received)], [sum(({ made }) => made)]], isTotal: true },
    ],
  };
}

const columnsOf = (head: string, width: string): Table['columns'] => [
  { head, width: '1fr' },
  { head: t('reports.activity.received_head'), width, align: 'end' },
  { head: t('reports.activity.made_head'), width, align: 'end' },
];

function costSections(report: ActivityReport): unknown[] {
  return [...new Set(report.costs.map(({ currency }) => currency))].map((currency) => {
    const years = report.costs.filter((one) => one.currency === currency);
    const money = (minor: number) => formatMoney(minor, currency);
    const alt = costsInWords(years, currency);
    const bars = years.map((one) => ({ ...one, label: String(one.year) }));
    return {
      title: `${t('reports.activity.costs')} (${currency})`,
      charts: [
        {
          picture: { source: fragment(<BarChart id={currency} bars={bars} alt={alt} format={money} />), alt },
          width: 160,
          caption: t('reports.activity.legend'),
        },
      ],
      tables: [
        {
          title: '',
          columns: columnsOf(t('reports.activity.year'), '38mm'),
          rows: years.map(({ year, received, made }) => ({
            cells: [[String(year)], [money(received)], [money(made)]],
          })),
        },
      ],
    };
  });
}
