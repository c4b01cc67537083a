import { Entity } from 'typeorm';
import { BytesCol, InstantCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';

/** A password of one program: it opens the calendars of its owner, for reading, and nothing else. */
@Entity('app_password')
export class AppPassword extends TenantEntity {
  @UuidCol() accountId!: string;
  @TextCol() name!: string;
  @BytesCol() secretHash!: Buffer;
  @InstantCol({ nullable: true }) lastUsedAt: Temporal.Instant | null = null;
  @NullableTextCol() lastClient: string | null = null;
  @InstantCol({ nullable: true }) revokedAt: Temporal.Instant | null = null;

  revoke(): void {
    this.revokedAt ??= Temporal.Now.instant();
  }
}
