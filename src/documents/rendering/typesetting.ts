import { ChildPool } from './child-pool.js';
import { documentTemplates } from './labels.js';
import { DocumentUnrenderable } from './rendering.errors.js';
import { closePhotographs } from './photographs.js';
import { TypstPool } from './typst-pool.js';
import type { WordJob, WordMade } from './word-job.js';

let pdf: TypstPool | undefined;
let word: ChildPool<WordMade, string> | undefined;

/** The processes that set PDF. */
export function typesetter(): TypstPool {
  return (pdf ??= new TypstPool({ templates: documentTemplates() }));
}

/** Work on a Word file, in a process of its own. @throws DocumentTooSlow, DocumentUnrenderable */
export async function inWord<Job extends WordJob>(job: Job): Promise<WordMade<Job['kind']>> {
  word ??= new ChildPool({ program: 'word-child', processes: 1 }, (reason) => new DocumentUnrenderable(reason));
  return (await word.work(job)) as WordMade<Job['kind']>;
}

/** Ends the typesetting processes; for the shutdown of the program. */
export function closeTypesetting(): void {
  pdf?.close();
  word?.close();
  closePhotographs();
  pdf = word = undefined;
}
