import { Entity } from 'typeorm';
import { DayCol, NullableTextCol, TenantEntity, TextCol, TextsCol, UuidCol } from '../../platform/database/columns.js';
import { SeatAlreadyEnded, SeatEndsBeforeItBegins } from '../body.errors.js';

export const SEAT_KINDS = ['full', 'substitute', 'observer'] as const;
export const CAPACITIES = ['chair', 'co-chair', 'deputy', 'member', 'secretary'] as const;
export const SIDES = ['ours', 'theirs'] as const;

/** A person's place in a body from a day to a day; the last day counts. */
@Entity('seat')
export class Seat extends TenantEntity {
  @UuidCol() bodyId: string;
  @UuidCol() personId: string;
  @TextCol() kind: (typeof SEAT_KINDS)[number] = 'full';
  @TextCol() capacity: (typeof CAPACITIES)[number] = 'member';
  /** Of a commission, and of the counterpart of a group: the other parliament's. */
  @TextCol() side: (typeof SIDES)[number] = 'ours';
  /** The full seat that a substitute stands in for. */
  @UuidCol({ nullable: true }) substituteFor: string | null = null;
  /** The seat whose vacancy this one filled. */
  @UuidCol({ nullable: true }) replaces: string | null = null;
  /** Committees of the organisation that the person is assigned to. */
  @TextsCol() committees: string[] = [];
  /** The decision that appointed. */
  @NullableTextCol() decision: string | null = null;
  @DayCol() startsOn: Temporal.PlainDate;
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;

  /** @throws SeatAlreadyEnded, SeatEndsBeforeItBegins */
  end(on: Temporal.PlainDate): void {
    if (this.endsOn) throw new SeatAlreadyEnded();
    if (Temporal.PlainDate.compare(on, this.startsOn) < 0) throw new SeatEndsBeforeItBegins();
    this.endsOn = on;
  }
}
