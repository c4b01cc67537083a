import { DomainError, type MessageParams } from '../../errors.js';

/** A file that cannot be read at all, and where it went wrong. */
export class FileUnreadable extends DomainError {
  constructor(reason: string, params: MessageParams = {}) {
    super(`platform.imports.file.${reason}`, params);
  }
}

export interface TableRow {
  /** As a reader finds it in the file: its line, its row, its place in a list. */
  place: string;
  cells: string[];
}

export interface Table {
  headings: string[];
  rows: TableRow[];
}

/** Records of a format of its own, each with where it stands. */
export interface RecordsFile {
  records: { place: string; record: unknown }[];
}

export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 200;
export const MOST_BYTES = 50_000_000;

export function withinLimits(table: Table): Table {
  if (table.headings.length === 0 || table.rows.length === 0) throw new FileUnreadable('no_rows');
  if (table.rows.length > MOST_ROWS) throw new FileUnreadable('many_rows', { most: MOST_ROWS });
  if (table.headings.length > MOST_COLUMNS) throw new FileUnreadable('many_columns', { most: MOST_COLUMNS });
  return table;
}
