import { zipEntries } from '../../files/zip-entries.js';
import { FileUnreadable } from './table.js';

const MOST_ENTRIES = 2_000;
const MOST_UNPACKED = 250_000_000;

/**
 * Looks into the directory of a zip file before anything is unpacked: how many parts, and how large they say they are. What
 * lies there is stopped by the limits of the process that unpacks. @throws FileUnreadable
 */
export function checkZip(bytes: Buffer): void {
  const entries = zipEntries(bytes, MOST_ENTRIES);
  if (!entries) throw new FileUnreadable('xlsx_broken');
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > MOST_ENTRIES || unpacked > MOST_UNPACKED) throw new FileUnreadable('too_hard');
}
