import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { PAPER_LANGUAGES } from '../../activities/papers.registry.js';
import { NotFound } from '../../platform/errors.js';
import { Download, type SeeOther, type Unprocessable } from '../../platform/http/reply.js';
import { Can } from '../../platform/permissions/can.js';
import { takeForm } from '../../platform/web/take-form.js';
import { ActivityIssues } from './activity-issues.service.js';
import { ActivityReportReads, AskedQuery } from './activity-report-page.queries.js';
import { activityReportPath } from './activity-report.pages.js';

const ApprovalForm = AskedQuery.extend({
  language: z.enum(PAPER_LANGUAGES),
  reason: z.string().trim().max(1000).default(''),
});

/** Activity reports that were approved: made once, and kept. */
@Controller(':institution/reports/activity/approvals')
@Can('reports.activity')
export class ActivityIssuesController {
  constructor(
    private readonly issues: ActivityIssues,
    private readonly reads: ActivityReportReads,
  ) {}

  @Post()
  @Can('reports.approve_activity')
  approve(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: ApprovalForm,
      body,
      again: (form) => this.reads.page(form.values, form),
      take: async ({ language, reason, ...asked }) => {
        await this.issues.approve(asked, language, reason);
        const words = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
        return `${activityReportPath()}?${new URLSearchParams(words)}#approved`;
      },
      done: 'reports.flash.activity_approved',
    });
  }

  @Get(':id/:format')
  async file(@Param('id') id: string, @Param('format') format: string): Promise<Download> {
    if (format !== 'pdf' && format !== 'docx') throw new NotFound();
    const { file, bytes } = await this.issues.read(id, format);
    return new Download(bytes, file.mediaType, file.name);
  }
}
