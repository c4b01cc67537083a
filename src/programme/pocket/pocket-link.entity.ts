import { Entity } from 'typeorm';
import { BytesCol, InstantCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';

/** A secret link to the pocket programme of one activity. */
@Entity('pocket_link')
export class PocketLink extends TenantEntity {
  @UuidCol() activityId!: string;
  /** For whom it was made. */
  @TextCol() name!: string;
  @TextCol() language!: string;
  @TextCol() contactName!: string;
  @TextCol() contactPhone!: string;
  @BytesCol() tokenHash!: Buffer;
  @BytesCol() tokenSealed!: Buffer;
  @UuidCol({ nullable: true }) createdBy!: string | null;
  @InstantCol({ nullable: true }) revokedAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) openedAt: Temporal.Instant | null = null;

  revoke(): void {
    this.revokedAt ??= Temporal.Now.instant();
  }
}
