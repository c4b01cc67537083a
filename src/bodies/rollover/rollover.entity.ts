import { Entity } from 'typeorm';
import {
  DayCol,
  InstantCol,
  JsonCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../../platform/database/columns.js';
import { DomainError } from '../../platform/errors.js';

export class RolloverSettled extends DomainError {
  constructor() {
    super('bodies.error.rollover_settled', {}, { status: 409 });
  }
}
export class OwnRollover extends DomainError {
  constructor() {
    super('bodies.error.own_rollover');
  }
}
export class TermNotOver extends DomainError {
  constructor(day: string) {
    super('bodies.error.term_not_over', { day });
  }
}

/** The end of a convocation: prepared → confirmed, or withdrawn while it is only prepared. */
@Entity('rollover')
export class Rollover extends TenantEntity {
  @UuidCol() convocationId: string;
  @UuidCol({ nullable: true }) nextConvocationId: string | null = null;
  @DayCol() lastDay: Temporal.PlainDate;
  @TextCol() state: 'prepared' | 'confirmed' | 'withdrawn' = 'prepared';
  /** Bodies that a new record of the next term carries on. */
  @TextsCol() carried: string[] = [];
  @UuidCol({ nullable: true }) preparedBy: string | null = null;
  @UuidCol({ nullable: true }) confirmedBy: string | null = null;
  @InstantCol({ nullable: true }) confirmedAt: Temporal.Instant | null = null;
  /** How much of each was done. */
  @JsonCol({ nullable: true }) outcome: object | null = null;

  /** Nothing has been done yet, so nothing has to be undone. @throws RolloverSettled */
  withdraw(): void {
    if (this.state !== 'prepared') throw new RolloverSettled();
    this.state = 'withdrawn';
  }

  /** @throws RolloverSettled, OwnRollover, TermNotOver */
  confirm(by: string | null, today: Temporal.PlainDate): void {
    if (this.state !== 'prepared') throw new RolloverSettled();
    if (by && by === this.preparedBy) throw new OwnRollover();
    if (Temporal.PlainDate.compare(this.lastDay, today) > 0) throw new TermNotOver(this.lastDay.toString());
    this.state = 'confirmed';
    this.confirmedBy = by;
    this.confirmedAt = Temporal.Now.instant();
  }
}
