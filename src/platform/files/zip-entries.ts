const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_MARK = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

export interface ZipEntry {
  name: string;
  /** Bytes that it claims to have once unpacked. */
  size: number;
  packedSize: number;
  /** 0 as it is, 8 deflated. */
  method: number;
  isEncrypted: boolean;
  /** Where its own head begins. */
  offset: number;
}

/**
 * What the directory of a zip file says of its parts; nothing is unpacked. At most one part more than `most` is listed.
 * Null where there is no such directory.
 */
export function zipEntries(bytes: Buffer, most = 2_000): ZipEntry[] | null {
  const end = bytes.lastIndexOf(END_MARK);
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return null;
  const count = Math.min(bytes.readUInt16LE(end + 10), most + 1);
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      size: bytes.readUInt32LE(at + 24),
      packedSize: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
