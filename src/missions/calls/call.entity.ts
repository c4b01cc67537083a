import { Entity } from 'typeorm';
import { possibleStep, requireReason } from '../../activities/lifecycle.rules.js';
import type { Step } from '../../activities/lifecycle.states.js';
import { DayCol, IntCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import { CallClosed, OwnRanking } from './call.errors.js';
import { callLifecycle, type CallState } from './call.states.js';

/** The call for members of a mission, whose id it shares. */
@Entity('mission_call')
export class MissionCall extends TenantEntity {
  @TextCol() state!: CallState;
  @IntCol() seats!: number;
  @TextCol() requirements!: string;
  /** The last day on which members apply. */
  @DayCol() closesOn!: Temporal.PlainDate;
  @UuidCol({ nullable: true }) openedBy!: string | null;
  @UuidCol({ nullable: true }) proposedBy!: string | null;
  @NullableTextCol() reason!: string | null;

  /** @throws CallClosed */
  requireOpen(today: Temporal.PlainDate): void {
    if (this.state !== 'open' || Temporal.PlainDate.compare(today, this.closesOn) > 0) throw new CallClosed();
  }

  /** @returns the step, whose roles the caller checks first @throws StepNotPossible */
  stepTo(to: string): Step<CallState> {
    return possibleStep(callLifecycle, this.state, to);
  }

  /** @throws ReasonNeeded, OwnRanking where who proposed the ranking would decide on it */
  take(step: Step<CallState>, by: string | null, reason: string | null): void {
    requireReason(step, reason);
    if (step.to === 'decided' && by !== null && by === this.proposedBy) throw new OwnRanking();
    this.state = step.to;
    this.reason = reason;
    if (step.to === 'proposed') this.proposedBy = by;
  }
}

export type ApplicationState = 'submitted' | 'withdrawn' | 'selected' | 'reserve' | 'declined';

@Entity('mission_application')
export class MissionApplication extends TenantEntity {
  @UuidCol() callId!: string;
  @UuidCol() personId!: string;
  @TextCol() state!: ApplicationState;
  /** Why, in the member's own words. */
  @TextCol() reasons!: string;
  /** Committees, groups and earlier missions. */
  @TextCol() experience!: string;
  @IntCol({ nullable: true }) place!: number | null;

  /** By its place in the ranking: the first fill the seats, as many again stand in reserve. */
  decide(seats: number): ApplicationState {
    const { place } = this;
    if (place === null || place > 2 * seats) this.state = 'declined';
    else this.state = place <= seats ? 'selected' : 'reserve';
    return this.state;
  }
}
