import { Entity } from 'typeorm';
import {
  BoolCol,
  DayCol,
  IntCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';
import type { Money } from '../platform/money.js';
import { AlreadyDeclared, GiftOfAnotherYear, NotReceived, PriceMissing } from './gift.errors.js';

export const DIRECTIONS = ['received', 'given'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const FATES = ['kept', 'registered', 'redeemed', 'passed-on', 'displayed', 'refused'] as const;
export type Fate = (typeof FATES)[number];

export interface GiftFacts {
  direction: Direction;
  description: string;
  onDay: Temporal.PlainDate;
  activityId: string | null;
  /** Ours who gave or received it. */
  personId: string | null;
  /** Who stood on the other side, in words. */
  party: string;
  partnerId: string | null;
  value: Money | null;
  isEstimate: boolean;
}

/** A line of the register of gifts: never taken out. */
@Entity('gift')
export class Gift extends TenantEntity {
  @IntCol() number!: number;
  @IntCol() year!: number;
  @TextCol() direction!: Direction;
  @TextCol() description!: string;
  @DayCol() onDay!: Temporal.PlainDate;
  @UuidCol({ nullable: true }) activityId!: string | null;
  @UuidCol({ nullable: true }) personId!: string | null;
  @TextCol() party!: string;
  @UuidCol({ nullable: true }) partnerId!: string | null;
  @IntCol({ nullable: true }) valueMinor!: number | null;
  @NullableTextCol() currency!: string | null;
  @BoolCol() isEstimate!: boolean;
  @DayCol({ nullable: true }) declaredOn: Temporal.PlainDate | null = null;
  @UuidCol({ nullable: true }) declaredBy: string | null = null;
  @NullableTextCol() fate: Fate | null = null;
  @DayCol({ nullable: true }) fateOn: Temporal.PlainDate | null = null;
  @NullableTextCol() fateNote: string | null = null;
  @IntCol({ nullable: true }) redeemedMinor: number | null = null;
  @UuidCol({ nullable: true }) recordedBy: string | null = null;
  @TextCol() searchText!: string;

  static record(facts: GiftFacts, number: number, by: string | null): Gift {
    const gift = Object.assign(new Gift(), { number, year: facts.onDay.year, recordedBy: by });
    return gift.correct(facts);
  }

  get value(): Money | null {
    return this.valueMinor !== null && this.currency !== null
      ? { minor: this.valueMinor, currency: this.currency }
      : null;
  }

  /** @throws GiftOfAnotherYear */
  correct({ value, ...facts }: GiftFacts): this {
    if (facts.onDay.year !== this.year) throw new GiftOfAnotherYear(this.year);
    Object.assign(this, facts, { valueMinor: value?.minor ?? null, currency: value?.currency ?? null });
    this.searchText = searchText([this.description, this.party]);
    return this;
  }

  /** @throws NotReceived, AlreadyDeclared */
  declare(by: string | null, on: Temporal.PlainDate): void {
    if (this.direction !== 'received') throw new NotReceived();
    if (this.declaredOn) throw new AlreadyDeclared();
    this.declaredOn = on;
    this.declaredBy = by;
  }

  /** What becomes of it; may be decided anew. @param price paid by who redeems it, in its currency @throws NotReceived, PriceMissing */
  decide(fate: Fate, note: string | null, price: number | null, on: Temporal.PlainDate): void {
    if (this.direction !== 'received') throw new NotReceived();
    if (fate === 'redeemed' && price === null) throw new PriceMissing();
    this.fate = fate;
    this.fateOn = on;
    this.fateNote = note;
    this.redeemedMinor = fate === 'redeemed' ? price : null;
  }
}
