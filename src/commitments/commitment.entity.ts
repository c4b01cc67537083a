import { Entity } from 'typeorm';
import { DayCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';
import {
  CommitmentClosed,
  EvidenceMissing,
  NobodyResponsible,
  OwnFulfilment,
  ReasonMissing,
  StepNotPossible,
} from './commitment.errors.js';
import { type CommitmentState, type CommitmentStep, OPEN, stepsFrom } from './commitment.states.js';

export const SIDES = ['ours', 'theirs'] as const;
export type Side = (typeof SIDES)[number];

export interface CommitmentFacts {
  content: string;
  side: Side;
  /** In words: a person, an office, a ministry of theirs. */
  responsible: string;
  /** Account of ours that is reminded. */
  accountId: string | null;
  partnerId: string | null;
  agreedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate | null;
  /** Which session or agreement, and where in it; for a source in words. */
  sourceName?: string;
}

/** Where one may be made that is kept here by words alone. */
export const SOURCES_IN_WORDS = ['session', 'agreement', 'other'] as const;

/** Where it was made: a kind that some capability registered, and the id of the thing there. */
export interface CommitmentSource {
  kind: string;
  id: string | null;
}

/** Something that one side promised the other. */
@Entity('commitment')
export class Commitment extends TenantEntity implements CommitmentFacts {
  @TextCol() state: CommitmentState = 'recorded';
  @TextCol() content!: string;
  @TextCol() side!: Side;
  @TextCol() responsible: string = '';
  @UuidCol({ nullable: true }) accountId: string | null = null;
  @UuidCol({ nullable: true }) partnerId: string | null = null;
  @DayCol() agreedOn!: Temporal.PlainDate;
  @DayCol({ nullable: true }) dueOn: Temporal.PlainDate | null = null;
  @NullableTextCol() evidence: string | null = null;
  @NullableTextCol() reason: string | null = null;
  @TextCol() sourceKind!: string;
  @UuidCol({ nullable: true }) sourceId: string | null = null;
  @TextCol() sourceName: string = '';
  @UuidCol({ nullable: true }) fulfilledBy: string | null = null;
  @DayCol({ nullable: true }) closedOn: Temporal.PlainDate | null = null;
  @TextCol() searchText: string = '';

  static record(facts: CommitmentFacts, source: CommitmentSource): Commitment {
    return Object.assign(new Commitment(), { sourceKind: source.kind, sourceId: source.id }).correct(facts);
  }

  get isOpen(): boolean {
    return OPEN.includes(this.state);
  }

  isLate(today: Temporal.PlainDate): boolean {
    return this.isOpen && this.dueOn !== null && Temporal.PlainDate.compare(this.dueOn, today) < 0;
  }

  /** @throws CommitmentClosed */
  correct(facts: Partial<CommitmentFacts>): this {
    if (!this.isOpen) throw new CommitmentClosed();
    Object.assign(this, facts);
    this.searchText = searchText([this.content, this.responsible, this.sourceName]);
    return this;
  }

  /**
   * Takes one step of the course.
   * @param note evidence or reason, as the step asks for @param by account that takes it; null for a job
   * @throws StepNotPossible, NobodyResponsible, EvidenceMissing, ReasonMissing, OwnFulfilment
   */
  take(name: string, note: string | null, by: string | null, today: Temporal.PlainDate): CommitmentStep {
    const step = stepsFrom(this.state).find((one) => one.name === name);
    if (!step) throw new StepNotPossible();
    if (step.needs === 'responsible' && !this.responsible && !this.accountId) throw new NobodyResponsible();
    if (step.needs === 'evidence' && !note) throw new EvidenceMissing();
    if (step.needs === 'reason' && !note) throw new ReasonMissing();
    if (step.notByFulfiller && by !== null && by === this.fulfilledBy) throw new OwnFulfilment();
    this.state = step.to;
    if (step.needs === 'evidence') this.evidence = note;
    if (step.needs === 'reason') this.reason = note;
    if (name === 'fulfil') this.fulfilledBy = by;
    this.closedOn = this.isOpen ? null : (this.closedOn ?? today);
    return step;
  }
}
