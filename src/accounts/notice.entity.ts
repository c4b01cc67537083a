import { Entity } from 'typeorm';
import { InstantCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';

/** What somebody is told: a message by its key, so that it is read in the reader's language of the day. */
@Entity('notice')
export class Notice extends TenantEntity {
  @UuidCol() accountId!: string;
  @TextCol() key!: string;
  @JsonCol() params!: Record<string, string | number>;
  /** Path on this site. */
  @TextCol() href!: string;
  @InstantCol({ nullable: true }) readAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) mailedAt: Temporal.Instant | null = null;
}
