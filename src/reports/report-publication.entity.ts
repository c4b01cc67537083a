import { Entity } from 'typeorm';
import { InstantCol, JsonCol, TenantEntity, TextCol, UuidCol, IntCol } from '../platform/database/columns.js';
import { PublicationNeedsReason } from './report.errors.js';
import type { PublicReport } from './report-public.rules.js';

/** What the public may read of a report, as it was checked. Its id is the report's. */
@Entity('report_publication')
export class ReportPublication extends TenantEntity {
  @JsonCol() content!: PublicReport;
  @TextCol() contentHash!: string;
  @InstantCol() publishedAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) publishedBy!: string | null;
  @InstantCol({ nullable: true }) withdrawnAt: Temporal.Instant | null = null;
  @UuidCol({ nullable: true }) withdrawnBy: string | null = null;
  /** From 1; each replacement is the next. */
  @IntCol() revision = 1;
  @InstantCol({ nullable: true }) revisedAt: Temporal.Instant | null = null;
  /** Why it was withdrawn, or replaced. */
  @TextCol() reason = '';

  /** Another copy in the place of the one that stands, or stood. @throws PublicationNeedsReason */
  replace(content: PublicReport, contentHash: string, reason: string): void {
    if (!reason.trim()) throw new PublicationNeedsReason('reason');
    Object.assign(this, { content, contentHash, reason: reason.trim(), withdrawnAt: null, withdrawnBy: null });
    this.revision += 1;
    this.revisedAt = Temporal.Now.instant().round('second');
  }

  /** @throws PublicationNeedsReason */
  withdraw(reason: string, by: string | null): void {
    if (!reason.trim()) throw new PublicationNeedsReason('because');
    this.reason = reason.trim();
    this.withdrawnAt = Temporal.Now.instant().round('second');
    this.withdrawnBy = by;
  }
}
