import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { Report } from './report.entity.js';
import { ReportComment } from './report-comment.entity.js';
import { ReportClosed, UnknownSection } from './report.errors.js';
import { mayComment } from './report.rules.js';
import { FIXED } from './report.states.js';
import { ReportsQueries } from './reports.queries.js';

export interface CommentRow {
  id: string;
  section: string;
  content: string;
  author: string | null;
  created_at: Temporal.Instant;
  resolved_at: Temporal.Instant | null;
}

/** What those who check a report say to its parts, and that it was attended to. */
@Injectable()
export class ReportComments {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
  ) {}

  /** In the order in which they were said; one statement. */
  of(reportId: string): Promise<CommentRow[]> {
    return this.db.rows<CommentRow>(
      `select c.id, c.section, c.content, a.name as author, c.created_at, c.resolved_at from report_comment c
         left join account a on a.institution_id = c.institution_id and a.id = c.author_id
        where c.institution_id = $1 and c.report_id = $2 order by c.id limit 500`,
      [Current.institutionId, reportId],
    );
  }

  /** @throws NotFound, UnknownSection, ReportClosed once it is approved */
  say(activityId: string, section: string, content: string): Promise<void> {
    return this.change(activityId, 'report.commented', async (report) => {
      if (!report.sectionKeys.includes(section)) throw new UnknownSection();
      const comment = Object.assign(new ReportComment(), {
        reportId: report.id,
        section,
        content,
        authorId: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(ReportComment).insert(comment);
      return section;
    });
  }

  /** @throws NotFound, ReportClosed */
  resolve(activityId: string, id: string): Promise<void> {
    return this.change(activityId, 'report.comment_resolved', async (report) => {
      const comment = await this.db.one(ReportComment, id);
      allow(comment.reportId === report.id);
      comment.resolve(Current.maybeActor?.accountId ?? null);
      await this.db.repo(ReportComment).save(comment);
      return comment.section;
    });
  }

  private change(activityId: string, type: string, verb: (report: Report) => Promise<string>): Promise<void> {
    return this.db.transaction(async () => {
      const { activity, report }: { activity: Activity; report: Report } = await this.reports.one(activityId);
      if (Current.maybeActor) allow(mayComment(Current.actor, report, activity));
      if (FIXED.includes(report.state)) throw new ReportClosed();
      const section = await verb(report);
      await this.events.record({ type, subject: report.id, activityId, data: { section } });
    });
  }
}
