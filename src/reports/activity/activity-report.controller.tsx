import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { NotFound } from '../../platform/errors.js';
import { ExportsService } from '../../platform/exports/exports.service.js';
import { Download } from '../../platform/http/reply.js';
import { currentLanguage, t } from '../../platform/i18n/translate.js';
import { fromMinor } from '../../platform/money.js';
import { Can } from '../../platform/permissions/can.js';
import { page } from '../../platform/web/page.js';
import { readForm } from '../../platform/web/forms.js';
import { MEDIA } from './activity-issues.service.js';
import { ActivityReportPaper } from './activity-report-paper.service.js';
import { activityReportPath, RowsBehindPage } from './activity-report.pages.js';
import { countedSections, PROMISED, PUNCTUALITY } from './activity-words.rules.js';
import { ActivityReportReads, askedOf, AskedQuery } from './activity-report-page.queries.js';
import { type ActivityReport, ActivityReports } from './activity-report.service.js';
import { ActivityRows, COUNTED } from './activity-rows.service.js';
import { TABLES } from './activity-tables.rules.js';
import { DIRECTIONS } from './tally.rules.js';

const RowsQuery = AskedQuery.extend({
  by: z.enum(COUNTED),
  key: z.string().max(300),
  direction: z.enum(DIRECTIONS).optional().catch(undefined),
});
type RowsQuery = z.output<typeof RowsQuery>;

interface SheetRow {
  section: string;
  label: string;
  received: number | null;
  made: number | null;
  count?: number;
  currency?: string;
}

/** The report on a year, a convocation or a body: page, rows behind each number, sheet and paper. */
@Controller(':institution/reports/activity')
@Can('reports.activity')
export class ActivityReportController {
  constructor(
    private readonly reports: ActivityReports,
    private readonly behind: ActivityRows,
    private readonly reads: ActivityReportReads,
    private readonly paper: ActivityReportPaper,
    private readonly exports: ExportsService,
  ) {}

  @Get()
  show(@Query() query: unknown): Promise<string> {
    return this.reads.page(query);
  }

  @Get('rows')
  async rows(@Query() query: unknown): Promise<string> {
    const read = readForm(RowsQuery, query);
    if (!read.ok) throw new NotFound();
    const { by: _by, key: _key, direction, ...asked } = read.data;
    const words = new URLSearchParams(
      Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const title = [await this.labelOf(read.data), direction && t(`reports.activity.${direction}_head`)]
      .filter(Boolean)
      .join(' · ');
    return page(
      <RowsBehindPage title={title} rows={await this.behind.of(read.data)} back={`${activityReportPath()}?${words}`} />,
      { title, section: 'follow-up' },
    );
  }

  @Get('export/:format')
  async file(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const rows = sheetRows(await this.reports.of(askedOf(query)));
    return this.exports.list<SheetRow>(format, {
      name: 'activity-report',
      columns: [
        { label: t('reports.activity.section'), value: ({ section }) => section, width: 36 },
        { label: t('reports.activity.detail'), value: ({ label }) => label, width: 44 },
        { label: t('reports.activity.received_head'), value: ({ received }) => received, width: 14 },
        { label: t('reports.activity.made_head'), value: ({ made }) => made, width: 14 },
        { label: t('reports.activity.currency'), value: ({ currency }) => currency, width: 10 },
        { label: t('reports.activity.count'), value: ({ count }) => count, width: 10 },
      ],
      page: (at) => Promise.resolve(at === 1 ? rows : []),
    });
  }

  @Get('paper/:format')
  async print(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    if (format !== 'pdf' && format !== 'docx') throw new NotFound();
    const bytes = await this.paper.make(askedOf(query), currentLanguage(), format);
    return new Download(bytes, MEDIA[format], `activity-report.${format}`);
  }

  /** What the number counts. */
  private async labelOf({ by, key, direction: _direction, ...asked }: RowsQuery): Promise<string> {
    const of = (label: string) => `${t(`reports.activity.by.${by}`)} · ${label}`;
    if (by === 'visits') return t('reports.activity.by.visits');
    if (by === 'costs') return of(key);
    const report = await this.reports.of(asked);
    const names: Record<string, readonly { key: string; label: string }[]> = {
      ...report.tables,
      lines: report.lines,
      texts: report.texts,
      reports: PUNCTUALITY.map((one) => ({ key: one, label: t(`reports.activity.punctuality.${one}`) })),
      commitments: PROMISED.map((one) => ({ key: one, label: t(`reports.activity.promised.${one}`) })),
    };
    return of(names[by]?.find((line) => line.key === key)?.label ?? '');
  }
}

function sheetRows(report: ActivityReport): SheetRow[] {
  const major = (minor: number, currency: string) => Number(fromMinor(minor, currency));
  const counted = (section: string, lines: readonly { label: string; count: number }[]): SheetRow[] =>
    lines.map(({ label, count }) => ({ section, label, received: null, made: null, count }));
  return [
    ...TABLES.flatMap((name) =>
      report.tables[name].map((line) => ({ ...line, section: t(`reports.activity.by.${name}`) })),
    ),
    ...report.costs.map(({ year, currency, received, made: spent }) => ({
      section: t('reports.activity.costs'),
      label: String(year),
      received: major(received, currency),
      made: major(spent, currency),
      currency,
    })),
    ...countedSections(report).flatMap(({ by, lines }) => counted(t(`reports.activity.by.${by}`), lines)),
    ...report.next.map(({ title, day, with: partner }) => ({
      section: t('reports.activity.next'),
      label: [day.toString(), title, partner].filter(Boolean).join(' · '),
      received: null,
      made: null,
    })),
  ];
}
