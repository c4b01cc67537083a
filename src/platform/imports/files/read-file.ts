import { namedHeadings } from '../headings.js';
import { readCsv } from './csv.js';
import { readForeign } from './foreign-reader.js';
import { jsonTable, parseJson, popoloRecords } from './json.js';
import { FileUnreadable, type RecordsFile, type Table, withinLimits } from './table.js';
import { utf8Text } from './text.js';
import { checkZip } from './zip-limits.js';

/** A file as rows of a table, whatever its name claims: the content decides. @throws FileUnreadable */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length === 0) throw new FileUnreadable('no_rows');
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) {
    checkZip(bytes);
    return sheetTable(await readForeign('xlsx', bytes), (n) => String(n + 1));
  }
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new FileUnreadable('old_excel');
  const text = utf8Text(bytes);
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return sheetTable(await readForeign('ics', bytes), (n) => `VEVENT ${n}`);
  if (/^\s*[[{]/.test(text)) return jsonTable(parseJson(text));
  return readCsv(text);
}

/** A Popolo file as its records. @throws FileUnreadable */
export async function readRecords(bytes: Buffer): Promise<RecordsFile> {
  return popoloRecords(parseJson(utf8Text(bytes)));
}

function sheetTable(cells: string[][], placeOf: (n: number) => string): Table {
  const from = cells.findIndex((row) => row.filter(Boolean).length > 1);
  const head = cells[Math.max(from, 0)] ?? [];
  const width = head.length - [...head].reverse().findIndex(Boolean);
  const headings = namedHeadings(head.slice(0, head.some(Boolean) ? width : 0));
  const rows = cells.flatMap((row, n) => {
    if (n <= from || !row.some(Boolean)) return [];
    return [{ place: placeOf(n), cells: row }];
  });
  return withinLimits({ headings, rows });
}
