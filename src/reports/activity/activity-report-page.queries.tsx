import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { page } from '../../platform/web/page.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { mayApproveActivity } from '../report.rules.js';
import { ActivityIssues } from './activity-issues.service.js';
import type { Asked } from './activity-periods.service.js';
import { ActivityReportPage } from './activity-report.pages.js';
import { ActivityReportQueries } from './activity-report.queries.js';
import { ActivityReports } from './activity-report.service.js';

export const AskedQuery = z.object({
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  convocation: z.uuid().optional().catch(undefined),
  body: z.uuid().optional().catch(undefined),
});

/** What is asked for; what cannot be read is not asked. */
export function askedOf(query: unknown): Asked {
  const read = readForm(AskedQuery, query);
  return read.ok ? read.data : {};
}

/** The page of an activity report, in a fixed number of statements. */
@Injectable()
export class ActivityReportReads {
  constructor(
    private readonly db: Db,
    private readonly reports: ActivityReports,
    private readonly queries: ActivityReportQueries,
    private readonly issues: ActivityIssues,
    private readonly institution: InstitutionQueries,
  ) {}

  /** @throws NotFound */
  page(query: unknown, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const asked = askedOf(query);
      const report = await this.reports.of(asked);
      const props = {
        report,
        asked,
        form,
        choices: await this.queries.choices(),
        convocations: await this.institution.convocations(),
        issues: await this.issues.of(report.period),
        mayApprove: mayApproveActivity(Current.actor),
      };
      return page(<ActivityReportPage {...props} />, { title: report.title, section: 'follow-up' });
    });
  }
}
