import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  BytesCol,
  DayCol,
  InstantCol,
  IntCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { InvitationStepNotPossible } from './invitation.errors.js';
import {
  type AnswerGiven,
  type Channel,
  INVITATION_STEPS,
  type InvitationState,
  RECIPIENT_STEPS,
  type RecipientState,
} from './invitation.states.js';

/** An occasion that guests are asked to: the whole activity, or one line of its programme. */
@Entity('invitation')
export class Invitation extends TenantEntity {
  @UuidCol() activityId!: string;
  @UuidCol({ nullable: true }) itemId!: string | null;
  @TextCol() state: InvitationState = 'draft';
  @LocalizedTextCol() subject!: LocalizedText;
  /** Paragraphs of the letter, between the form of address and the facts. */
  @LocalizedTextCol() body!: LocalizedText;
  @DayCol({ nullable: true }) answerBy!: Temporal.PlainDate | null;
  @NullableTextCol() sourceKey!: string | null;

  /** @throws InvitationStepNotPossible */
  become(state: InvitationState): void {
    if (!INVITATION_STEPS[this.state].includes(state)) throw new InvitationStepNotPossible();
    this.state = state;
  }
}

/** One guest of an invitation, in the order and language in which he is written to. */
@Entity('recipient')
export class Recipient extends TenantEntity {
  @UuidCol() invitationId!: string;
  @UuidCol() activityId!: string;
  @UuidCol({ nullable: true }) personId!: string | null;
  @TextCol() name!: string;
  @TextCol() post!: string;
  @TextCol() organisation!: string;
  @NullableTextCol() email!: string | null;
  @TextCol() language!: string;
  /** The form of address as a whole line; empty for the usual one of the language. */
  @TextCol() salutation!: string;
  @TextCol() state: RecipientState = 'draft';
  @IntCol() companions = 0;
  @NullableTextCol() note!: string | null;
  /** Diet and access needs, encrypted. */
  @BytesCol({ nullable: true }) needs!: Buffer | null;
  @BytesCol() tokenHash!: Buffer;
  @BytesCol() tokenSealed!: Buffer;
  /** Of the code in the address that replies of calendars come to; set by the first letter. */
  @BytesCol({ nullable: true }) replyHash!: Buffer | null;
  /** SEQUENCE of the last calendar message that went out. */
  @IntCol({ nullable: true }) sentSequence!: number | null;
  @InstantCol({ nullable: true }) sentAt!: Temporal.Instant | null;
  @InstantCol({ nullable: true }) answeredAt!: Temporal.Instant | null;
  @NullableTextCol() sourceKey!: string | null;

  /** @throws InvitationStepNotPossible */
  become(state: RecipientState): void {
    if (!RECIPIENT_STEPS[this.state].includes(state)) throw new InvitationStepNotPossible();
    this.state = state;
  }

  /** @throws InvitationStepNotPossible for one whose invitation was withdrawn */
  answer(given: AnswerGiven, companions: number, note: string | null, at: Temporal.Instant): void {
    this.become(given);
    this.companions = given === 'declined' ? 0 : companions;
    this.note = note;
    this.answeredAt = at;
  }
}

/** What came in, by whatever way; never changed. `applied` is false for one that came too late to count. */
@Entity('answer')
export class Answer extends TenantEntity {
  @UuidCol() recipientId!: string;
  @TextCol() answer!: AnswerGiven;
  @TextCol() channel!: Channel;
  @IntCol() companions!: number;
  @NullableTextCol() note!: string | null;
  /** Who spoke for the guest, or the address that a calendar reply came from when it is not his. */
  @NullableTextCol() onBehalf!: string | null;
  @UuidCol({ nullable: true }) recordedBy!: string | null;
  @BoolCol() applied!: boolean;
  @IntCol({ nullable: true }) sequence!: number | null;
  @InstantCol({ nullable: true }) dtstamp!: Temporal.Instant | null;
  @InstantCol() receivedAt!: Temporal.Instant;
}
