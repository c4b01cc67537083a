import { Entity } from 'typeorm';
import { InstantCol, JsonCol, TenantEntity, TextCol, TextsCol, UuidCol } from '../database/columns.js';
import { DomainError, type MessageParams } from '../errors.js';

export type ImportState =
  'reading' | 'mapping' | 'checking' | 'checked' | 'importing' | 'done' | 'refused' | 'discarded';
export type Verdict = 'new' | 'changed' | 'unchanged' | 'wrong';
export const VERDICTS: readonly Verdict[] = ['new', 'changed', 'unchanged', 'wrong'];
export type Counts = Partial<Record<Verdict, number>>;

/** A sentence by its key, told in the language of whoever reads it. */
export interface Told {
  key: string;
  params?: MessageParams;
}

/** What may follow what: a dry run that fails leads back to the mapping, an import that fails back to the dry run. */
const NEXT: Record<ImportState, readonly ImportState[]> = {
  reading: ['mapping', 'refused', 'discarded'],
  mapping: ['checking', 'discarded'],
  checking: ['checked', 'mapping', 'discarded'],
  checked: ['checking', 'importing', 'discarded'],
  importing: ['done', 'checked'],
  done: [],
  refused: ['discarded'],
  discarded: [],
};

export class ImportNotThere extends DomainError {
  constructor(state: ImportState) {
    super('platform.imports.error.not_now', { state }, { status: 409 });
  }
}

/** A file on its way into the house. */
@Entity('import')
export class Import extends TenantEntity {
  @TextCol() kind!: string;
  @TextCol() state: ImportState = 'reading';
  @TextCol() fileName!: string;
  @UuidCol({ nullable: true }) fileId: string | null = null;
  @TextsCol() headings: string[] = [];
  /** Field → heading of the column that it is read from. */
  @JsonCol() mapping: Record<string, string> = {};
  /** Whose identifiers the file uses: those of two lists are apart. */
  @TextCol() source: string = '';
  @JsonCol() counts: Counts = {};
  @JsonCol({ nullable: true }) problem: Told | null = null;
  @UuidCol({ nullable: true }) createdBy: string | null = null;
  @UuidCol({ nullable: true }) startedBy: string | null = null;
  @InstantCol({ nullable: true }) finishedAt: Temporal.Instant | null = null;

  /** @throws ImportNotThere where this cannot follow the present state */
  go(to: ImportState, problem: Told | null = null): void {
    if (!NEXT[this.state].includes(to)) throw new ImportNotThere(this.state);
    this.state = to;
    this.problem = problem;
    if (to === 'done' || to === 'refused' || to === 'discarded') this.finishedAt = Temporal.Now.instant();
  }

  get isAtWork(): boolean {
    return this.state === 'reading' || this.state === 'checking' || this.state === 'importing';
  }
}
