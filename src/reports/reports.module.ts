import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs, type Badge } from '../activities/activity-tabs.registry.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { CostsModule } from '../costs/costs.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { GiftsModule } from '../gifts/gifts.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { t } from '../platform/i18n/translate.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { followUpMenu, menu } from '../platform/web/menu.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { Report } from './report.entity.js';
import { ClosingGuards } from './closing-guards.service.js';
import { ActivityReportController } from './activity/activity-report.controller.js';
import { ActivityReportPaper } from './activity/activity-report-paper.service.js';
import { ActivityIssue } from './activity/activity-issue.entity.js';
import { ActivityIssuesController } from './activity/activity-issues.controller.js';
import { ACTIVITY_REPORT, ActivityIssues } from './activity/activity-issues.service.js';
import { ActivityReportReads } from './activity/activity-report-page.queries.js';
import { ActivityPeriods } from './activity/activity-periods.service.js';
import { ActivityRows } from './activity/activity-rows.service.js';
import { ActivityReportQueries } from './activity/activity-report.queries.js';
import { ActivityReports } from './activity/activity-report.service.js';
import { AwaitedReportsController } from './chasing/awaited.controller.js';
import { Chasing } from './chasing/chasing.service.js';
import { PublishedReportsController } from './published-reports.controller.js';
import { ReportComment } from './report-comment.entity.js';
import { ReportComments } from './report-comments.service.js';
import { ReportCommentsController } from './report-comments.controller.js';
import { ReportPublication } from './report-publication.entity.js';
import { ReportPublications } from './report-publications.service.js';
import { ReportPublicationsController } from './report-publications.controller.js';
import { ACTIVITY_APPROVERS, PUBLISHERS, REPORT_READERS } from './report.rules.js';
import { ReportDeadlines } from './report-deadlines.service.js';
import type { ReportState } from './report.states.js';
import { ReportDocument } from './report-document.queries.js';
import { ReportOpening } from './report-opening.service.js';
import { ReportPaper } from './report-paper.service.js';
import { ReportReads } from './report-page.queries.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportRegisters } from './report-registers.queries.js';
import { ReportPrefill } from './report-prefill.queries.js';
import { ReportsWaiting } from './report-waiting.service.js';
import { ReportReviewApi } from './report-review.api.js';
import { ReportsApi } from './reports.api.js';
import { ReportsController } from './reports.controller.js';
import { ReportsListeners } from './reports.listeners.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportPicture } from './pictures/report-picture.entity.js';
import { ReportPictures } from './pictures/report-pictures.service.js';
import { ReportPicturesController } from './pictures/report-pictures.controller.js';
import { ReportWriting } from './report-writing.service.js';
import { REPORT, ReportsService } from './reports.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ActivityIssue, Report, ReportComment, ReportPicture, ReportPublication]),
    InstitutionModule,
    ActivitiesModule,
    ProgrammeModule,
    DocumentsModule,
    CommitmentsModule,
    GiftsModule,
    CostsModule,
    DirectoryModule,
    BodiesModule,
  ],
  controllers: [
    ActivityReportController,
    ActivityIssuesController,
    AwaitedReportsController,
    ReportPublicationsController,
    ReportCommentsController,
    ReportPicturesController,
    ReportsController,
    PublishedReportsController,
    ReportReviewApi,
    ReportsApi,
  ],
  providers: [
    ReportsService,
    ReportOpening,
    ReportWriting,
    ReportPictures,
    ReportsQueries,
    ReportDeadlines,
    ReportPrefill,
    ReportDocument,
    ReportPaper,
    ReportsWaiting,
    ReportsListeners,
    ReportRecordsService,
    ReportRegisters,
    ReportReads,
    ClosingGuards,
    ReportComments,
    ReportPublications,
    Chasing,
    ActivityReports,
    ActivityIssues,
    ActivityReportReads,
    ActivityPeriods,
    ActivityRows,
    ActivityReportQueries,
    ActivityReportPaper,
  ],
  exports: [ReportsService, ReportOpening, ReportWriting, ReportsQueries],
})
export class ReportsModule implements OnModuleInit {
  constructor(
    private readonly tabs: ActivityTabs,
    private readonly numbers: RegisterNumbers,
    private readonly permissions: PermissionsService,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({
      'reports.publish': PUBLISHERS,
      'reports.awaited': REPORT_READERS,
      'reports.activity': REPORT_READERS,
      'reports.approve_activity': ACTIVITY_APPROVERS,
    });
    const awaited = { path: 'reports', permission: 'reports.awaited' };
    menu.add({ ...awaited, id: 'follow-up', label: 'platform.follow_up', order: 85 });
    followUpMenu.add({ ...awaited, id: 'reports', label: 'reports.awaited.title', order: 10 });
    followUpMenu.add({
      id: 'activity-report',
      path: 'reports/activity',
      label: 'reports.activity.title',
      order: 40,
      permission: 'reports.activity',
    });
    this.tabs.add({
      id: 'report',
      label: 'reports.title',
      path: 'report',
      order: 60,
      counted: { sql: STATE_AND_DUE_DAY, badge: badgeOf },
    });
    this.numbers.register({ kind: REPORT, label: 'reports.title' });
    this.numbers.register({ kind: ACTIVITY_REPORT, label: 'reports.activity.title' });
  }
}

const STATE_AND_DUE_DAY =
  'select jsonb_build_array(state, due_on) from report where institution_id = $1 and activity_id = $2';

/** Whoever owes a report is told on every tab that it is late, or was sent back. */
function badgeOf(found: [ReportState, string | null] | null): Badge | null {
  if (!found) return null;
  const [state, dueOn] = found;
  const isOpen = state === 'draft' || state === 'returned';
  const isLate = isOpen && dueOn !== null && Temporal.PlainDate.compare(dueOn, Temporal.Now.plainDateISO()) < 0;
  return isLate || state === 'returned'
    ? { text: t(isLate ? 'reports.late' : 'reports.state.returned'), isWarning: true }
    : null;
}
