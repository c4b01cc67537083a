import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  InstantCol,
  IntCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
  WallTimeCol,
} from '../platform/database/columns.js';
import { DayCol } from '../platform/database/columns.js';
import { EndsBeforeStart, TooLong } from './programme.errors.js';

export const ITEM_TYPES = [
  'arrival',
  'transfer',
  'honours',
  'meeting',
  'negotiation',
  'courtesy-call',
  'wreath',
  'meal',
  'reception',
  'visit-site',
  'culture',
  'signing',
  'press',
  'free',
  'departure',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

export const AUDIENCES = ['guest', 'working', 'pocket', 'spouse', 'drivers', 'press'] as const;
export type Audience = (typeof AUDIENCES)[number];

export type Execution = 'held' | 'changed' | 'dropped';

/** The conflict check looks this far back: nothing lasts longer. */
export const LONGEST_HOURS = 48;

/** One line of the programme. Its wall time is kept with its zones; the instants are derived at every save. */
@Entity('programme_item')
export class ProgrammeItem extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() type!: ItemType;
  @LocalizedTextCol() title!: LocalizedText;
  @WallTimeCol() startsAtLocal!: Temporal.PlainDateTime;
  @TextCol() startZone!: string;
  @WallTimeCol() endsAtLocal!: Temporal.PlainDateTime;
  @TextCol() endZone!: string;
  @InstantCol() startsAt!: Temporal.Instant;
  @InstantCol() endsAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) venueId!: string | null;
  @NullableTextCol() dress!: string | null;
  @NullableTextCol() menu!: string | null;
  @NullableTextCol() flags!: string | null;
  @NullableTextCol() gift!: string | null;
  @NullableTextCol() press!: string | null;
  @NullableTextCol() talkingPoints!: string | null;
  @NullableTextCol() internalNote!: string | null;
  @NullableTextCol() responsible!: string | null;
  /** In which printed programmes the line stands. */
  @TextsCol() audiences!: Audience[];
  @NullableTextCol() track!: string | null;
  @BoolCol() confidential!: boolean;
  @BoolCol() cancelled!: boolean;
  @NullableTextCol() execution!: Execution | null;
  @NullableTextCol() executionNote!: string | null;
  /** A day without clock times: its wall times are midnight and midnight, and it takes nobody. */
  @BoolCol() allDay: boolean = false;
  /** How the room is laid out, by the name the venue gives it. */
  @NullableTextCol() layout: string | null = null;
  @NullableTextCol() seating: string | null = null;
  /** Room and cars are held, not booked. */
  @BoolCol() preBooked: boolean = false;
  /** Why a known conflict was kept, and which conflicts that answers; a later one is asked about anew. */
  @NullableTextCol() keptReason!: string | null;
  @TextsCol({ nullable: true }) keptConflicts: string[] | null = null;
  @NullableTextCol() sourceKey!: string | null;

  /**
   * Sets the wall times. Where clocks go forward the later reading of a skipped time is taken, where they go back the earlier
   * one ("compatible", as calendar programs do: RFC 5545 §3.3.5).
   * @throws EndsBeforeStart, TooLong
   */
  schedule(start: Temporal.PlainDateTime, startZone: string, end: Temporal.PlainDateTime, endZone: string): void {
    const startsAt = start.toZonedDateTime(startZone).toInstant();
    const endsAt = end.toZonedDateTime(endZone).toInstant();
    if (Temporal.Instant.compare(endsAt, startsAt) <= 0) throw new EndsBeforeStart();
    if (startsAt.until(endsAt).total('hours') > LONGEST_HOURS) throw new TooLong(LONGEST_HOURS);
    Object.assign(this, { startsAtLocal: start, startZone, endsAtLocal: end, endZone, startsAt, endsAt });
  }

  /** Moves the line by its wall clock: nine o'clock stays nine o'clock over a change of clocks. */
  shift(by: Temporal.Duration): void {
    this.schedule(this.startsAtLocal.add(by), this.startZone, this.endsAtLocal.add(by), this.endZone);
  }

  cancel(): void {
    this.cancelled = true;
  }

  restore(): void {
    this.cancelled = false;
  }

  /** Notes how it went. */
  carryOut(execution: Execution, note: string | null): void {
    this.execution = execution;
    this.executionNote = note?.trim() || null;
  }

  keepDespiteConflict(reason: string, conflicts: string[]): void {
    this.keptReason = reason.trim();
    this.keptConflicts = conflicts;
  }

  forgetKept(): void {
    this.keptReason = null;
    this.keptConflicts = null;
  }
}

@Entity('requested_meeting')
export class RequestedMeeting extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() title!: string;
  @IntCol() minutes!: number;
  @TextCol() askedBy!: string;
  @DayCol({ nullable: true }) askedOn!: Temporal.PlainDate | null;
  @NullableTextCol() note!: string | null;
  /** Who must be there; none named: the whole delegation. */
  @TextsCol() people: string[] = [];
  /** One of these; none named: any room of the house. */
  @TextsCol() venues: string[] = [];
  @NullableTextCol() pair: string | null = null;
  /** Preferred halves of days, `2027-03-09:am`. */
  @TextsCol() halves: string[] = [];
  @BoolCol() must: boolean = false;
  @IntCol() weight: number = 1;
  /** The line it became; null while it waits. */
  @UuidCol({ nullable: true }) itemId!: string | null;
  @NullableTextCol() sourceKey!: string | null;
}

/** A released programme: numbered, whole, never changed. */
@Entity('edition')
export class Edition extends TenantEntity {
  @UuidCol() activityId!: string;
  @IntCol() number!: number;
  @JsonCol() content!: EditionLine[];
  @UuidCol({ nullable: true }) releasedBy!: string | null;
  @InstantCol({ insert: false, update: false }) releasedAt!: Temporal.Instant;
}

/** A line as it was released; times are wall times without zone suffix. */
export interface EditionLine {
  id: string;
  type: ItemType;
  title: LocalizedText;
  start: string;
  startZone: string;
  end: string;
  endZone: string;
  /** Without clock times; left out where it has them. */
  allDay?: boolean;
  venueId: string | null;
  venueName: LocalizedText | null;
  venueAddress: string | null;
  participants: { personId: string; side: 'host' | 'guest' }[];
  interpreters: { interpreterId: string; personId: string; pair: string }[];
  vehicles: string[];
  dress: string | null;
  menu: string | null;
  audiences: Audience[];
  track: string | null;
  confidential: boolean;
  cancelled: boolean;
}
