import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  BytesCol,
  DayCol,
  InstantCol,
  IntCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import {
  type AnswerTerms,
  type Question,
  type Representative,
  USUAL_COMPANIONS,
} from './answering/answer-terms.rules.js';
import { InvitationStepNotPossible } from './invitation.errors.js';
import {
  ANSWER_LEADS_TO,
  type AnswerGiven,
  type Channel,
  COMING,
  INVITATION_STEPS,
  type InvitationState,
  type PairMember,
  RECIPIENT_STEPS,
  type RecipientKind,
  type RecipientState,
} from './invitation.states.js';

/** What one answer says beside yes or no. */
export interface AnswerWords {
  companions: number;
  companionNames: string[];
  /** Of a pair of whom one comes, which; null otherwise. */
  alone: PairMember | null;
  representative: Representative | null;
  /** Answers to the officer's questions, by their ids. */
  replies: Record<string, string>;
  note: string | null;
}

/** An occasion that guests are asked to: the whole activity, or one line of its programme. */
@Entity('invitation')
export class Invitation extends TenantEntity implements AnswerTerms {
  @UuidCol() activityId!: string;
  @UuidCol({ nullable: true }) itemId!: string | null;
  @TextCol() state: InvitationState = 'draft';
  @LocalizedTextCol() subject!: LocalizedText;
  /** Paragraphs of the letter, between the form of address and the facts. */
  @LocalizedTextCol() body!: LocalizedText;
  @DayCol({ nullable: true }) answerBy!: Temporal.PlainDate | null;
  @NullableTextCol() sourceKey!: string | null;
  /** Chairs there are, companions counted; null for as many as come. */
  @IntCol({ nullable: true }) capacity: number | null = null;
  @IntCol() companionsAllowed = USUAL_COMPANIONS;
  @BoolCol() companionNames = false;
  @BoolCol() representatives = true;
  @JsonCol() questions: Question[] = [];

  /** @throws InvitationStepNotPossible */
  become(state: InvitationState): void {
    if (!INVITATION_STEPS[this.state].includes(state)) throw new InvitationStepNotPossible();
    this.state = state;
  }

  /** @param seen version that the writer saw @throws ChangedMeanwhile, InvitationStepNotPossible for one that was withdrawn */
  revise(words: Pick<Invitation, 'subject' | 'body' | 'answerBy'>, seen = this.version): void {
    if (this.state === 'cancelled') throw new InvitationStepNotPossible();
    if (seen !== this.version) throw new ChangedMeanwhile();
    Object.assign(this, words);
  }
}

/** How a guest is addressed, and where to. */
export type RecipientFacts = Partial<
  Pick<Recipient, 'post' | 'organisation' | 'email' | 'postalAddress' | 'careOf' | 'salutation'>
> &
  Pick<Recipient, 'name' | 'language'>;

/** One guest of an invitation, in the order and language in which he is written to. */
@Entity('recipient')
export class Recipient extends TenantEntity {
  @UuidCol() invitationId!: string;
  @UuidCol() activityId!: string;
  @TextCol() kind: RecipientKind = 'person';
  @UuidCol({ nullable: true }) personId!: string | null;
  /** The office that is asked; whoever holds it on the day answers. */
  @UuidCol({ nullable: true }) postId: string | null = null;
  /** As the letter is addressed; of a pair both names. */
  @TextCol() name!: string;
  @NullableTextCol() secondName: string | null = null;
  /** Through whom the letter goes, whose address it then is: an embassy, an assistant. */
  @TextCol() careOf = '';
  @TextCol() post!: string;
  @TextCol() organisation!: string;
  @NullableTextCol() email!: string | null;
  /** Where his letter goes by post, in lines; empty for what the directory has. */
  @TextCol() postalAddress = '';
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
  @JsonCol() companionNames: string[] = [];
  @NullableTextCol() alone: PairMember | null = null;
  @JsonCol() representative: Representative | null = null;
  @JsonCol() replies: Record<string, string> = {};
  /** Since when he waits for a place. */
  @InstantCol({ nullable: true }) waitingSince: Temporal.Instant | null = null;
  /** When a place came free for him. */
  @InstantCol({ nullable: true }) placedAt: Temporal.Instant | null = null;
  @NullableTextCol() sourceKey!: string | null;

  /** @throws InvitationStepNotPossible */
  become(state: RecipientState): void {
    if (!RECIPIENT_STEPS[this.state].includes(state)) throw new InvitationStepNotPossible();
    this.state = state;
  }

  /** @param seen version that the writer saw @throws ChangedMeanwhile, InvitationStepNotPossible for one who was taken off */
  describe(facts: RecipientFacts, seen = this.version): void {
    if (this.state === 'cancelled') throw new InvitationStepNotPossible();
    if (seen !== this.version) throw new ChangedMeanwhile();
    for (const key of ['name', 'post', 'organisation', 'postalAddress', 'careOf', 'salutation'] as const)
      this[key] = facts[key]?.trim() ?? '';
    this.email = facts.email ?? null;
    this.language = facts.language;
  }

  /** His letter never reached him: he counts as not asked. @throws InvitationStepNotPossible */
  unsend(): void {
    this.become('draft');
    this.sentAt = null;
    this.sentSequence = null;
  }

  /**
   * Takes an answer; one who would come while every place is taken waits, from his first asking on.
   * @throws InvitationStepNotPossible for one whose invitation was withdrawn
   */
  answer(given: AnswerGiven, words: AnswerWords, hasPlace: boolean, at: Temporal.Instant): void {
    const leads = ANSWER_LEADS_TO[given];
    this.become(hasPlace ? leads.state : leads.whenFull);
    Object.assign(this, words);
    this.waitingSince = this.state === 'waiting' ? (this.waitingSince ?? at) : null;
    this.placedAt = null;
    this.answeredAt = at;
  }

  /** A place came free. */
  giveUpWaiting(at: Temporal.Instant): void {
    this.become(this.representative ? 'represented' : 'accepted');
    this.waitingSince = null;
    this.placedAt = at;
  }

  /** Chairs he takes, or would take where he waits. */
  get places(): number {
    if (this.state === 'represented' || (this.state === 'waiting' && this.representative)) return 1;
    return this.state === 'accepted' || this.state === 'waiting' ? 1 + this.companions : 0;
  }

  get holdsPlace(): boolean {
    return COMING.includes(this.state);
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
  /** Names of companions, representative and replies as they were told with it. */
  @JsonCol() details: Partial<AnswerWords> = {};
  @InstantCol() receivedAt!: Temporal.Instant;
}
