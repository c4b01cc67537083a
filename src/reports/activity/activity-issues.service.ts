import { Injectable } from '@nestjs/common';
import type { PaperLanguage } from '../../activities/papers.registry.js';
import { RegisterNumbers } from '../../institution/register-numbers.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { FilesService } from '../../platform/files/files.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { mayApproveActivity } from '../report.rules.js';
import { ActivityIssue } from './activity-issue.entity.js';
import { ActivityPeriods, type Asked } from './activity-periods.service.js';
import { ActivityReportPaper, type PrintReport } from './activity-report-paper.service.js';
import type { Period } from './activity-report.queries.js';

export const ACTIVITY_REPORT = 'activity-report';

export interface IssueRow {
  id: string;
  language: PaperLanguage;
  title: string;
  register_number: string;
  number: number;
  reason: string;
  approved_at: Temporal.Instant;
  approved_by: string | null;
  /** SHA-256 of the PDF. */
  sha256: string;
}

interface Wish {
  period: Period;
  title: string;
  language: PaperLanguage;
  reason: string;
}
type Printed = Record<'pdf' | 'docx', Uint8Array>;

const UNLOCKED_ATTEMPTS = 2;

/** The number foreseen was drawn by somebody else; what was drawn here goes back. */
class Overtaken extends Error {}

/** Approving an activity report: number drawn, bytes made and kept. */
@Injectable()
export class ActivityIssues {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly numbers: RegisterNumbers,
    private readonly periods: ActivityPeriods,
    private readonly paper: ActivityReportPaper,
  ) {}

  /** What was approved for these days and this body, the newest first; one statement. */
  of({ from, until, bodyId }: Period): Promise<IssueRow[]> {
    return this.db.rows<IssueRow>(
      `select i.id, i.language, i.title, i.register_number, i.number, i.reason, i.approved_at, a.name as approved_by, f.sha256
         from activity_report_issue i
         join stored_file f on f.institution_id = i.institution_id and f.id = i.pdf_id
         left join account a on a.institution_id = i.institution_id and a.id = i.approved_by
        where i.institution_id = $1 and i.from_day = $2 and i.until_day = $3 and i.body_id is not distinct from $4
        order by i.approved_at desc, i.id desc limit 100`,
      [Current.institutionId, from, until, bodyId],
    );
  }

  /**
   * Fixes the report as it stands now, in one language. Another version for the same days keeps the number. It is printed
   * under the number foreseen before that is drawn, so that the register waits for no printing; where others were faster
   * again and again, it waits.
   * @param reason asked from the second version on @throws NewVersionNeedsReason, NotFound, and what rendering throws
   */
  async approve(asked: Asked, language: PaperLanguage, reason = ''): Promise<ActivityIssue> {
    const actor = Current.maybeActor;
    if (actor) allow(mayApproveActivity(actor));
    const { period, title, print } = await this.db.read(async () => ({
      ...(await this.periods.of(asked)),
      print: await this.paper.counted(asked, language),
    }));
    const wish = { period, title, language, reason: reason.trim() };
    for (let n = 0; n < UNLOCKED_ATTEMPTS; n += 1) {
      const foreseen = await this.db.read(() =>
        this.next(wish, (year) => this.numbers.foreseen(ACTIVITY_REPORT, year)),
      );
      const printed = await bothForms(print, foreseen);
      try {
        return await this.db.transaction(async () => {
          if (!isSame(await this.drawn(wish), foreseen)) throw new Overtaken();
          return this.keep(foreseen, wish, printed);
        });
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
    }
    return this.db.transaction(async () => {
      const issue = await this.drawn(wish);
      return this.keep(issue, wish, await bothForms(print, issue));
    });
  }

  /** The bytes as they were approved, checked against their hash. @throws NotFound */
  async read(id: string, format: 'pdf' | 'docx') {
    const { pdfId, docxId } = await this.db.one(ActivityIssue, id);
    return this.files.read(format === 'pdf' ? pdfId : docxId);
  }

  private drawn(wish: Wish): Promise<ActivityIssue> {
    return this.next(wish, (year) => this.numbers.drawWritten(ACTIVITY_REPORT, year));
  }

  private async next({ period, language, reason }: Wish, number: (year: number) => Promise<string>) {
    const issue = ActivityIssue.after(await this.last(period, language), reason);
    issue.registerNumber ??= await number(issue.approvedAt.toZonedDateTimeISO(Current.institution.timeZone).year);
    return issue;
  }

  private async keep(issue: ActivityIssue, wish: Wish, printed: Printed): Promise<ActivityIssue> {
    const { period, title, language } = wish;
    const { registerNumber, number } = issue;
    const stem = `activity-report-${registerNumber.replace(/\W+/g, '-')}`;
    const kept = async (format: 'pdf' | 'docx') =>
      (await this.files.keep(`${stem}.${format}`, MEDIA[format], printed[format])).id;
    Object.assign(issue, {
      fromDay: period.from,
      untilDay: period.until,
      bodyId: period.bodyId,
      language,
      title,
      pdfId: await kept('pdf'),
      docxId: await kept('docx'),
      approvedBy: Current.maybeActor?.accountId ?? null,
    });
    await this.db.repo(ActivityIssue).insert(issue);
    const data = { registerNumber, number, language };
    await this.events.record({ type: 'activity-report.approved', subject: issue.id, data });
    return issue;
  }

  private last({ from, until, bodyId }: Period, language: PaperLanguage): Promise<ActivityIssue | null> {
    return this.db
      .repo(ActivityIssue)
      .createQueryBuilder('i')
      .where(
        'i.institution_id = :institution and i.from_day = :from and i.until_day = :until and i.language = :language',
      )
      .andWhere('i.body_id is not distinct from :body')
      .setParameters({
        institution: Current.institutionId,
        from: from.toString(),
        until: until.toString(),
        language,
        body: bodyId,
      })
      .orderBy('i.number', 'DESC')
      .getOne();
  }
}

export const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const isSame = (one: ActivityIssue, other: ActivityIssue) =>
  one.registerNumber === other.registerNumber && one.number === other.number;

async function bothForms(
  print: PrintReport,
  { registerNumber, number, approvedAt: at }: ActivityIssue,
): Promise<Printed> {
  const approved = { seal: { registerNumber, number, at }, by: Current.maybeActor?.name ?? '' };
  return { pdf: await print('pdf', approved), docx: await print('docx', approved) };
}
