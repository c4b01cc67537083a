import { Entity } from 'typeorm';
import {
  BoolCol,
  InstantCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../../platform/database/columns.js';
import { MailingStepNotPossible, ReasonMissing } from './mailing.errors.js';
import { MAILING_STEPS, type MailingKind, type MailingState, OPEN_STATES } from './mailing.states.js';

/** One sending to guests of an invitation: for whom is fixed by its list, what becomes of each letter by its message. */
@Entity('mailing')
export class Mailing extends TenantEntity {
  @UuidCol() invitationId!: string;
  @UuidCol() activityId!: string;
  @TextCol() kind!: MailingKind;
  @TextCol() state: MailingState = 'draft';
  /** Null where the house itself tells of a change. */
  @UuidCol({ nullable: true }) authorId!: string | null;
  @UuidCol({ nullable: true }) submittedBy!: string | null;
  @UuidCol({ nullable: true }) approvedBy!: string | null;
  /** The letter as PDF goes along with each mail. */
  @BoolCol() withLetter = false;
  /** It tells of new words, not of a change in the programme: the entry is the one that guests have. */
  @BoolCol() isRevision = false;
  @NullableTextCol() returnedFor!: string | null;
  @InstantCol({ nullable: true }) startedAt!: Temporal.Instant | null;

  get isOpen(): boolean {
    return OPEN_STATES.includes(this.state);
  }

  /** The list changed: what was checked or approved counts no more. */
  reopen(): void {
    if (!this.isOpen) throw new MailingStepNotPossible();
    Object.assign(this, { state: 'draft', submittedBy: null, approvedBy: null });
  }

  check(): void {
    if (this.state === 'checked') return;
    this.become('checked');
  }

  submit(accountId: string): void {
    this.become('awaiting');
    this.submittedBy = accountId;
    this.returnedFor = null;
  }

  approve(accountId: string | null): void {
    this.become('approved');
    this.approvedBy = accountId;
  }

  /** @throws ReasonMissing */
  giveBack(reason: string): void {
    if (!reason.trim()) throw new ReasonMissing();
    if (this.state !== 'awaiting') throw new MailingStepNotPossible();
    this.become('draft');
    this.submittedBy = null;
    this.returnedFor = reason.trim();
  }

  start(): void {
    this.become('sending');
    this.startedAt ??= Temporal.Now.instant();
  }

  pause(): void {
    this.become('paused');
  }

  finish(): void {
    this.become('sent');
  }

  cancel(): void {
    this.become('cancelled');
  }

  private become(state: MailingState): void {
    if (!MAILING_STEPS[this.state].includes(state)) throw new MailingStepNotPossible();
    this.state = state;
  }
}
