import { Entity } from 'typeorm';
import { DayCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';

export const PAPER_KINDS = ['letter', 'note_verbale'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export const CARRIERS = ['post', 'hand', 'courier', 'ministry', 'fax'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** One guest's invitation on paper: its number is drawn once, its dispatch recorded by staff. */
@Entity('paper_letter')
export class PaperLetter extends TenantEntity {
  @UuidCol() recipientId!: string;
  @TextCol() kind!: PaperKind;
  @TextCol() number!: string;
  @TextCol() signatory = '';
  @TextCol() signatoryPost = '';
  @DayCol() dated!: Temporal.PlainDate;
  @DayCol({ nullable: true }) dispatchedOn: Temporal.PlainDate | null = null;
  @NullableTextCol() carrier: Carrier | null = null;
  @TextCol() carriedBy = '';
  @UuidCol({ nullable: true }) recordedBy: string | null = null;

  /** May be put right as often as needed. */
  dispatch(on: Temporal.PlainDate, carrier: Carrier, carriedBy: string, recordedBy: string | null): void {
    Object.assign(this, { dispatchedOn: on, carrier, carriedBy: carriedBy.trim(), recordedBy });
  }
}
