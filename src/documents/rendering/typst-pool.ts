import { ChildPool, type ChildPoolOptions } from './child-pool.js';
import { type Diagnostic, inPlainWords } from './diagnostics.js';
import { DocumentUnrenderable } from './rendering.errors.js';

export interface TypstJob {
  /** Path of the template below the directory of templates: `programme/main.typ`. */
  mainFile: string;
  /** What the template reads, as JSON. */
  input: string;
  /** Seconds since 1970, written into the PDF. */
  createdAt: number;
  /** A document, or an SVG of its first page; a document when left out. */
  form?: 'pdf' | 'svg';
}

export type TypstPoolOptions = Omit<ChildPoolOptions, 'program' | 'args'> & { templates: string };

/** The processes that set documents with Typst. */
export class TypstPool {
  private readonly pool: ChildPool<Uint8Array, Diagnostic[]>;

  constructor({ templates, ...options }: TypstPoolOptions) {
    this.pool = new ChildPool(
      { ...options, program: 'typst-child', args: [templates] },
      (diagnostics) => new DocumentUnrenderable(inPlainWords(diagnostics, templates)),
    );
  }

  /** @throws DocumentTooSlow, DocumentUnrenderable */
  typeset(job: TypstJob): Promise<Uint8Array> {
    return this.pool.work({ form: 'pdf', ...job });
  }

  /** Ends every process; documents under way are refused. */
  close(): void {
    this.pool.close();
  }
}
