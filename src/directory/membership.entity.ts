import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  DayCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { MembershipAlreadyEnded, MembershipEndsBeforeItBegins, WrongMembershipStep } from './directory.errors.js';
import { MEMBERSHIP_STEPS, type MembershipState, type MembershipStep } from './membership.states.js';

/** A person in an organisation, in a post or in a role of words, from a day to a day; the last day counts. */
@Entity('membership')
export class Membership extends TenantEntity {
  @UuidCol() personId: string;
  @UuidCol() organisationId: string;
  @UuidCol({ nullable: true }) postId: string | null = null;
  @LocalizedTextCol({ nullable: true }) role: LocalizedText | null = null;
  /** The faction or party that sent the person. */
  @UuidCol({ nullable: true }) onBehalfOfId: string | null = null;
  @UuidCol({ nullable: true }) convocationId: string | null = null;
  /** The document that appointed: "Resolution 12 of 4 March 2026". */
  @NullableTextCol() appointedBy: string | null = null;
  @TextCol() state: MembershipState = 'appointed';
  @DayCol({ nullable: true }) startsOn: Temporal.PlainDate | null = null;
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;

  /** Confirms a nomination, suspends, resumes. @throws WrongMembershipStep */
  take(step: Exclude<MembershipStep, 'end'>): void {
    this.check(step);
    this.state = MEMBERSHIP_STEPS[step].to;
  }

  /** `on` is the last day; of a fixed term it may come sooner, never later. @throws MembershipAlreadyEnded, MembershipEndsBeforeItBegins */
  end(on: Temporal.PlainDate): void {
    if (this.state === 'ended' || (this.endsOn && Temporal.PlainDate.compare(on, this.endsOn) >= 0))
      throw new MembershipAlreadyEnded();
    if (this.startsOn && Temporal.PlainDate.compare(on, this.startsOn) < 0) throw new MembershipEndsBeforeItBegins();
    this.endsOn = on;
    this.state = 'ended';
  }

  /** Ends with the convocation that it was given for, whatever its state; a day already set stays where it is sooner. */
  endWithTerm(lastDay: Temporal.PlainDate): void {
    if (!this.endsOn || Temporal.PlainDate.compare(this.endsOn, lastDay) > 0) this.endsOn = lastDay;
    this.state = 'ended';
  }

  private check(step: MembershipStep): void {
    if (!MEMBERSHIP_STEPS[step].from.includes(this.state)) throw new WrongMembershipStep();
  }
}
