/** What a picture is, judged by its content; points. */
export interface PictureShape {
  media: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** Chunks that tell of the camera, its place and its owner. */
const TOLD_BY_PNG = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** A PNG or JPEG by its own head; null for anything else, and for one that breaks off. */
export function shapeOf(bytes: Buffer): PictureShape | null {
  if (bytes.subarray(0, 8).equals(PNG)) {
    if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
    return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  }
  for (const { marker, at, end } of segmentsOf(bytes)) {
    // SOF0 to SOF15 carry the size; C4, C8 and CC in that range are something else.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && end - at >= 9) return sized('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
  }
  return null;
}

/** The same picture without what the camera noted: place, time, device, remarks. Colours stay as they are. */
export function withoutMetadata(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 8).equals(PNG)) return withoutChunks(bytes);
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let rest = 2;
  for (const { marker, at, end } of segmentsOf(bytes)) {
    // APP0 is the format, APP2 the colour profile, APP14 how colours are coded; FE is a remark.
    const isTold = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker));
    if (!isTold) kept.push(bytes.subarray(at, end));
    rest = end;
  }
  return Buffer.concat([...kept, bytes.subarray(rest)]);
}

const sized = (media: PictureShape['media'], width: number, height: number): PictureShape | null =>
  width > 0 && height > 0 ? { media, width, height } : null;

/** The segments of a JPEG before its picture begins: from their mark to their end. */
function* segmentsOf(bytes: Buffer): Generator<{ marker: number; at: number; end: number }> {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda || end > bytes.length) return;
    yield { marker, at, end };
    at = end;
  }
}

function withoutChunks(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = Math.min(bytes.length, at + 12 + bytes.readUInt32BE(at));
    if (!TOLD_BY_PNG.has(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
