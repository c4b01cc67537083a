import { Entity } from 'typeorm';
import {
  BoolCol,
  DayCol,
  InstantCol,
  IntCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { ClaimClosed, EstimateFixed, OwnMoney, WrongMoneyState } from './cost.errors.js';
import { converted } from '../platform/money.js';

export const COST_CATEGORIES = [
  'transport',
  'accommodation',
  'per-diem',
  'hospitality',
  'gifts',
  'fees',
  'visas-insurance',
  'interpretation',
  'other',
] as const;
export type CostCategory = (typeof COST_CATEGORIES)[number];

export const PAYERS = ['host', 'sender', 'third-party'] as const;
export type Payer = (typeof PAYERS)[number];

/** An amount in its own currency and in that of the house, with the rate and its day. */
abstract class MoneyRow extends TenantEntity {
  @UuidCol() activityId!: string;
  @IntCol() minor!: number;
  @TextCol() currency!: string;
  /** One unit of `currency` in `baseCurrency`, as decimal text. */
  @TextCol() rate!: string;
  @DayCol() rateOn!: Temporal.PlainDate;
  @IntCol() baseMinor!: number;
  @TextCol() baseCurrency!: string;

  exchange(base: string, rate: string, on: Temporal.PlainDate): this {
    this.rate = rate;
    this.rateOn = on;
    this.baseCurrency = base;
    this.baseMinor = converted(this, rate, base);
    return this;
  }
}

/** What something is to cost (of an estimate) or did cost (of none). */
@Entity('cost_line')
export class CostLine extends MoneyRow {
  @UuidCol({ nullable: true }) estimateId!: string | null;
  @TextCol() category!: CostCategory;
  @TextCol() payer!: Payer;
  @UuidCol({ nullable: true }) personId!: string | null;
  /** The person laid it out and is paid back. */
  @BoolCol() claimed!: boolean;
  @TextCol() label!: string;
  /** Made from the daily rates: made anew with them. */
  @BoolCol() isComputed!: boolean;
}

@Entity('cost_advance')
export class CostAdvance extends MoneyRow {
  @UuidCol() personId!: string;
  @DayCol() givenOn!: Temporal.PlainDate;
}

/** What is expected. A cleared one never changes; what is expected anew is the next. */
@Entity('cost_estimate')
export class CostEstimate extends TenantEntity {
  @UuidCol() activityId!: string;
  @IntCol() number!: number;
  @TextCol() state!: 'draft' | 'submitted' | 'returned' | 'cleared';
  @UuidCol({ nullable: true }) submittedBy!: string | null;
  @UuidCol({ nullable: true }) clearedBy!: string | null;
  @InstantCol({ nullable: true }) decidedAt!: Temporal.Instant | null;
  @NullableTextCol() returnReason!: string | null;

  /** @throws EstimateFixed while finance looks at it and after */
  open(): void {
    if (!['draft', 'returned'].includes(this.state)) throw new EstimateFixed();
  }

  submit(by: string | null): void {
    this.open();
    this.state = 'submitted';
    this.submittedBy = by;
    this.returnReason = null;
  }

  /** @throws OwnMoney for who submitted it, WrongMoneyState */
  clear(by: string | null): void {
    this.decide('cleared', by);
    this.clearedBy = by;
  }

  return(reason: string, by: string | null): void {
    this.decide('returned', by);
    this.returnReason = reason;
  }

  private decide(to: 'cleared' | 'returned', by: string | null): void {
    if (this.state !== 'submitted') throw new WrongMoneyState();
    if (by !== null && by === this.submittedBy && to === 'cleared') throw new OwnMoney();
    this.state = to;
    this.decidedAt = Temporal.Now.instant().round('second');
  }
}

export const CLAIM_STEPS = {
  submitted: { from: 'draft', by: 'claimant' },
  checked: { from: 'submitted', by: 'finance' },
  approved: { from: 'checked', by: 'approver' },
  paid: { from: 'approved', by: 'finance' },
  recovered: { from: 'approved', by: 'finance' },
} as const;
export type ClaimState = 'draft' | keyof typeof CLAIM_STEPS;

/** What a person laid out, against what he was advanced. */
@Entity('expense_claim')
export class ExpenseClaim extends TenantEntity {
  @UuidCol() activityId!: string;
  @UuidCol() personId!: string;
  @TextCol() state!: ClaimState;
  @UuidCol({ nullable: true }) submittedBy!: string | null;
  @UuidCol({ nullable: true }) checkedBy!: string | null;
  @UuidCol({ nullable: true }) approvedBy!: string | null;
  @NullableTextCol() returnReason!: string | null;

  open(): void {
    if (this.state !== 'draft') throw new ClaimClosed();
  }

  /** @throws OwnMoney for who had a hand in it before, WrongMoneyState */
  step(to: keyof typeof CLAIM_STEPS, by: string | null): void {
    if (CLAIM_STEPS[to].from !== this.state) throw new WrongMoneyState();
    const hands = { submitted: [], checked: [this.submittedBy], approved: [this.submittedBy, this.checkedBy] };
    if (by !== null && (hands[to as keyof typeof hands] ?? []).includes(by as never)) throw new OwnMoney();
    this.state = to;
    if (to === 'submitted') this.submittedBy = by;
    if (to === 'checked') this.checkedBy = by;
    if (to === 'approved') this.approvedBy = by;
    this.returnReason = null;
  }

  return(reason: string): void {
    if (!['submitted', 'checked'].includes(this.state)) throw new WrongMoneyState();
    this.state = 'draft';
    this.returnReason = reason;
  }
}
