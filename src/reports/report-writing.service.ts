import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { checkRichText, fromPlainText, type RichText, toPlainText } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { ReportPictures } from './pictures/report-pictures.service.js';
import type { Report } from './report.entity.js';
import type { Mark, ReportTables, Section, TableName } from './report-facts.entity.js';
import { ReportPrefill } from './report-prefill.queries.js';
import { mayKeepBack, mayWriteReport } from './report.rules.js';
import { ReportsQueries } from './reports.queries.js';

/** Writing the report on an activity. A job or the demo acts without an actor; a person needs the role. */
@Injectable()
export class ReportWriting {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
    private readonly prefill: ReportPrefill,
    private readonly pictures: ReportPictures,
  ) {}

  /**
   * Saves one section; the others are not touched, so two authors in two sections lose nothing.
   * @param content plain text (an empty line parts paragraphs) or ProseMirror JSON
   * @param seen version of the section that the writer saw, 0 for an empty one
   * @throws SectionChanged with what stands, ReportClosed, UnknownSection, RichTextInvalid, UnknownPicture, NotFound
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
      await this.pictures.requireOwn(report.id, text);
      const written = report.write(section, text, seen, Current.maybeActor?.accountId ?? null);
      if (written === known) return written;
      await this.keep(report, 'report.written', { section });
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

  /** Leaves a section out of what is published, or lets it in again. @throws UnknownSection, ReportClosed, NotFound */
  keepBack(id: string, section: string, isConfidential: boolean): Promise<Report> {
    return this.db.transaction(async () => {
      const { report, activity } = await this.reports.locked(id);
      if (Current.maybeActor) allow(mayKeepBack(Current.actor, report, activity));
      report.keepBack(section, isConfidential);
      return this.keep(report, isConfidential ? 'report.kept_back' : 'report.let_in', { section });
    });
  }

  private change(id: string, event: string, verb: (report: Report) => void): Promise<Report> {
    return this.db.transaction(async () => {
      const { report } = await this.toWrite(id);
      verb(report);
      return this.keep(report, event);
    });
  }

  private async toWrite(id: string): Promise<{ report: Report; activity: Activity }> {
    const found = await this.reports.locked(id);
    if (Current.maybeActor) allow(mayWriteReport(Current.actor, found.report, found.activity));
    return found;
  }

  private async keep(report: Report, type: string, data: Record<string, unknown> = {}): Promise<Report> {
    await this.reports.save(report);
    await this.events.record({ type, subject: report.id, activityId: report.activityId, data });
    return report;
  }
}
