import { Entity } from 'typeorm';
import { IntCol, TenantEntity, UuidCol } from '../../platform/database/columns.js';

/** A picture that was sent to a report. Its id is that of the stored file; points. */
@Entity('report_picture')
export class ReportPicture extends TenantEntity {
  @UuidCol() reportId!: string;
  @IntCol() width!: number;
  @IntCol() height!: number;
  @UuidCol({ nullable: true }) sentBy!: string | null;
}
