import { Entity } from 'typeorm';
import { JsonCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { Why } from './explain.rules.js';

/** What was asked besides the wishes. Clock times of the place, minutes. */
export interface ProposalAsked {
  opens: string;
  closes: string;
  between: number;
  /** Whether everybody eats together at noon, and rests in the afternoon. */
  lunch: number;
  rest: number;
}

export interface ProposedLine {
  /** The meeting that was asked for; null for a meal or a rest. */
  meetingId: string | null;
  type: 'meeting' | 'meal' | 'free';
  title: string;
  /** Wall times of the activity's place. */
  start: string;
  end: string;
  venueId: string | null;
  interpreterId: string | null;
  pair: string | null;
  people: string[];
  /** Already in the programme. */
  accepted: boolean;
}

export interface ProposalOutcome {
  lines: ProposedLine[];
  unmet: { meetingId: string | null; title: string; why: (Omit<Why, 'with'> & { with: string[] }) | null }[];
  isOptimal: boolean;
  gap: number;
  milliseconds: number;
}

/** A programme that was proposed. */
@Entity('programme_proposal')
export class ProgrammeProposal extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() state: 'waiting' | 'composed' | 'explained' | 'failed' = 'waiting';
  @JsonCol() asked!: ProposalAsked;
  @JsonCol({ nullable: true }) outcome: ProposalOutcome | null = null;
  @UuidCol({ nullable: true }) createdBy: string | null = null;
}
