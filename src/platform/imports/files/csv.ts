import { CsvError, parse } from 'csv-parse';
import { namedHeadings } from '../headings.js';
import { FileUnreadable, MOST_ROWS, type Table, withinLimits } from './table.js';

const DELIMITERS = [';', ',', '\t', '|'] as const;

interface Line {
  record: string[];
  info: { lines: number };
}

/** A table as text: the delimiter is found out, quotes may hold line breaks. @throws FileUnreadable with the line */
export async function readCsv(text: string): Promise<Table> {
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  let headings: string[] | undefined;
  const rows: Table['rows'] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Line>) {
      const cells = record.map((cell) => restored(cell).trim());
      if (!headings) headings = namedHeadings(cells);
      else if (cells.some(Boolean)) {
        rows.push({ place: String(info.lines), cells });
        if (rows.length > MOST_ROWS) throw new FileUnreadable('many_rows', { most: MOST_ROWS });
      }
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new FileUnreadable('csv', { line: Number((error as { lines?: unknown }).lines ?? 1) });
    throw error;
  }
  return withinLimits({ headings: headings ?? [], rows });
}

/** The sign that divides the first lines most evenly; what stands in quotes does not count. */
export function delimiterOf(text: string): string {
  const lines = text.slice(0, 64_000).replace(/"[^"]*"/g, '').split(/\r?\n/).filter(Boolean).slice(0, 20); // prettier-ignore
  const score = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const [first = 0] = counts;
    return first === 0 ? 0 : counts.filter((count) => count === first).length * 1000 + first;
  };
  return DELIMITERS.toSorted((a, b) => score(b) - score(a))[0]!;
}

/** Takes back the apostrophe that our own exports put before what a spreadsheet would run. */
export function restored(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
