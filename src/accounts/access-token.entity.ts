import { Entity } from 'typeorm';
import { BytesCol, InstantCol, TenantEntity, TextCol, TextsCol, UuidCol } from '../platform/database/columns.js';
import { allow } from '../platform/permissions/allow.js';

@Entity('access_token')
export class AccessToken extends TenantEntity {
  @UuidCol() accountId!: string;
  @TextCol() name!: string;
  @BytesCol() tokenHash!: Buffer;
  @TextsCol() scopes!: string[];
  @InstantCol({ nullable: true }) expiresAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) lastUsedAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) revokedAt: Temporal.Instant | null = null;

  revoke(accountId: string): void {
    allow(this.accountId === accountId);
    this.revokedAt ??= Temporal.Now.instant();
  }
}
