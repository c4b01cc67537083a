import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { WrongCell } from './cells.js';
import { type Counts, type Import, VERDICTS } from './import.entity.js';
import type { ImportField, ImportKind, Planned, Problem, SourceRow } from './import-kinds.registry.js';

const BATCH = 2_000;

interface StoredRow {
  n: number;
  place: string;
  cells: unknown;
}

interface ReadRow extends SourceRow {
  problems: Problem[];
  label: string;
}

/** What an import would do, row by row. */
@Injectable()
export class ImportPlans {
  constructor(private readonly db: Db) {}

  /** Reads the staged rows by the mapping and compares them with what is there. In the open unit of work. */
  async plan(
    found: Import,
    kind: ImportKind,
    progress: { writing: boolean; report: (part: number) => Promise<void> },
  ): Promise<Planned[]> {
    const stored = await this.db.rows<StoredRow>(
      'select n, place, cells from import_row where institution_id = $1 and import_id = $2 order by n',
      [Current.institutionId, found.id],
    );
    await progress.report(0.1);
    const rows = await this.readRows(stored, found, kind);
    await progress.report(0.2);
    refuseRepeated(rows, kind);
    const readable = rows.filter(({ problems }) => problems.length === 0);
    const planned = await kind.plan(readable, {
      source: found.source,
      writing: progress.writing,
      report: (part) => progress.report(0.2 + part * 0.8),
    });
    const byRow = new Map(planned.map((one) => [one.n, one]));
    return rows.map((row) => byRow.get(row.n) ?? wrong(row));
  }

  async keep(found: Import, planned: readonly Planned[]): Promise<void> {
    for (let from = 0; from < planned.length; from += BATCH) {
      const part = planned
        .slice(from, from + BATCH)
        .map(({ n, verdict, label, changes, problems }) => ({ n, verdict, label: label.slice(0, 300), changes, problems })); // prettier-ignore
      await this.db.rows(
        `update import_row r set verdict = p.verdict, label = p.label, changes = p.changes, problems = p.problems
           from jsonb_to_recordset($3::jsonb) as p(n int, verdict text, label text, changes jsonb, problems jsonb)
          where r.institution_id = $1 and r.import_id = $2 and r.n = p.n`,
        [Current.institutionId, found.id, JSON.stringify(part)],
      );
    }
    found.counts = countsOf(planned);
  }

  /** Whether the plan is still the one that the dry run showed. */
  async isAsShown(found: Import, planned: readonly Planned[]): Promise<boolean> {
    const shown = await this.db.rows<Pick<Planned, 'n' | 'verdict' | 'changes'>>(
      'select n, verdict, changes from import_row where institution_id = $1 and import_id = $2',
      [Current.institutionId, found.id],
    );
    const told = new Map(shown.map((row) => [row.n, gist(row)]));
    return planned.every((row) => told.get(row.n) === gist(row));
  }

  private async readRows(stored: StoredRow[], found: Import, kind: ImportKind): Promise<ReadRow[]> {
    if (!kind.fields)
      return stored.map(({ n, place, cells }) => ({
        n,
        place,
        label: '',
        problems: [],
        values: cells as Record<string, unknown>,
      }));
    const columns = (await kind.fields()).flatMap((field) => {
      const heading = found.mapping[field.name];
      return heading === undefined ? [] : [{ field, at: found.headings.indexOf(heading) }];
    });
    const rows: ReadRow[] = [];
    for (const [count, row] of stored.entries()) {
      rows.push(readRow(row, columns, found.headings.length));
      // Others want to be answered meanwhile.
      if (count % BATCH === BATCH - 1) await setImmediate();
    }
    return rows;
  }
}

function readRow(
  { n, place, cells }: StoredRow,
  columns: { field: ImportField; at: number }[],
  width: number,
): ReadRow {
  const texts = cells as string[];
  const problems: Problem[] = [];
  const values: Record<string, unknown> = {};
  if (texts.slice(width).some(Boolean)) problems.push({ key: 'platform.imports.row.ragged', params: { width } });
  for (const { field, at } of columns) {
    const cell = texts[at] ?? '';
    if (cell === '') {
      if (field.required) problems.push({ key: 'platform.imports.cell.missing', field: field.name });
      continue;
    }
    try {
      values[field.name] = field.read(cell);
    } catch (error) {
      if (!(error instanceof WrongCell)) throw error;
      problems.push({ key: error.key, params: error.params, field: field.name });
    }
  }
  return { n, place, values, problems, label: texts.filter(Boolean).slice(0, 3).join(' · ') };
}

function refuseRepeated(rows: ReadRow[], kind: ImportKind): void {
  if (!kind.keyOf) return;
  const seen = new Map<string, string>();
  for (const row of rows) {
    if (row.problems.length > 0) continue;
    const key = kind.keyOf(row);
    const before = key === null ? undefined : seen.get(key);
    if (before !== undefined) row.problems.push({ key: 'platform.imports.row.repeated', params: { place: before } });
    else if (key !== null) seen.set(key, row.place);
  }
}

const wrong = ({ n, label, problems }: ReadRow): Planned => ({ n, verdict: 'wrong', label, problems, changes: [] });

const gist = ({ verdict, changes }: Pick<Planned, 'verdict' | 'changes'>): string =>
  JSON.stringify([verdict, changes.map(({ field, from, to }) => [field, from, to])]);

function countsOf(planned: readonly Planned[]): Counts {
  return Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, planned.filter((one) => one.verdict === verdict).length]),
  );
}
