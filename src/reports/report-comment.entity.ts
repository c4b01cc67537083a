import { Entity } from 'typeorm';
import { InstantCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';

/** What somebody who checks a report says to one of its parts. */
@Entity('report_comment')
export class ReportComment extends TenantEntity {
  @UuidCol() reportId!: string;
  @TextCol() section!: string;
  @TextCol() content!: string;
  @UuidCol({ nullable: true }) authorId!: string | null;
  @InstantCol({ nullable: true }) resolvedAt: Temporal.Instant | null = null;
  @UuidCol({ nullable: true }) resolvedBy: string | null = null;

  resolve(by: string | null): void {
    this.resolvedAt ??= Temporal.Now.instant().round('second');
    this.resolvedBy ??= by;
  }
}
