import { Entity } from 'typeorm';
import {
  BytesCol,
  DayCol,
  InstantCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../../platform/database/columns.js';
import { LineDecided } from './counterpart.errors.js';
import type { LineFacts } from './counterpart.forms.js';

/** A secret link by which the partner fills in its own list. */
@Entity('counterpart_link')
export class CounterpartLink extends TenantEntity {
  @UuidCol() activityId!: string;
  /** For whom it was made. */
  @TextCol() name!: string;
  @TextCol() language!: string;
  /** The last day on which it opens, in the institution's zone. */
  @DayCol() expiresOn!: Temporal.PlainDate;
  @BytesCol() tokenHash!: Buffer;
  @BytesCol() tokenSealed!: Buffer;
  @UuidCol({ nullable: true }) createdBy!: string | null;
  @InstantCol({ nullable: true }) revokedAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) openedAt: Temporal.Instant | null = null;

  revoke(): void {
    this.revokedAt ??= Temporal.Now.instant();
  }

  opensOn(today: Temporal.PlainDate): boolean {
    return this.revokedAt === null && Temporal.PlainDate.compare(today, this.expiresOn) <= 0;
  }
}

/** `staged` and `leaving` wait for staff: somebody to be put on the list, or taken off it. */
export type LineState = 'staged' | 'accepted' | 'declined' | 'leaving' | 'left';

/** A person as the counterpart entered him. */
@Entity('counterpart_line')
export class CounterpartLine extends TenantEntity {
  @UuidCol() activityId!: string;
  @UuidCol() linkId!: string;
  @TextCol() state!: LineState;
  @JsonCol() facts!: LineFacts;
  @BytesCol({ nullable: true }) sealed!: Buffer | null;
  @UuidCol({ nullable: true }) memberId!: string | null;
  @NullableTextCol() reason!: string | null;
  @InstantCol() sentAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) decidedBy!: string | null;

  /** What the counterpart changes waits anew, also where it was taken over before. */
  send(facts: LineFacts): void {
    this.facts = facts;
    this.state = 'staged';
    this.reason = null;
    this.sentAt = Temporal.Now.instant().round('second');
  }

  /** Asks that somebody who is on the list be taken off it. */
  leave(): void {
    this.state = 'leaving';
    this.sentAt = Temporal.Now.instant().round('second');
  }

  /** @throws LineDecided */
  accept(by: string | null, memberId: string | null): void {
    this.decide(this.state === 'leaving' ? 'left' : 'accepted', by);
    this.memberId = memberId;
  }

  /** @throws LineDecided */
  decline(by: string | null, reason: string): void {
    this.decide(this.state === 'leaving' ? 'accepted' : 'declined', by);
    this.reason = reason;
  }

  private decide(state: LineState, by: string | null): void {
    if (this.state !== 'staged' && this.state !== 'leaving') throw new LineDecided();
    this.state = state;
    this.decidedBy = by;
    this.reason = null;
  }
}
