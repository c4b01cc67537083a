import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { NotFound } from '../../platform/errors.js';
import { ExportsService } from '../../platform/exports/exports.service.js';
import { Download } from '../../platform/http/reply.js';
import { formatMoney } from '../../platform/i18n/format.js';
import { currentLanguage, t } from '../../platform/i18n/translate.js';
import { fromMinor } from '../../platform/money.js';
import { Can } from '../../platform/permissions/can.js';
import { page } from '../../platform/web/page.js';
import { readForm } from '../../platform/web/forms.js';
import { ActivityReportPaper } from './activity-report-paper.service.js';
import { ActivityReportPage, activityReportPath, PUNCTUALITY, RowsBehindPage } from './activity-report.pages.js';
import { ActivityReportQueries } from './activity-report.queries.js';
import { type ActivityReport, ActivityReports, type Asked, type RowBehind, TABLES } from './activity-report.service.js';
import { type Direction, DIRECTIONS } from './tally.rules.js';

const AskedQuery = z.object({
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  convocation: z.uuid().optional().catch(undefined),
  body: z.uuid().optional().catch(undefined),
});
const RowsQuery = AskedQuery.extend({
  by: z.enum([...TABLES, 'costs', 'reports']),
  key: z.string().max(300),
  direction: z.enum(DIRECTIONS).optional().catch(undefined),
});
type RowsQuery = z.output<typeof RowsQuery>;

interface SheetRow {
  section: string;
  label: string;
  received: number | null;
  made: number | null;
  currency?: string;
}

/** The report on a year, a convocation or a body: page, rows behind each number, sheet and paper. */
@Controller(':institution/reports/activity')
@Can('reports.activity')
export class ActivityReportController {
  constructor(
    private readonly reports: ActivityReports,
    private readonly queries: ActivityReportQueries,
    private readonly paper: ActivityReportPaper,
    private readonly institution: InstitutionQueries,
    private readonly exports: ExportsService,
  ) {}

  @Get()
  async show(@Query() query: unknown): Promise<string> {
    const asked = askedOf(query);
    const report = await this.reports.of(asked);
    const choices = await this.queries.choices();
    const convocations = await this.institution.convocations();
    return page(<ActivityReportPage {...{ report, asked, choices, convocations }} />, {
      title: report.title,
      section: 'follow-up',
    });
  }

  @Get('rows')
  async rows(@Query() query: unknown): Promise<string> {
    const read = readForm(RowsQuery, query);
    if (!read.ok) throw new NotFound();
    const { by, key: _key, direction, ...asked } = read.data;
    const words = new URLSearchParams(
      Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const title = [
      t(by === 'costs' || by === 'reports' ? `reports.activity.${by}` : `reports.activity.by.${by}`),
      await this.labelOf(read.data),
      direction && t(`reports.activity.${direction}_head`),
    ]
      .filter(Boolean)
      .join(' · ');
    return page(
      <RowsBehindPage title={title} rows={await this.found(read.data)} back={`${activityReportPath()}?${words}`} />,
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
      ],
      page: (at) => Promise.resolve(at === 1 ? rows : []),
    });
  }

  @Get('paper/:format')
  async print(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    if (format !== 'pdf' && format !== 'docx') throw new NotFound();
    const bytes = await this.paper.make(askedOf(query), currentLanguage(), format);
    const media =
      format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return new Download(bytes, media, `activity-report.${format}`);
  }

  /** What the key of a number is called. */
  private async labelOf({ by, key, direction: _direction, ...asked }: RowsQuery): Promise<string> {
    if (by === 'costs') return key;
    if (by === 'reports') return PUNCTUALITY.includes(key as never) ? t(`reports.activity.punctuality.${key}`) : '';
    const report = await this.reports.of(asked);
    return report.tables[by].find((line) => line.key === key)?.label ?? '';
  }

  private async found({ by, key, direction, ...asked }: RowsQuery): Promise<RowBehind[]> {
    const zone = Current.institution.timeZone;
    if (by === 'costs')
      return (
        await this.reports.costsOf(asked, z.coerce.number().int().min(1900).max(2200).parse(key), direction ?? null)
      ).map((row) => ({ ...plain(row), detail: formatMoney(row.minor, row.currency) }));
    if (by === 'reports') {
      const punctuality = PUNCTUALITY.find((one) => one === key);
      if (!punctuality) throw new NotFound();
      return (await this.reports.reportsOf(asked, punctuality)).map((row) => ({
        ...plain(row),
        detail: [row.due_on, row.submitted_at?.toZonedDateTimeISO(zone).toPlainDate()].filter(Boolean).join(' → '),
      }));
    }
    return this.reports.rowsOf(asked, by, key, (direction ?? null) satisfies Direction | null);
  }
}

const plain = (row: { activity_id: string; title: RowBehind['title']; starts_on: Temporal.PlainDate }) => ({
  id: row.activity_id,
  activityId: row.activity_id,
  title: row.title,
  day: row.starts_on,
});

function askedOf(query: unknown): Asked {
  const read = readForm(AskedQuery, query);
  return read.ok ? read.data : {};
}

function sheetRows(report: ActivityReport): SheetRow[] {
  const { made, kept, late, dropped } = report.commitments;
  const promised = { all: made, kept, late, dropped };
  const major = (minor: number, currency: string) => Number(fromMinor(minor, currency));
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
    ...PUNCTUALITY.map((one) => ({
      section: t('reports.activity.reports'),
      label: t(`reports.activity.punctuality.${one}`),
      received: null,
      made: report.reports[one],
    })),
    ...Object.entries(promised).map(([shown, count]) => ({
      section: t('commitments.title'),
      label: t(`reports.activity.promised.${shown}`),
      received: null,
      made: count,
    })),
  ];
}
