import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import type { Counts, ImportState, Verdict } from './import.entity.js';
import type { Change, Problem } from './import-kinds.registry.js';

export interface ImportListRow {
  id: string;
  kind: string;
  state: ImportState;
  file_name: string;
  counts: Counts;
  who: string | null;
  created_at: Temporal.Instant;
}

export interface DryRunRow {
  n: number;
  place: string;
  cells: unknown;
  verdict: Verdict;
  label: string;
  changes: Change[];
  problems: Problem[];
}

export const IMPORTS_SHOWN = 50;
export const ROWS_SHOWN = 50;

@Injectable()
export class ImportsQueries {
  constructor(private readonly db: Db) {}

  /** The latest imports of the kinds that the reader may import. */
  latest(kinds: readonly string[]): Promise<ImportListRow[]> {
    return this.db.rows<ImportListRow>(
      `select i.id, i.kind, i.state, i.file_name, i.counts, a.name as who, i.created_at
         from import i left join account a on a.institution_id = i.institution_id and a.id = i.created_by
        where i.institution_id = $1 and i.kind = any($2) and i.state <> 'discarded'
        order by i.created_at desc, i.id desc limit ${IMPORTS_SHOWN}`,
      [Current.institutionId, kinds],
    );
  }

  /** Rows of the dry run with one verdict, or all; `page` from 1. */
  rows(importId: string, verdict: Verdict | undefined, page: number, pageSize = ROWS_SHOWN): Promise<DryRunRow[]> {
    return this.db.rows<DryRunRow>(
      `select n, place, cells, verdict, label, changes, problems from import_row
        where institution_id = $1 and import_id = $2 and verdict ${verdict ? '= $3' : 'is distinct from $3'}
        order by n limit $4 offset $5`,
      [Current.institutionId, importId, verdict ?? null, pageSize, (page - 1) * pageSize],
    );
  }

  /** The same from a row on: one more than asked for tells whether there are others. */
  rowsAfter(importId: string, verdict: Verdict | undefined, after: number, limit: number): Promise<DryRunRow[]> {
    return this.db.rows<DryRunRow>(
      `select n, place, cells, verdict, label, changes, problems from import_row
        where institution_id = $1 and import_id = $2 and n > $4 and verdict ${verdict ? '= $3' : 'is distinct from $3'}
        order by n limit $5`,
      [Current.institutionId, importId, verdict ?? null, after, limit + 1],
    );
  }

  /** The first rows as they stand in the file, to show what a column holds. */
  async samples(importId: string): Promise<string[][]> {
    const rows = await this.db.rows<{ cells: string[] }>(
      'select cells from import_row where institution_id = $1 and import_id = $2 order by n limit 3',
      [Current.institutionId, importId],
    );
    return rows.map(({ cells }) => cells);
  }

  async size(importId: string): Promise<number> {
    const [row] = await this.db.rows<{ count: number }>(
      'select count(*) as count from import_row where institution_id = $1 and import_id = $2',
      [Current.institutionId, importId],
    );
    return row?.count ?? 0;
  }

  async progress(importId: string): Promise<{ done: number; total: number }> {
    const [row] = await this.db.rows<{ done: number; total: number }>(
      'select done, total from import_progress where institution_id = $1 and import_id = $2',
      [Current.institutionId, importId],
    );
    return row ?? { done: 0, total: 1 };
  }
}
