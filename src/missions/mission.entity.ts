import { Entity } from 'typeorm';
import {
  DayCol,
  InstantCol,
  IntCol,
  JsonCol,
  BoolCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
  WallTimeCol,
} from '../platform/database/columns.js';
import type { Training } from './training.fields.js';
import { ArrivesBeforeDeparture } from './mission.errors.js';

export const MISSION_KINDS = [
  'bilateral',
  'ipo-session',
  'commission-session',
  'conference',
  'study-training',
  'election-observation',
  'speakers-conference',
  'expert-meeting',
] as const;
export type MissionKind = (typeof MISSION_KINDS)[number];

/** What a host may take upon itself. */
export const HOST_BENEFITS = ['travel', 'lodging', 'meals', 'local-transport', 'insurance', 'allowance'] as const;
export type HostBenefit = (typeof HOST_BENEFITS)[number];

/** An official journey: what a mission adds to the activity whose id it shares. */
@Entity('mission')
export class Mission extends TenantEntity {
  @TextCol() kind!: MissionKind;
  /** Plan item or invitation: by whom, of which date. */
  @TextCol() basis!: string;
  /** Why it takes place although no plan foresees it. */
  @TextCol() unplannedReason!: string;
  @TextCol() purpose!: string;
  /** ISO 3166-1, in the order of the journey. */
  @TextsCol() countries!: string[];
  @TextsCol() transit!: string[];
  @TextCol() funding!: string;
  @TextsCol() hostPays!: HostBenefit[];
  @TextCol() hostPaysNote!: string;
  /** Of a study visit or training: where, under whom, with which aim. */
  @TextCol() placement!: string;
  @JsonCol() training!: Training;
  @BoolCol() needsSecurity!: boolean;
  @NullableTextCol() orderNumber!: string | null;
  @DayCol({ nullable: true }) orderIssuedOn!: Temporal.PlainDate | null;
  @DayCol({ nullable: true }) reportDueOn!: Temporal.PlainDate | null;
}

export const TASK_KINDS = ['task', 'directive'] as const;

/** What the delegation is to do (task), and the position it is bound to (directive). */
@Entity('mission_task')
export class MissionTask extends TenantEntity {
  @UuidCol() missionId!: string;
  @IntCol() position!: number;
  @TextCol() kind!: (typeof TASK_KINDS)[number];
  @TextCol() content!: string;
  @TextCol() responsible!: string;
}

export const LEG_MODES = ['flight', 'train', 'car', 'bus', 'ship', 'other'] as const;
export type LegMode = (typeof LEG_MODES)[number];

/** One ride of the journey. Wall times stand in the zones of both ends; the instants are derived at every save. */
@Entity('mission_leg')
export class MissionLeg extends TenantEntity {
  @UuidCol() missionId!: string;
  @TextCol() mode!: LegMode;
  /** Of the flight or train, or the plate. */
  @TextCol() number!: string;
  @TextCol() fromPlace!: string;
  @TextCol() fromCountry!: string;
  @WallTimeCol() departsAtLocal!: Temporal.PlainDateTime;
  @TextCol() departZone!: string;
  @InstantCol() departsAt!: Temporal.Instant;
  @TextCol() toPlace!: string;
  @TextCol() toCountry!: string;
  @WallTimeCol() arrivesAtLocal!: Temporal.PlainDateTime;
  @TextCol() arriveZone!: string;
  @InstantCol() arrivesAt!: Temporal.Instant;
  @TextCol() note!: string;

  /** @param place of the leg in the form, for the error @throws ArrivesBeforeDeparture */
  time(place: number): this {
    this.departsAt = this.departsAtLocal.toZonedDateTime(this.departZone).toInstant();
    this.arrivesAt = this.arrivesAtLocal.toZonedDateTime(this.arriveZone).toInstant();
    if (Temporal.Instant.compare(this.arrivesAt, this.departsAt) <= 0) throw new ArrivesBeforeDeparture(place);
    return this;
  }
}

export const CLEARANCES = ['head-intl', 'security'] as const;
export type ClearanceKind = (typeof CLEARANCES)[number];

/** Those who are asked before the decision have no objection. The money is cleared where the estimate is kept. */
@Entity('mission_clearance')
export class MissionClearance extends TenantEntity {
  @UuidCol() missionId!: string;
  @TextCol() kind!: ClearanceKind;
  @UuidCol({ nullable: true }) clearedBy!: string | null;
  @InstantCol() clearedAt!: Temporal.Instant;
  @TextCol() note!: string;
}
