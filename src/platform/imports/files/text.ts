import { isUtf8 } from 'node:buffer';
import { FileUnreadable } from './table.js';

const BOM = '\uFEFF';

/** The text of a file in UTF-8, with or without a byte order mark. @throws FileUnreadable with the line that is not */
export function utf8Text(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw new FileUnreadable('utf16');
  if (!isUtf8(bytes)) throw new FileUnreadable('not_utf8', placeOf(bytes));
  const text = bytes.toString('utf8');
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new FileUnreadable('not_text', { line: text.slice(0, nul).split('\n').length });
  return text.startsWith(BOM) ? text.slice(1) : text;
}

/** No letter of UTF-8 holds the byte of a line break, so the first bad line is bad by itself. */
function placeOf(bytes: Buffer): { line: number; column: number } {
  for (let from = 0, line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isUtf8(part)) return { line, column: part.toString('utf8').indexOf('\uFFFD') + 1 };
    if (end < 0) return { line, column: 1 };
    from = end + 1;
  }
}
