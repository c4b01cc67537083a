import { Entity } from 'typeorm';
import { DayCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import { SeatAlreadyEnded, SeatEndsBeforeItBegins } from './body.errors.js';

export const SEAT_KINDS = ['full', 'substitute', 'observer'] as const;
export const CAPACITIES = ['chair', 'co-chair', 'deputy', 'member', 'secretary'] as const;

/** A person's place in a body from a day to a day; the last day counts. */
@Entity('seat')
export class Seat extends TenantEntity {
  @UuidCol() bodyId: string;
  @UuidCol() personId: string;
  @TextCol() kind: (typeof SEAT_KINDS)[number] = 'full';
  @TextCol() capacity: (typeof CAPACITIES)[number] = 'member';
  @DayCol() startsOn: Temporal.PlainDate;
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;

  /** @throws SeatAlreadyEnded, SeatEndsBeforeItBegins */
  end(on: Temporal.PlainDate): void {
    if (this.endsOn) throw new SeatAlreadyEnded();
    if (Temporal.PlainDate.compare(on, this.startsOn) < 0) throw new SeatEndsBeforeItBegins();
    this.endsOn = on;
  }
}
