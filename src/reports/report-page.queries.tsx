import { Injectable } from '@nestjs/common';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import { page } from '../platform/web/page.js';
import { ReportComments } from './report-comments.service.js';
import { mayComment, mayKeepBack, mayPublish, mayWriteNow, mayWriteReport, stepsFor } from './report.rules.js';
import { ReportPrefill } from './report-prefill.queries.js';
import { ReportRegisters } from './report-registers.queries.js';
import type { Trouble } from './report-section.pages.js';
import { FIXED } from './report.states.js';
import { NoReport, ReportActions, ReportPage } from './reports.pages.js';
import { ReportsQueries } from './reports.queries.js';

/** What the page of a report shows, in a fixed number of statements. */
@Injectable()
export class ReportReads {
  constructor(
    private readonly db: Db,
    private readonly queries: ReportsQueries,
    private readonly prefill: ReportPrefill,
    private readonly registers: ReportRegisters,
    private readonly frame: ActivityFrame,
    private readonly comments: ReportComments,
  ) {}

  page(activityId: string, trouble?: Trouble): Promise<string> {
    return this.db.read(async () => {
      const { activity, report } = await this.queries.of(activityId);
      const steps = report ? stepsFor(Current.actor, report, activity) : [];
      const hasNext = !report || steps.some((to) => to !== 'returned');
      const activityHead = await this.frame.of(activityId, 'report', {
        actions: report ? <ReportActions report={report} steps={steps} /> : undefined,
        ownPrimary: hasNext,
      });
      const options = {
        title: `${t('reports.title')} · ${localized(activity.title)}`,
        section: `${activity.kind}s`,
        activity: activityHead,
      };
      if (!report) {
        const mayOpen = mayWriteReport(Current.actor, null, activity);
        return page(<NoReport activityId={activityId} mayOpen={mayOpen} problem={trouble?.form.errors['']} />, options);
      }
      const props = {
        report,
        steps,
        trouble,
        due: await this.prefill.deadline(activity),
        names: await this.queries.names(report),
        mayWrite: mayWriteNow(Current.actor, report, activity),
        comments: await this.comments.of(report.id),
        may: {
          comment: !FIXED.includes(report.state) && mayComment(Current.actor, report, activity),
          keepBack: mayKeepBack(Current.actor, report, activity),
          publish: mayPublish(Current.actor, report, activity),
        },
        registers: await this.registers.of(report),
      };
      return page(<ReportPage {...props} />, options);
    });
  }
}
