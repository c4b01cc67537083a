import { Entity } from 'typeorm';
import { DayCol, InstantCol, IntCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { PaperLanguage } from '../../activities/papers.registry.js';
import { NewVersionNeedsReason } from '../report.errors.js';

/** An activity report as it was approved, in one language. Its bytes never change; another version says why. */
@Entity('activity_report_issue')
export class ActivityIssue extends TenantEntity {
  @DayCol() fromDay!: Temporal.PlainDate;
  @DayCol() untilDay!: Temporal.PlainDate;
  @UuidCol({ nullable: true }) bodyId!: string | null;
  @TextCol() language!: PaperLanguage;
  @TextCol() title!: string;
  @TextCol() registerNumber!: string;
  /** From 1. */
  @IntCol() number!: number;
  @TextCol() reason!: string;
  @UuidCol() pdfId!: string;
  @UuidCol() docxId!: string;
  @InstantCol() approvedAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) approvedBy!: string | null;

  /** The first, or the one after `last`, under the same number. @throws NewVersionNeedsReason */
  static after(last: ActivityIssue | null, reason: string): ActivityIssue {
    if (last && !reason) throw new NewVersionNeedsReason();
    return Object.assign(new ActivityIssue(), {
      number: (last?.number ?? 0) + 1,
      reason: last ? reason : '',
      ...(last ? { registerNumber: last.registerNumber } : {}),
      approvedAt: Temporal.Now.instant().round('second'),
    });
  }
}
