import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  DayCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';
import { StepNotPossible } from './body.errors.js';
import { BODY_LIFECYCLES, type BodyKind, type BodyStep, isOver, stepsFrom } from './body.states.js';

export type MembershipStatus = 'full' | 'associate' | 'observer';

export interface BodyFacts {
  name: LocalizedText;
  /** The parliament, chamber or international organisation at the other side. */
  partnerId: string;
  convocationId: string | null;
  /** Of a permanent delegation: what the parliament is in that organisation. */
  membershipStatus: MembershipStatus | null;
  /** Working languages, BCP 47. */
  works: string[];
  termsOfReference: string | null;
}

/** A working group, a permanent delegation or an interparliamentary commission: its kind decides its lifecycle. */
@Entity('body')
export class Body extends TenantEntity implements BodyFacts {
  @TextCol() kind: BodyKind;
  @TextCol() state: string;
  @LocalizedTextCol() name: LocalizedText;
  @UuidCol() partnerId: string;
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

  static begin(kind: BodyKind): Body {
    return Object.assign(new Body(), { kind, state: BODY_LIFECYCLES[kind].initial });
  }
}
