import { Entity } from 'typeorm';
import {
  BytesCol,
  InstantCol,
  IntCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';

export type FeedScope = 'person' | 'activity';
/** What the feed shows of confidential lines. */
export type Discretion = 'omit' | 'busy' | 'full';

/** A secret link to a calendar: found by its hash, kept sealed so that its owner can see it again. */
@Entity('feed')
export class Feed extends TenantEntity {
  @UuidCol({ nullable: true }) accountId!: string | null;
  @TextCol() scopeKind!: FeedScope;
  @UuidCol() scopeId!: string;
  @TextCol() audience!: string;
  @TextCol() name!: string;
  @TextCol() language!: string;
  @BytesCol() tokenHash!: Buffer;
  @BytesCol() tokenSealed!: Buffer;
  @TextCol() confidential!: Discretion;
  @InstantCol({ nullable: true }) revokedAt!: Temporal.Instant | null;
  @InstantCol({ nullable: true }) lastFetchedAt!: Temporal.Instant | null;
  @NullableTextCol() lastClient!: string | null;
  @IntCol() fetches!: number;
  @NullableTextCol() sourceKey!: string | null;

  revoke(): void {
    this.revokedAt = Temporal.Now.instant();
  }
}
