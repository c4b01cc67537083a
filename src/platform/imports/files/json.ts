import { namedHeadings } from '../headings.js';
import { FileUnreadable, MOST_ROWS, type RecordsFile, type Table, withinLimits } from './table.js';

const SECTIONS = ['areas', 'organizations', 'persons', 'posts', 'memberships'] as const;

export function parseJson(text: string): unknown {
  const nul = text.indexOf('\\u0000');
  if (nul >= 0) throw new FileUnreadable('not_text', { line: text.slice(0, nul).split('\n').length });
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    throw new FileUnreadable('json', { line: at ? text.slice(0, Number(at)).split('\n').length : 1 });
  }
}

/** A list of objects as a table; what is nested one deep becomes a heading with a dot: `name.en`. */
export function jsonTable(parsed: unknown): Table {
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed ?? {}).find(Array.isArray);
  if (!Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null || Array.isArray(one)))
    throw new FileUnreadable('json_list');
  const flat = list.slice(0, MOST_ROWS + 1).map((one) => flattened(one as Record<string, unknown>));
  const headings = [...new Set(flat.flatMap((one) => [...one.keys()]))];
  return withinLimits({
    headings: namedHeadings(headings),
    rows: flat.map((one, n) => ({ place: `[${n}]`, cells: headings.map((heading) => one.get(heading) ?? '') })),
  });
}

/** The records of a Popolo file, in an order in which each is known before it is referred to. */
export function popoloRecords(parsed: unknown): RecordsFile {
  const file = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
  const records = SECTIONS.flatMap((section) => {
    const list = file[section] ?? [];
    if (!Array.isArray(list)) throw new FileUnreadable('popolo');
    return list.map((record: unknown, n) => ({ place: `${section}[${n}]`, record: { section, record } }));
  });
  if (records.length === 0) throw new FileUnreadable('popolo');
  if (records.length > MOST_ROWS) throw new FileUnreadable('many_rows', { most: MOST_ROWS });
  return { records };
}

function flattened(one: Record<string, unknown>): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(one)) {
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) cells.set(name, value.map(plain).filter(Boolean).join(', '));
    else if (typeof value === 'object')
      for (const [inner, deeper] of Object.entries(value)) cells.set(`${name}.${inner}`, plain(deeper));
    else cells.set(name, plain(value));
  }
  return cells;
}

const plain = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number | boolean).trim();
