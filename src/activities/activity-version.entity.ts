import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  InstantCol,
  IntCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { OwnProposal, StepNotPossible } from './activity.errors.js';

/** One line of what was approved. Values are kept as data and worded for each reader. */
export interface FixedFact {
  /** Message key of its name. */
  key: string;
  text?: string;
  texts?: LocalizedText;
  /** Message key of a chosen value. */
  chosen?: string;
  list?: string[];
  /** Message keys. */
  choices?: string[];
  /** ISO days, first and last. */
  days?: [string, string];
}

export type VersionState = 'proposed' | 'approved' | 'refused' | 'withdrawn';

/** What was approved of an activity; approved ones never change. */
@Entity('activity_version')
export class ActivityVersion extends TenantEntity {
  @UuidCol() activityId!: string;
  @IntCol({ nullable: true }) number!: number | null;
  @TextCol() state!: VersionState;
  @JsonCol() content!: FixedFact[];
  @TextCol() reason!: string;
  @UuidCol({ nullable: true }) proposedBy!: string | null;
  @UuidCol({ nullable: true }) decidedBy!: string | null;
  @InstantCol({ nullable: true }) decidedAt!: Temporal.Instant | null;
  @NullableTextCol() decisionReason!: string | null;

  /** @throws OwnProposal, StepNotPossible where it is decided already */
  approve(number: number, by: string | null): void {
    this.decide('approved', by);
    this.number = number;
  }

  /** @throws OwnProposal, StepNotPossible where it is decided already */
  refuse(reason: string, by: string | null): void {
    this.decide('refused', by);
    this.decisionReason = reason;
  }

  /** By whoever proposed it. @throws StepNotPossible */
  withdraw(): void {
    if (this.state !== 'proposed') throw new StepNotPossible(this.state, 'withdrawn');
    this.state = 'withdrawn';
  }

  private decide(to: VersionState, by: string | null): void {
    if (this.state !== 'proposed') throw new StepNotPossible(this.state, to);
    if (by !== null && by === this.proposedBy) throw new OwnProposal();
    this.state = to;
    this.decidedBy = by;
    this.decidedAt = Temporal.Now.instant().round('second');
  }
}
