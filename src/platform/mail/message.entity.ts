import { Entity } from 'typeorm';
import { InstantCol, IntCol, JsonCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../database/columns.js';

export type MessageState = 'queued' | 'held' | 'sending' | 'sent' | 'deferred' | 'bounced' | 'unknown' | 'withdrawn';

/** What goes along with a message: said in words when the message is written, made into a file by the worker that sends it. */
export interface MessageAttachment {
  /** Who makes the file, by the name it was registered with. */
  maker: string;
  /** Name of the file, `invitation.pdf`. */
  name: string;
  /** All that the maker needs: the same gives the same bytes. */
  matter: object;
}

/** One mail to one recipient. Its Message-ID is fixed here, so that a repeat is recognised as one. */
@Entity('message')
export class Message extends TenantEntity {
  @TextCol() messageId!: string;
  @TextCol() state: MessageState = 'queued';
  @TextCol() purpose!: string;
  @UuidCol({ nullable: true }) referenceId!: string | null;
  @TextCol() toName!: string;
  @TextCol() toAddress!: string;
  @NullableTextCol() replyTo!: string | null;
  @NullableTextCol() fromName!: string | null;
  @TextCol() subject!: string;
  @TextCol() bodyText!: string;
  @NullableTextCol() bodyHtml!: string | null;
  @NullableTextCol() calendarMethod!: string | null;
  @NullableTextCol() calendar!: string | null;
  @JsonCol({ nullable: true }) attachment: MessageAttachment | null = null;
  @TextCol() language = 'en';
  @IntCol() attempts = 0;
  @InstantCol({ nullable: true }) leaseUntil!: Temporal.Instant | null;
  @InstantCol({ nullable: true }) nextAttemptAt!: Temporal.Instant | null;
  @NullableTextCol() lastAnswer!: string | null;
  @InstantCol({ nullable: true }) sentAt!: Temporal.Instant | null;
}
