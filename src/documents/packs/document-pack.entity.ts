import { Entity } from 'typeorm';
import { IntCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { MessageParams } from '../../platform/errors.js';
import { PackNotFailed } from './pack.errors.js';
import type { DocumentLanguage } from '../rendering/document-data.js';

export interface Problem {
  key: string;
  params: MessageParams;
}

/** It ended for a reason that is ours, and that the log names. */
export const GAVE_UP: Problem = { key: 'documents.error.pack_gave_up', params: {} };
const MOST_ATTEMPTS = 5;

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
  /** How often a worker began with it. */
  @IntCol() attempts = 0;

  /** Papers and then the binding. */
  get steps(): number {
    return this.papers.length + 1;
  }

  get isFinished(): boolean {
    return this.state === 'done' || this.state === 'failed';
  }

  /** Anew from the first paper: a worker that was killed left nothing behind. One that kills every worker has failed. */
  begin(): void {
    if (this.attempts >= MOST_ATTEMPTS) return this.fail(GAVE_UP);
    Object.assign(this, { state: 'working', done: 0, attempts: this.attempts + 1 });
  }

  /** What failed may be tried anew. @throws PackNotFailed */
  again(): void {
    if (this.state !== 'failed') throw new PackNotFailed();
    Object.assign(this, { state: 'waiting', done: 0, attempts: 0, problem: null });
  }

  finish(papers: PackedPaper[], zipId: string, pdfId: string): void {
    Object.assign(this, { papers, zipId, pdfId, state: 'done', done: this.steps });
  }

  fail(problem: Problem): void {
    Object.assign(this, { problem, state: 'failed' });
  }
}
