import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { FilesService } from '../files/files.service.js';
import { FileUnreadable, type TableRow } from './files/table.js';
import { readRecords, readTable } from './files/read-file.js';
import { guessMapping } from './headings.js';
import { Import, type Told } from './import.entity.js';
import { type ImportKind, ImportKinds } from './import-kinds.registry.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportsService } from './imports.service.js';

const BATCH = 2_000;

/** The first job of an import: from the bytes of a file to rows that can be looked at. */
@Injectable()
export class ImportReading {
  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly files: FilesService,
    private readonly progress: ImportProgress,
    private readonly imports: ImportsService,
  ) {}

  /** Stages the rows of the file. */
  async read(id: string): Promise<void> {
    const found = await this.db.read(() => this.db.one(Import, id));
    if (found.state !== 'reading' || !found.fileId) return;
    const kind = this.kinds.of(found.kind);
    const { bytes } = await this.db.read(() => this.files.read(found.fileId!));
    const report = this.progress.teller(id);
    try {
      if (kind.fields) await this.stageTable(id, kind, bytes, report);
      else await this.stageRecords(id, bytes, report);
    } catch (error) {
      if (!(error instanceof FileUnreadable)) throw error;
      await this.refuse(id, { key: error.key, params: error.params });
    }
  }

  private async refuse(id: string, problem: Told): Promise<void> {
    await this.db.transaction(async () => {
      const found = await this.db.one(Import, id);
      found.go('refused', problem);
      await this.imports.forget(found);
      await this.db.repo(Import).save(found);
    });
  }

  private async stageTable(
    id: string,
    kind: ImportKind,
    bytes: Buffer,
    report: (part: number) => Promise<void>,
  ): Promise<void> {
    const { headings, rows } = await readTable(bytes);
    await report(0.5);
    await this.db.transaction(async () => {
      const found = await this.db.one(Import, id);
      found.headings = headings;
      found.mapping = guessMapping(await kind.fields!(), headings, await this.remembered(kind));
      await this.stage(id, rows);
      found.go('mapping');
      await this.db.repo(Import).save(found);
    });
  }

  private async stageRecords(id: string, bytes: Buffer, report: (part: number) => Promise<void>): Promise<void> {
    const { records } = await readRecords(bytes);
    await report(0.5);
    await this.db.transaction(async () => {
      const found = await this.db.one(Import, id);
      await this.stage(id, records.map(({ place, record }) => ({ place, cells: record }))); // prettier-ignore
      found.go('mapping');
      await this.db.repo(Import).save(found);
    });
  }

  private async stage(id: string, rows: readonly (Omit<TableRow, 'cells'> & { cells: unknown })[]): Promise<void> {
    await this.db.rows('delete from import_row where institution_id = $1 and import_id = $2', [
      Current.institutionId,
      id,
    ]);
    for (let from = 0; from < rows.length; from += BATCH) {
      const part = rows.slice(from, from + BATCH).map(({ place, cells }, n) => ({ n: from + n, place, cells }));
      await this.db.rows(
        `insert into import_row (institution_id, import_id, n, place, cells)
         select $1, $2, p.n, p.place, p.cells from jsonb_to_recordset($3::jsonb) as p(n int, place text, cells jsonb)`,
        [Current.institutionId, id, JSON.stringify(part)],
      );
    }
  }

  /** How columns were read at the last imports of this kind, the latest first. */
  private async remembered(kind: ImportKind): Promise<Record<string, string>> {
    const rows = await this.db.rows<{ mapping: Record<string, string> }>(
      `select mapping from import where institution_id = $1 and kind = $2 and state in ('checked', 'importing', 'done')
        order by created_at desc limit 1`,
      [Current.institutionId, kind.id],
    );
    return rows[0]?.mapping ?? {};
  }
}
