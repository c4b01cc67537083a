import { z } from 'zod';
import { InvalidInput } from '../errors.js';

export const DEFAULT_LIMIT = 50;

/** The query of every list of the API. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(DEFAULT_LIMIT),
});

/** A page of a list; `next` is the cursor of the following one, or null. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ items: z.array(row), next: z.string().nullable() });

/**
 * Cuts a page from rows that were asked for with one more than the limit.
 * @param keyOf the sort key of a row, ending with its id: the cursor is what the query continues after.
 */
export function cut<T>(rows: T[], limit: number, keyOf: (row: T) => string[]): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

export function encodeCursor(key: string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws InvalidInput (400) where the cursor is not one of ours */
export function decodeCursor(cursor: string | undefined, parts: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // told below, the same as a cursor of another list
  }
  throw new InvalidInput([{ path: 'cursor', message: 'is not a cursor of this list' }], 400);
}
