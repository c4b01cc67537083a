import { Entity } from 'typeorm';
import { InstantCol, IntCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';

/** One arrival at the door: a guest with whoever came with him, or somebody who was on no list. */
@Entity('check_in')
export class CheckIn extends TenantEntity {
  @UuidCol() invitationId!: string;
  @UuidCol() activityId!: string;
  @UuidCol({ nullable: true }) recipientId!: string | null;
  @TextCol() name = '';
  @TextCol() organisation = '';
  @IntCol() persons = 1;
  /** By the clock of the telephone, never later than ours. */
  @InstantCol() arrivedAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) recordedBy!: string | null;
  /** Taken back: pressed by mistake. */
  @InstantCol({ nullable: true }) undoneAt: Temporal.Instant | null = null;

  undo(at: Temporal.Instant): void {
    this.undoneAt ??= at;
  }
}
