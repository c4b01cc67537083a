import { Entity } from 'typeorm';
import { IntCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { MessageParams } from '../../platform/errors.js';
import type { DocumentLanguage } from '../rendering/document-data.js';

export interface Problem {
  key: string;
  params: MessageParams;
}

/** A paper that was asked for, and what became of it. */
export interface PackedPaper {
  kind: string;
  language: string;
  subject: string;
  subjectName?: string;
  pages?: number;
  /** Why it is not in the pack. */
  problem?: Problem;
}

/** All papers of an activity in one ZIP and one file for the printer. */
@Entity('document_pack')
export class DocumentPack extends TenantEntity {
  @UuidCol() activityId!: string;
  /** Of the sheet of contents. */
  @TextCol() language!: DocumentLanguage;
  @JsonCol() papers!: PackedPaper[];
  @TextCol() state: 'waiting' | 'working' | 'done' | 'failed' = 'waiting';
  @IntCol() done = 0;
  @UuidCol({ nullable: true }) zipId: string | null = null;
  @UuidCol({ nullable: true }) pdfId: string | null = null;
  @JsonCol({ nullable: true }) problem: Problem | null = null;
  @UuidCol({ nullable: true }) madeBy: string | null = null;

  /** Papers and then the binding. */
  get steps(): number {
    return this.papers.length + 1;
  }

  get isFinished(): boolean {
    return this.state === 'done' || this.state === 'failed';
  }

  /** Anew from the first paper: a worker that was killed left nothing behind. */
  begin(): void {
    this.state = 'working';
    this.done = 0;
  }

  finish(papers: PackedPaper[], zipId: string, pdfId: string): void {
    Object.assign(this, { papers, zipId, pdfId, state: 'done', done: this.steps });
  }

  fail(problem: Problem): void {
    Object.assign(this, { problem, state: 'failed' });
  }
}
