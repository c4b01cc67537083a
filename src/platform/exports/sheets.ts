import { stringify } from 'csv-stringify';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { Download } from '../http/reply.js';

export type SheetFormat = 'xlsx' | 'csv';
export type SheetValue = string | number | boolean | Temporal.PlainDate | null | undefined;

export interface SheetColumn<Row> {
  /** In the reader's language. */
  label: string;
  value: (row: Row) => SheetValue;
  /** In letters; 20 unless told. */
  width?: number;
}

const MEDIA: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
const DAY_FORMAT = 'yyyy-mm-dd';
// Excel shows no more in one cell.
const MOST_LETTERS = 32_767;

/** A list as a file to save: days and numbers as such, text as text that no spreadsheet runs. */
export async function sheetOf<Row>(
  format: SheetFormat,
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<Download> {
  const bytes = format === 'xlsx' ? await xlsx(name, columns, rows) : await csv(columns, rows);
  return new Download(bytes, MEDIA[format], `${name}.${format}`);
}

/**
 * Text that begins like a formula gets an apostrophe before it, as spreadsheets themselves write text; our import takes it
 * away again. Spaces before it go first, because some programs skip them.
 */
export function defused(text: string): string {
  const plain = clean(text);
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(plain) ? `'${plain.trimStart()}` : plain;
}

function csv<Row>(columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Uint8Array> {
  const table = [
    columns.map(({ label }) => defused(label)),
    ...rows.map((row) => columns.map(({ value }) => textOf(value(row)))),
  ];
  return new Promise((resolve, reject) =>
    // The mark and the semicolon are what lets Excel open it at once, in every language of ours.
    stringify(table, { bom: true, delimiter: ';', record_delimiter: 'windows' }, (error, text) =>
      error ? reject(error) : resolve(Buffer.from(text, 'utf8')),
    ),
  );
}

async function xlsx<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<Uint8Array> {
  const heads: Cell[] = columns.map(({ label }) => ({ value: clean(label) || ' ', type: String, fontWeight: 'bold' }));
  const data = [heads, ...rows.map((row) => columns.map(({ value }) => cellOf(value(row))))];
  const file = writeXlsxFile(data, {
    sheet: name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31) || 'Sheet',
    columns: columns.map(({ width = 20 }) => ({ width })),
    stickyRowsCount: 1,
  });
  return file.toBuffer();
}

// Formulas are written by explicit type alone, so text stays text however it begins.
function cellOf(value: SheetValue): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (value instanceof Temporal.PlainDate)
    return { value: new Date(`${value.toString()}T00:00:00Z`), type: Date, format: DAY_FORMAT };
  return { value: clean(value).slice(0, MOST_LETTERS) || ' ', type: String, format: '@' };
}

function textOf(value: SheetValue): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? defused(value) : String(value);
}

// Control characters have no place in XML, nor in anything a person wrote.
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replace(/\p{Cs}/gu, '');
}
