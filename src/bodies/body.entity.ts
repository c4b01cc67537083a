import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  DayCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';
import { StepNotPossible } from './body.errors.js';
import { BODY_LIFECYCLES, type BodyKind, type BodyStep, isOver, LAST_STATE, stepsFrom } from './body.states.js';

export type MembershipStatus = 'full' | 'associate' | 'observer';

/** What only some kinds have. */
export interface Particulars {
  /** The decision that it rests on. */
  decision?: string | undefined;
  /** Of a working group: the group at the other side. */
  counterpart?: string | undefined;
  /** Of a permanent delegation, as the organisation's rules give them. */
  quotaFull?: number | undefined;
  quotaSubstitute?: number | undefined;
  quotaStaff?: number | undefined;
  votes?: number | undefined;
  contribution?: string | undefined;
  /** Of a commission. */
  foundingAgreement?: string | undefined;
  rules?: string | undefined;
  /** A day, ISO 8601, on which both sides had approved the rules. */
  rulesApprovedOn?: string | undefined;
  timesAYear?: number | undefined;
  host?: 'alternating' | 'ours' | 'theirs' | 'agreed' | undefined;
  nextHost?: 'ours' | 'theirs' | undefined;
}

export interface BodyFacts {
  name: LocalizedText;
  /** The parliament, chamber or international organisation at the other side. */
  partnerId: string;
  /** Other partners of the same group. */
  alsoWith: string[];
  convocationId: string | null;
  /** The commission that a subcommission belongs to. */
  parentId: string | null;
  /** Of a permanent delegation: what the parliament is in that organisation. */
  membershipStatus: MembershipStatus | null;
  /** Working languages, BCP 47. */
  works: string[];
  termsOfReference: string | null;
  particulars: Particulars;
}

/** A working group, a permanent delegation or an interparliamentary commission: its kind decides its lifecycle. */
@Entity('body')
export class Body extends TenantEntity implements BodyFacts {
  @TextCol() kind: BodyKind;
  @TextCol() state: string;
  @LocalizedTextCol() name: LocalizedText;
  @UuidCol() partnerId: string;
  @TextsCol() alsoWith: string[] = [];
  @UuidCol({ nullable: true }) parentId: string | null = null;
  /** The body of the term before that this one carries on. */
  @UuidCol({ nullable: true }) predecessorId: string | null = null;
  @JsonCol() particulars: Particulars = {};
  @DayCol({ nullable: true }) archivedOn: Temporal.PlainDate | null = null;
  @UuidCol({ nullable: true }) convocationId: string | null = null;
  @NullableTextCol() membershipStatus: MembershipStatus | null = null;
  @TextsCol() works: string[] = [];
  @NullableTextCol() termsOfReference: string | null = null;
  @DayCol({ nullable: true }) constitutedOn: Temporal.PlainDate | null = null;
  @DayCol({ nullable: true }) dissolvedOn: Temporal.PlainDate | null = null;
  @TextCol() searchText: string;

  describe(facts: Partial<BodyFacts>): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [name]: value });
    this.searchText = searchText(Object.values(this.name));
  }

  get isOver(): boolean {
    return isOver(this.kind, this.state);
  }

  /** @throws StepNotPossible */
  step(name: string): BodyStep {
    const step = stepsFrom(this.kind, this.state).find((one) => one.name === name);
    if (!step) throw new StepNotPossible();
    return step;
  }

  /** Goes on to the state that the step leads to; `on` is the day that it fixes. */
  take(step: BodyStep, on: Temporal.PlainDate): void {
    this.state = step.to;
    if (step.dates) this[step.dates] ??= on;
  }

  /** Ends with its convocation, whatever its state was. */
  endWithTerm(on: Temporal.PlainDate): void {
    this.state = LAST_STATE[this.kind];
    this.dissolvedOn ??= on;
    this.archivedOn = on;
  }

  /** The particulars as the course keeps them. */
  get facts(): BodyFacts {
    const { name, partnerId, alsoWith, convocationId, parentId, membershipStatus, works } = this;
    const { termsOfReference, particulars } = this;
    return {
      name,
      partnerId,
      alsoWith,
      convocationId,
      parentId,
      membershipStatus,
      works,
      termsOfReference,
      particulars,
    };
  }

  static begin(kind: BodyKind): Body {
    return Object.assign(new Body(), { kind, state: BODY_LIFECYCLES[kind].initial });
  }
}
