import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { type DocumentLanguage, documentLanguages, fromPlainText } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Report } from './report.entity.js';
import { NotYetHeld } from './report.errors.js';
import { mayWriteReport } from './report.rules.js';
import { ReportPrefill } from './report-prefill.queries.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportsQueries } from './reports.queries.js';

/** How the report on an activity begins. A job or the demo acts without an actor; a person needs the role. */
@Injectable()
export class ReportOpening {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
    private readonly kinds: ActivityKinds,
    private readonly prefill: ReportPrefill,
    private readonly records: ReportRecordsService,
  ) {}

  /**
   * Opens the report on an activity that took place, filled in from its plan; where it is open already, that one is the answer.
   * @param language of the report; the institution's first where none is given @throws NotYetHeld, NotFound
   */
  open(
    activityId: string,
    { language, authorId }: { language?: DocumentLanguage; authorId?: string } = {},
  ): Promise<Report> {
    return this.db.transaction(async () => {
      const { activity, report: known } = await this.reports.of(activityId);
      const actor = Current.maybeActor;
      if (actor) allow(mayWriteReport(actor, null, activity));
      if (known) return known;
      this.requireHeld(activity);
      const chosen = language ?? firstLanguage();
      const { facts, purpose, gifts } = await this.prefill.of(activityId, chosen);
      const dueOn = (await this.prefill.deadline(activity)).deadline?.dueOn ?? null;
      const report = new Report();
      Object.assign(report, {
        activityId,
        facts,
        dueOn,
        language: chosen,
        state: 'draft',
        authorId: authorId ?? activity.responsibleId ?? actor?.accountId ?? null,
        returnReason: null,
        submittedBy: null,
        submittedAt: null,
        approvedBy: null,
        approvedAt: null,
        registerNumber: null,
        sections: purpose
          ? {
              purpose: {
                content: fromPlainText(purpose),
                version: 1,
                by: null,
                at: Temporal.Now.instant().round('second').toString(),
              },
            }
          : {},
      });
      // Two who open it at once get one report: the second finds the first one's.
      const { identifiers } = await this.db
        .repo(Report)
        .createQueryBuilder()
        .insert()
        .values(report as never)
        .orIgnore()
        .execute();
      const { report: stands } = await this.reports.one(activityId);
      if (identifiers.length > 0 && stands.id === report.id) {
        await this.events.record({ type: 'report.opened', subject: report.id, activityId });
        await this.records.takeOver(activityId, gifts);
      }
      return stands;
    });
  }

  private requireHeld(activity: Activity): void {
    const { course } = this.kinds.of(activity.kind).lifecycle;
    const completed = course.indexOf('completed');
    if (completed < 0 || course.indexOf(activity.state) < completed) throw new NotYetHeld();
  }
}

function firstLanguage(): DocumentLanguage {
  const known: readonly string[] = documentLanguages;
  return (Current.institution.locales.find((one) => known.includes(one)) ?? 'en') as DocumentLanguage;
}
