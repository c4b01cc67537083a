import { Entity } from 'typeorm';
import type { Actor } from '../platform/current.js';
import {
  BytesCol,
  DayCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
  WallTimeCol,
} from '../platform/database/columns.js';
import type { Activity } from '../activities/activity.entity.js';
import { holdsFor } from '../activities/activity.rules.js';
import { possibleStep, requireReason } from '../activities/lifecycle.rules.js';
import { allow } from '../platform/permissions/allow.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';
import { DaysReversed } from './logistics.errors.js';
import { LOGISTICS_STATES } from './logistics.states.js';

export type Facts = Record<string, string | boolean>;

/** What is arranged around the people of an activity: an arrival, a room, a badge. Its kind says which facts it has. */
@Entity('logistics_entry')
export class LogisticsEntry extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() kind!: LogisticsKindName;
  @TextCol() state!: string;
  /** Clock of the activity's place. */
  @WallTimeCol({ nullable: true }) atLocal!: Temporal.PlainDateTime | null;
  @DayCol({ nullable: true }) fromDay!: Temporal.PlainDate | null;
  @DayCol({ nullable: true }) toDay!: Temporal.PlainDate | null;
  @JsonCol() facts!: Facts;
  @BytesCol({ nullable: true }) sealed!: Buffer | null;
  @TextCol() note!: string;
  @NullableTextCol() reason!: string | null;

  /** @throws DaysReversed */
  setDays(from: Temporal.PlainDate | null, to: Temporal.PlainDate | null): void {
    if (from && to && Temporal.PlainDate.compare(to, from) < 0) throw new DaysReversed();
    this.fromDay = from;
    this.toDay = to;
  }

  /** Takes a step of its kind's states. @throws StepNotPossible, ReasonNeeded, NotFound for other roles */
  take(to: string, reason: string | null, actor: Actor | undefined, activity: Pick<Activity, 'id' | 'bodyId'>): void {
    const step = possibleStep(LOGISTICS_STATES[this.kind], this.state, to);
    if (actor) allow(holdsFor(actor, step.may, activity));
    requireReason(step, reason);
    this.state = to;
    this.reason = reason;
  }
}
