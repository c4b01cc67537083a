import { Injectable } from '@nestjs/common';
import { DocumentsService } from '../documents/documents.service.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { Report } from './report.entity.js';
import { mayStep } from './report.rules.js';
import type { ReportState } from './report.states.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportsQueries } from './reports.queries.js';

export const REPORT = 'report';

/** The course of the report on an activity, from handing it in until it is fixed. A job or the demo acts without an actor; a person needs the role. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
    private readonly numbers: RegisterNumbers,
    private readonly documents: DocumentsService,
    private readonly records: ReportRecordsService,
  ) {}

  /** Hands it in for checking. @throws WrongState, NotFound */
  submit(id: string): Promise<Report> {
    return this.step(id, 'submitted', (report) => report.submit(Current.maybeActor?.accountId ?? null));
  }

  /** Gives it back to its author. @throws ReturnNeedsReason, WrongState, NotFound */
  return(id: string, reason: string): Promise<Report> {
    return this.step(id, 'returned', (report) => report.return(reason));
  }

  /** Files what was approved. @throws WrongState, NotFound */
  file(id: string): Promise<Report> {
    return this.step(id, 'filed', (report) => report.file());
  }

  /** Lays it before the house. @throws TablingIncomplete, WrongState, NotFound */
  table(id: string, by: string, on: Temporal.PlainDate): Promise<Report> {
    return this.step(id, 'tabled', (report) => report.table(by, on));
  }

  /**
   * Approves it: the register number is drawn and PDF and Word are made and fixed in one unit of work; they are never made again.
   * @throws OwnReport, WrongState, NotFound, and what rendering throws
   */
  approve(id: string): Promise<Report> {
    return this.db.transaction(async () => {
      const { report } = await this.toStep(id, 'approved');
      report.approve(Current.maybeActor?.accountId ?? null, await this.records.of(report.activityId));
      const { year } = report.approvedAt!.toZonedDateTimeISO(Current.institution.timeZone);
      report.registerNumber = await this.numbers.drawWritten(REPORT, year);
      await this.keep(report, 'report.approved', { registerNumber: report.registerNumber });
      // The paper carries its number, so it is typeset after the drawing; other approvals wait for the number meanwhile.
      await this.documents.fix(report.activityId, REPORT, report.language, report.registerNumber);
      return report;
    });
  }

  private step(id: string, to: ReportState, verb: (report: Report) => void): Promise<Report> {
    return this.db.transaction(async () => {
      const { report } = await this.toStep(id, to);
      verb(report);
      return this.keep(report, `report.${to}`);
    });
  }

  private async keep(report: Report, type: string, data: Record<string, unknown> = {}): Promise<Report> {
    await this.reports.save(report);
    await this.events.record({ type, subject: report.id, activityId: report.activityId, data });
    return report;
  }

  private async toStep(id: string, to: ReportState) {
    const found = await this.reports.locked(id);
    if (Current.maybeActor) allow(mayStep(Current.actor, found.report, found.activity, to));
    return found;
  }
}
