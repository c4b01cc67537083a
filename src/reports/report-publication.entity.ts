import { Entity } from 'typeorm';
import { InstantCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import type { PublicReport } from './report-public.rules.js';

/** What the public may read of a report, as it was checked. Its id is the report's. */
@Entity('report_publication')
export class ReportPublication extends TenantEntity {
  @JsonCol() content!: PublicReport;
  @TextCol() contentHash!: string;
  @InstantCol() publishedAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) publishedBy!: string | null;
}
