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

/** What a feed is of: a kind that `FeedScopes` knows. */
export type FeedScope = string;
/** What the feed shows of confidential lines. */
export type Discretion = 'omit' | 'busy' | 'full';

/** What happens to cancelled entries: struck out as STATUS says, told in the title (Google drops the others), or left out. */
export type CancelledChoice = 'show' | 'mark' | 'hide';
export const ALARMS = [0, 10, 15, 30, 60, 120, 1440] as const;

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
  @TextCol() cancelled!: CancelledChoice;
  /** Minutes before a timed entry at which the client is asked to remind; null for its own settings. */
  @IntCol({ nullable: true }) alarmMinutes!: number | null;
  @InstantCol({ nullable: true }) revokedAt!: Temporal.Instant | null;
  @NullableTextCol() revokedReason!: 'replaced' | 'revoked' | null;
  /** Since when the right that it hung on is gone. */
  @InstantCol({ nullable: true }) lapsedAt!: Temporal.Instant | null;
  @InstantCol({ nullable: true }) lastFetchedAt!: Temporal.Instant | null;
  @NullableTextCol() lastClient!: string | null;
  @IntCol() fetches!: number;
  /** Of the bytes that were answered last, and since when they are these. */
  @BytesCol({ nullable: true }) contentHash!: Buffer | null;
  @InstantCol({ nullable: true }) contentAt!: Temporal.Instant | null;
  @NullableTextCol() sourceKey!: string | null;

  revoke(reason: 'replaced' | 'revoked' = 'revoked'): void {
    this.revokedAt = Temporal.Now.instant();
    this.revokedReason = reason;
  }
}
