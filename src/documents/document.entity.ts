import { Entity } from 'typeorm';
import { InstantCol, IntCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import { DocumentApproved, StepOutOfPlace, TextFixed, TextTooLong } from './document.errors.js';
import {
  type Channel,
  DOCUMENT_STEPS,
  type DocumentState,
  type DocumentStep,
  FIXED_STATES,
  stepsFrom,
} from './document.states.js';

const LONGEST_TEXT = 20_000;

export type DocumentFormat = 'pdf' | 'docx';

/** One paper of an activity in one language, through all its versions. */
@Entity('document')
export class Document extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() kind!: string;
  @TextCol() language!: string;
  /** Which of several papers of its kind; empty where there is one. */
  @TextCol() subject!: string;
  @TextCol() state!: DocumentState;
  @NullableTextCol() registerNumber!: string | null;
  /** Until the amended version is signed. */
  @NullableTextCol() amendedBecause!: string | null;

  /** The text of a letter, written for it alone; none for the words of the house. */
  @NullableTextCol() ownText!: string | null;

  get isFixed(): boolean {
    return FIXED_STATES.includes(this.state);
  }

  /** @throws StepOutOfPlace */
  take(step: DocumentStep): void {
    if (!stepsFrom(this.state).includes(step)) throw new StepOutOfPlace(step, this.state);
    this.state = DOCUMENT_STEPS[step].to;
  }

  /** Signed under its number, which it keeps through every amendment. @throws StepOutOfPlace */
  approve(registerNumber: string | null): void {
    this.take('approve');
    this.registerNumber ??= registerNumber;
    this.amendedBecause = null;
  }

  /** What was signed stays; what comes next says why. @throws StepOutOfPlace, DocumentApproved */
  amend(reason: string | null): void {
    if (!reason?.trim()) throw new DocumentApproved();
    this.take('amend');
    this.amendedBecause = reason.trim();
  }

  /** @throws TextFixed once it was cleared, TextTooLong */
  write(text: string | null): void {
    if (this.state !== 'draft') throw new TextFixed();
    if (text !== null && text.length > LONGEST_TEXT) throw new TextTooLong(LONGEST_TEXT);
    this.ownText = text;
  }

  /** Another capability sent it, as its own rules allow. */
  goOut(): void {
    this.state = 'sent';
  }

  /** The approval of another capability is the approval of its paper. */
  approveWith(registerNumber: string): void {
    this.state = 'approved';
    this.registerNumber = registerNumber;
  }
}

/** Bytes that were made once and never change. */
@Entity('document_version')
export class DocumentVersion extends TenantEntity {
  @UuidCol() documentId!: string;
  @IntCol() number!: number;
  @TextCol() format!: DocumentFormat;
  @UuidCol() fileId!: string;
  @TextCol() sha256!: string;
  @NullableTextCol() reason!: string | null;
  @UuidCol({ nullable: true }) madeBy!: string | null;
  @InstantCol({ nullable: true }) approvedAt!: Temporal.Instant | null;
}

/** Who received which version, how and when. */
@Entity('document_dispatch')
export class DocumentDispatch extends TenantEntity {
  @UuidCol() documentId!: string;
  @IntCol() number!: number;
  @TextCol() recipient!: string;
  @TextCol() channel!: Channel;
  @InstantCol() sentAt!: Temporal.Instant;
  @UuidCol({ nullable: true }) sentBy!: string | null;
  /** The message or letter that carried it, where one of ours did. */
  @UuidCol({ nullable: true }) reference: string | null = null;
}
