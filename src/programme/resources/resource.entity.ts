import { Entity } from 'typeorm';
import type { LocalizedText } from '../../platform/current.js';
import { Column } from 'typeorm';
import {
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
} from '../../platform/database/columns.js';
import { EndsBeforeStart } from '../programme.errors.js';

export const VENUE_KINDS = ['room', 'hall', 'office', 'site', 'airport', 'hotel'] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];
export const VEHICLE_CLASSES = ['state', 'executive', 'car', 'minibus', 'bus', 'escort'] as const;
export type VehicleClass = (typeof VEHICLE_CLASSES)[number];
export const INTERPRETING_MODES = ['consecutive', 'simultaneous', 'whispered'] as const;
export type InterpretingMode = (typeof INTERPRETING_MODES)[number];

export interface Layout {
  name: string;
  places: number;
}
export type OpeningHours = Record<string, [string, string]>;

@Entity('venue')
export class Venue extends TenantEntity {
  @LocalizedTextCol() name!: LocalizedText;
  @TextCol() address!: string;
  @TextCol() city!: string;
  @NullableTextCol() timeZone!: string | null;
  @IntCol({ nullable: true }) capacity!: number | null;
  @TextCol() kind: VenueKind = 'room';
  @JsonCol() layouts: Layout[] = [];
  /** By day of the week from Monday, 1; null: always open. */
  @JsonCol({ nullable: true }) hours: OpeningHours | null = null;
  /** Of a hotel. */
  @IntCol({ nullable: true }) rooms: number | null = null;
  @TextCol() phone: string = '';
  @TextCol() note: string = '';
  @Column({ type: 'float8', nullable: true }) latitude!: number | null;
  @Column({ type: 'float8', nullable: true }) longitude!: number | null;
  @NullableTextCol() sourceKey!: string | null;
}

@Entity('vehicle')
export class Vehicle extends TenantEntity {
  @TextCol() label!: string;
  @TextCol() plate!: string;
  @TextCol() class: VehicleClass = 'car';
  @IntCol() seats!: number;
  @TextCol() driverName!: string;
  @TextCol() driverPhone!: string;
  @NullableTextCol() sourceKey!: string | null;
}

@Entity('interpreter')
export class Interpreter extends TenantEntity {
  @UuidCol() personId!: string;
  /** `fr-en`: both ways. */
  @TextsCol() pairs!: string[];
  @TextsCol() modes: InterpretingMode[] = [...INTERPRETING_MODES];
  @IntCol() longestShiftMinutes!: number;
  @IntCol() restMinutes!: number;
  @NullableTextCol() sourceKey!: string | null;

  /** A pair works in both directions. */
  speaks(pair: string): boolean {
    return this.pairs.includes(pair) || this.pairs.includes(pair.split('-').reverse().join('-'));
  }
}

export const BLOCK_KINDS = ['block', 'absence', 'booking', 'pre-booking'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Time in which somebody or something is not to be had. */
@Entity('resource_block')
export class ResourceBlock extends TenantEntity {
  @TextCol() resourceKind!: 'person' | 'venue' | 'vehicle' | 'interpreter';
  @UuidCol() resourceId!: string;
  @TextCol() kind!: BlockKind;
  @TextCol() label!: string;
  @WallTimeCol() startsAtLocal!: Temporal.PlainDateTime;
  @WallTimeCol() endsAtLocal!: Temporal.PlainDateTime;
  @TextCol() timeZone!: string;
  @InstantCol() startsAt!: Temporal.Instant;
  @InstantCol() endsAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) createdBy!: string | null;

  /** @throws EndsBeforeStart */
  schedule(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime, timeZone: string): void {
    const startsAt = start.toZonedDateTime(timeZone).toInstant();
    const endsAt = end.toZonedDateTime(timeZone).toInstant();
    if (Temporal.Instant.compare(endsAt, startsAt) <= 0) throw new EndsBeforeStart();
    Object.assign(this, { startsAtLocal: start, endsAtLocal: end, timeZone, startsAt, endsAt });
  }

  /** The block in pieces of a day at most, as it stands among what is taken. */
  pieces(): { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[] {
    const pieces: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[] = [];
    for (let from = this.startsAt; Temporal.Instant.compare(from, this.endsAt) < 0;) {
      const next = from.add({ hours: 24 });
      const until = Temporal.Instant.compare(next, this.endsAt) < 0 ? next : this.endsAt;
      pieces.push({ startsAt: from, endsAt: until });
      from = until;
    }
    return pieces;
  }
}
