import { Entity } from 'typeorm';
import { BytesCol, JsonCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { AnswerGiven } from '../invitation.states.js';
import { AlreadyHandled } from './inbox.errors.js';

export const INBOUND_STATES = ['review', 'applied', 'discarded'] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

/** Why a mail stands where it stands. */
export type InboundReason =
  | 'answer'
  | 'bounce'
  | 'delayed'
  | 'automatic'
  | 'stale'
  | 'closed'
  | 'other_entry'
  | 'no_answer'
  | 'calendar'
  | 'counter'
  | 'refreshed'
  | 'too_often'
  | 'delegated'
  | 'words'
  | 'no_code'
  | 'no_such_guest'
  | 'too_large'
  | 'unreadable'
  | 'by_hand';

/** Another time that a guest's calendar proposes: instants, or days where it means whole ones. */
export interface Proposal {
  start: string;
  end: string | null;
  place: string | null;
  comment: string | null;
}

/** A mail that came in. What could not be taken as an answer waits for staff; nothing is lost. */
@Entity('inbound_mail')
export class InboundMail extends TenantEntity {
  @BytesCol() digest!: Buffer;
  @TextCol() state!: InboundState;
  @TextCol() reason!: InboundReason;
  @TextCol() fromAddress = '';
  @TextCol() subject = '';
  @TextCol() excerpt = '';
  @BytesCol({ nullable: true }) raw: Buffer | null = null;
  @UuidCol({ nullable: true }) recipientId: string | null = null;
  @NullableTextCol() answer: AnswerGiven | null = null;
  @JsonCol({ nullable: true }) proposal: Proposal | null = null;
  @UuidCol({ nullable: true }) handledBy: string | null = null;

  /** @throws AlreadyHandled */
  apply(recipientId: string, by: string): void {
    this.handle('applied', by);
    this.recipientId = recipientId;
  }

  /** It was answered, by a letter of ours or by hand. @throws AlreadyHandled */
  settle(by: string): void {
    this.handle('applied', by);
  }

  /** @throws AlreadyHandled */
  discard(by: string): void {
    this.handle('discarded', by);
  }

  private handle(state: InboundState, by: string): void {
    if (this.state !== 'review') throw new AlreadyHandled();
    Object.assign(this, { state, handledBy: by, reason: 'by_hand' });
  }
}
