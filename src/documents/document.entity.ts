import { Entity } from 'typeorm';
import { InstantCol, IntCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';

export type DocumentFormat = 'pdf' | 'docx';
export type DocumentState = 'draft' | 'approved';

/** One paper of an activity in one language, through all its versions. */
@Entity('document')
export class Document extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() kind!: string;
  @TextCol() language!: string;
  @TextCol() state!: DocumentState;
  @NullableTextCol() registerNumber!: string | null;

  approve(registerNumber: string): void {
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
