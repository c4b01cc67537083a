import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { DocumentsService } from '../documents/documents.service.js';
import {
  checkRichText,
  type DocumentLanguage,
  documentLanguages,
  fromPlainText,
  type RichText,
  toPlainText,
} from '../documents/report-rendering.service.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Report } from './report.entity.js';
import type { Mark, ReportTables, Section, TableName } from './report-facts.entity.js';
import { NotYetHeld } from './report.errors.js';
import { mayKeepBack, mayStep, mayWriteReport } from './report.rules.js';
import type { ReportState } from './report.states.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportPrefill } from './report-prefill.queries.js';

export const REPORT = 'report';

/** Writing the report on an activity, and fixing it. A job or the demo acts without an actor; a person needs the role. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly kinds: ActivityKinds,
    private readonly numbers: RegisterNumbers,
    private readonly prefill: ReportPrefill,
    private readonly documents: DocumentsService,
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
      const activity = await this.activities.get(activityId);
      const actor = Current.maybeActor;
      if (actor) allow(mayWriteReport(actor, null, activity));
      const known = await this.of(activityId);
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
      const stands = (await this.of(activityId))!;
      if (identifiers.length > 0 && stands.id === report.id) {
        await this.events.record({ type: 'report.opened', subject: report.id, activityId });
        await this.records.takeOver(activityId, gifts);
      }
      return stands;
    });
  }

  /**
   * Saves one section; the others are not touched, so two authors in two sections lose nothing.
   * @param content plain text (an empty line parts paragraphs) or ProseMirror JSON
   * @param seen version of the section that the writer saw, 0 for an empty one
   * @throws SectionChanged with what stands, ReportClosed, UnknownSection, RichTextInvalid, NotFound
   */
  write(
    id: string,
    { section, content }: { section: string; content: string | RichText },
    seen: number,
  ): Promise<Section> {
    return this.db.transaction(async () => {
      const { report } = await this.toWrite(id);
      const text = typeof content === 'string' ? fromPlainText(content) : checkRichText(content);
      const known = report.sections[section];
      // Who has no editor sends the words alone: unchanged words keep their formatting.
      if (typeof content === 'string' && known && toPlainText(text) === toPlainText(known.content)) return known;
      const written = report.write(section, text, seen, Current.maybeActor?.accountId ?? null);
      if (written === known) return written;
      await this.db.repo(Report).save(report);
      await this.events.record({
        type: 'report.written',
        subject: id,
        activityId: report.activityId,
        data: { section },
      });
      return written;
    });
  }

  /** Replaces the rows of one table. @throws TableChanged, ReportClosed, NotFound */
  record<Name extends TableName>(id: string, name: Name, rows: ReportTables[Name], seen: number): Promise<Report> {
    return this.change(id, 'report.recorded', (report) => report.record(name, rows, seen));
  }

  /** Says what became of a line of the programme. @throws UnknownSection, ReportClosed, NotFound */
  mark(id: string, itemId: string, mark: Mark): Promise<Report> {
    return this.change(id, 'report.marked', (report) => report.mark(itemId, mark));
  }

  /** Takes the programme and the delegation anew from the plan; what was written stays. @throws ReportClosed, NotFound */
  refill(id: string): Promise<Report> {
    return this.db.transaction(async () => {
      const { report, activity } = await this.toWrite(id);
      const { facts } = await this.prefill.of(activity.id, report.language);
      const dueOn = (await this.prefill.deadline(activity)).deadline?.dueOn ?? null;
      report.refill(facts, dueOn);
      return this.keep(report, 'report.refilled');
    });
  }

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

  /** Leaves a section out of what is published, or lets it in again. @throws UnknownSection, ReportClosed, NotFound */
  keepBack(id: string, section: string, isConfidential: boolean): Promise<Report> {
    return this.db.transaction(async () => {
      const { report, activity } = await this.locked(id);
      if (Current.maybeActor) allow(mayKeepBack(Current.actor, report, activity));
      report.keepBack(section, isConfidential);
      return this.keep(report, isConfidential ? 'report.kept_back' : 'report.let_in', { section });
    });
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

  private change(id: string, event: string, verb: (report: Report) => void): Promise<Report> {
    return this.db.transaction(async () => {
      const { report } = await this.toWrite(id);
      verb(report);
      return this.keep(report, event);
    });
  }

  private async keep(report: Report, type: string, data: Record<string, unknown> = {}): Promise<Report> {
    await this.db.repo(Report).save(report);
    await this.events.record({ type, subject: report.id, activityId: report.activityId, data });
    return report;
  }

  private async toWrite(id: string) {
    const found = await this.locked(id);
    if (Current.maybeActor) allow(mayWriteReport(Current.actor, found.report, found.activity));
    return found;
  }

  private async toStep(id: string, to: ReportState) {
    const found = await this.locked(id);
    if (Current.maybeActor) allow(mayStep(Current.actor, found.report, found.activity, to));
    return found;
  }

  /** The row, held until the unit ends: sections are merged into what stands, one writer after the other. */
  private async locked(id: string): Promise<{ report: Report; activity: Activity }> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFound();
    const report = await this.db
      .repo(Report)
      .findOne({ where: { institutionId: Current.institutionId, id }, lock: { mode: 'pessimistic_write' } });
    if (!report) throw new NotFound();
    return { report, activity: await this.activities.get(report.activityId) };
  }

  private of(activityId: string): Promise<Report | null> {
    return this.db.repo(Report).findOne({ where: { institutionId: Current.institutionId, activityId } });
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
