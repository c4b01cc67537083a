import { DomainError } from '../../platform/errors.js';
import { ChildPool } from './child-pool.js';
import { PhotographUnreadable } from './rendering.errors.js';

export interface PhotoJob {
  bytes: Uint8Array;
  /** Points of what comes out. */
  width: number;
  height: number;
}

// Four to five, at some 300 points to the inch of the fifteen millimetres that a list gives it.
const SMALL = { width: 180, height: 225 };

let pool: ChildPool<Uint8Array, string> | undefined;

/**
 * A photograph as lists print it: upright, cut to four by five, a JPEG of some ten kilobytes.
 * @param whose told where it cannot be read @throws PhotographUnreadable, DocumentTooSlow
 */
export function smallPhotograph(bytes: Uint8Array, whose: string): Promise<Uint8Array> {
  pool ??= new ChildPool(
    { program: 'photo-child', processes: 1, documentsPerProcess: 100 },
    (reason) => new Error(reason),
  );
  return pool.work({ bytes, ...SMALL }).catch((error: unknown) => {
    throw error instanceof DomainError ? error : new PhotographUnreadable(whose);
  });
}

/** Ends the process; for the shutdown of the program. */
export function closePhotographs(): void {
  pool?.close();
  pool = undefined;
}
