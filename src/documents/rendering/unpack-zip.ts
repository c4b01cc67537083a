import { inflateRawSync } from 'node:zlib';
import { type ZipEntry, zipEntries } from '../../platform/files/zip-entries.js';

const MOST_PARTS = 400;
const MOST_UNPACKED = 40_000_000;

export class ZipRefused extends Error {
  constructor(
    readonly reason: 'broken' | 'bomb',
    readonly part = '',
  ) {
    super(reason);
  }
}

/** The parts of a zip file of somebody else by name. No part unpacks to more than it claims. @throws ZipRefused */
export function unpackZip(bytes: Buffer): Map<string, Buffer> {
  const entries = zipEntries(bytes, MOST_PARTS);
  if (!entries) throw new ZipRefused('broken');
  if (entries.length > MOST_PARTS) throw new ZipRefused('bomb');
  const parts = new Map<string, Buffer>();
  let unpacked = 0;
  for (const entry of entries.filter(({ name }) => !name.endsWith('/'))) {
    unpacked += entry.size;
    if (unpacked > MOST_UNPACKED) throw new ZipRefused('bomb', entry.name);
    // Of two parts under one name, each reader takes another.
    if (entry.isEncrypted || parts.has(entry.name)) throw new ZipRefused('broken', entry.name);
    parts.set(entry.name, contentOf(bytes, entry));
  }
  return parts;
}

function contentOf(bytes: Buffer, { name, size, packedSize, method, offset }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length) throw new ZipRefused('broken', name);
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(from, from + packedSize);
  if (method === 0 && packed.length === size) return packed;
  if (method !== 8) throw new ZipRefused('broken', name);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ZipRefused(isLarger ? 'bomb' : 'broken', name);
  }
}
