import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import type { RichText } from '../documents/report-rendering.service.js';
import { SectionChanged } from './report.errors.js';
import type { Report } from './report.entity.js';
import { REPORT_STATES } from './report.states.js';
import { ReportWriting } from './report-writing.service.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportOpening } from './report-opening.service.js';
import { ReportsService } from './reports.service.js';

const SectionWhole = z.object({ content: z.unknown(), version: z.int(), by: z.string().nullable(), at: z.string() });

const ReportWhole = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  state: z.enum(REPORT_STATES),
  language: z.string(),
  dueOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  registerNumber: z.string().nullable(),
  approvedAt: z.string().nullable(),
  sections: z.record(z.string(), SectionWhole),
  facts: z.unknown(),
  version: z.int(),
});

const SectionBody = z.strictObject({
  content: z.union([z.string().max(60_000), z.record(z.string(), z.unknown())]),
  /** The version that was seen; 0 where the section was empty. */
  version: z.int().min(0),
});
const ReturnBody = z.strictObject({ reason: z.string().max(2000) });
const TablingBody = z.strictObject({ tabledBy: z.string().trim().max(300), tabledOn: z.iso.date() });

/** The report on an activity, and the steps of its course as things that are posted. */
@Controller('api/v1/:institution/activities/:activityId/report')
@Can('activities.see')
export class ReportsApi {
  constructor(
    private readonly db: Db,
    private readonly opening: ReportOpening,
    private readonly reports: ReportsService,
    private readonly writing: ReportWriting,
    private readonly queries: ReportsQueries,
  ) {}

  @Get()
  @Answers(ReportWhole)
  async one(@Param('activityId') activityId: string, @Res({ passthrough: true }) response: Response) {
    return answered((await this.queries.one(activityId)).report, response);
  }

  @Post()
  @Answers(ReportWhole, 201)
  async open(@Param('activityId') activityId: string, @Res({ passthrough: true }) response: Response) {
    return answered(await this.opening.open(activityId), response);
  }

  /** Saves one section. Where somebody else saved first, the 409 carries what stands beside what was sent. */
  @Patch('sections/:section')
  @Answers(SectionWhole)
  async write(
    @Param('activityId') activityId: string,
    @Param('section') section: string,
    @Body({ schema: SectionBody }) body: z.output<typeof SectionBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { id } = await this.existing(activityId);
    try {
      return await this.writing.write(id, { section, content: body.content as string | RichText }, body.version);
    } catch (error) {
      if (!(error instanceof SectionChanged)) throw error;
      response.status(409).type('application/problem+json');
      const detail = t(error.key, error.params);
      return {
        type: `urn:entente:${error.key}`,
        title: 'Conflict',
        status: 409,
        detail,
        current: error.theirs,
        sent: body.content,
      };
    }
  }

  @Post('submissions')
  @HttpCode(200)
  @Answers(ReportWhole)
  submit(
    @Param('activityId') activityId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.step(activityId, ifMatch, response, (id) => this.reports.submit(id));
  }

  @Post('approvals')
  @HttpCode(200)
  @Answers(ReportWhole)
  approve(
    @Param('activityId') activityId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.step(activityId, ifMatch, response, (id) => this.reports.approve(id));
  }

  @Post('returns')
  @HttpCode(200)
  @Answers(ReportWhole)
  return(
    @Param('activityId') activityId: string,
    @Body({ schema: ReturnBody }) { reason }: z.output<typeof ReturnBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.step(activityId, ifMatch, response, (id) => this.reports.return(id, reason));
  }

  @Post('filings')
  @HttpCode(200)
  @Answers(ReportWhole)
  file(
    @Param('activityId') activityId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.step(activityId, ifMatch, response, (id) => this.reports.file(id));
  }

  @Post('tablings')
  @HttpCode(200)
  @Answers(ReportWhole)
  table(
    @Param('activityId') activityId: string,
    @Body({ schema: TablingBody }) { tabledBy, tabledOn }: z.output<typeof TablingBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.step(activityId, ifMatch, response, (id) =>
      this.reports.table(id, tabledBy, Temporal.PlainDate.from(tabledOn)),
    );
  }

  private async step(
    activityId: string,
    ifMatch: string | undefined,
    response: Response,
    verb: (id: string) => Promise<Report>,
  ) {
    const { id, version } = await this.existing(activityId);
    checkIfMatch(ifMatch, version);
    return answered(await verb(id), response);
  }

  private async existing(activityId: string): Promise<Report> {
    return (await this.db.read(() => this.queries.one(activityId))).report;
  }
}

function answered(report: Report, response: Response): z.output<typeof ReportWhole> {
  const { id, activityId, state, language, returnReason, registerNumber, sections, facts, version } = report;
  response.setHeader('ETag', etagOf(version));
  return {
    id,
    activityId,
    state,
    language,
    returnReason,
    registerNumber,
    sections,
    facts,
    version,
    dueOn: report.dueOn?.toString() ?? null,
    approvedAt: report.approvedAt?.toString() ?? null,
  };
}
