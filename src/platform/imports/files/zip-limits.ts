import { FileUnreadable } from './table.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 2_000;
const MOST_UNPACKED = 250_000_000;

/**
 * Looks into the directory of a zip file before anything is unpacked: how many parts, and how large they say they are. What
 * lies there is stopped by the limits of the process that unpacks. @throws FileUnreadable
 */
export function checkZip(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw new FileUnreadable('xlsx_broken');
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > MOST_ENTRIES) throw new FileUnreadable('too_hard');
  let unpacked = 0;
  for (let n = 0, at = bytes.readUInt32LE(end + 16); n < entries; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw new FileUnreadable('xlsx_broken');
    unpacked += bytes.readUInt32LE(at + 24);
    if (unpacked > MOST_UNPACKED) throw new FileUnreadable('too_hard');
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
