import { createHash } from 'node:crypto';
import { Current } from '../platform/current.js';

/**
 * The id of what a file describes, from the names that tell it apart: the same file twice means the same rows.
 * A UUID of version 8 (RFC 9562 §5.8), since a version 7 would claim a time.
 */
export function sourceId(...names: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The same inside the current institution. */
export const ownId = (...names: readonly string[]): string => sourceId(Current.institutionId, ...names);
