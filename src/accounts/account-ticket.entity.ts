import { Column, Entity, PrimaryColumn } from 'typeorm';
import { randomUUIDv7 } from 'node:crypto';
import { BytesCol, InstantCol, TextCol, UuidCol } from '../platform/database/columns.js';
import { Current } from '../platform/current.js';
import { TicketSpent } from './account.errors.js';

/** A link by mail that opens once: to accept an invitation, or to set a new password. */
@Entity('account_ticket')
export class AccountTicket {
  @PrimaryColumn('varchar') institutionId: string = Current.institutionId;
  @PrimaryColumn('varchar') id: string = randomUUIDv7();
  @UuidCol() accountId!: string;
  @TextCol() kind!: 'invitation' | 'reset';
  @BytesCol() tokenHash!: Buffer;
  @InstantCol() expiresAt!: Temporal.Instant;
  @InstantCol({ nullable: true }) usedAt: Temporal.Instant | null = null;
  @Column({ type: 'varchar', insert: false, update: false }) createdAt!: Temporal.Instant;

  /** @throws TicketSpent */
  use(now = Temporal.Now.instant()): void {
    if (this.usedAt || Temporal.Instant.compare(this.expiresAt, now) <= 0) throw new TicketSpent();
    this.usedAt = now;
  }
}
