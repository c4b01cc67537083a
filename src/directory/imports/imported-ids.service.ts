import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';

export type ImportedClass = 'person' | 'organisation' | 'post' | 'membership' | 'area';

export interface ImportedId {
  key: string;
  subjectId: string;
  /** What the list says and our columns do not hold. */
  rest: Record<string, unknown>;
}

/** Under which identifiers other lists know our rows. The house's own numbers stand under the empty source. */
@Injectable()
export class ImportedIds {
  constructor(private readonly db: Db) {}

  /** One statement, whatever the number of keys. */
  async of(kind: ImportedClass, source: string, keys: readonly string[]): Promise<Map<string, ImportedId>> {
    if (keys.length === 0) return new Map();
    const rows = await this.db.rows<{ key: string; subject_id: string; rest: Record<string, unknown> }>(
      'select key, subject_id, rest from imported_id where institution_id = $1 and class = $2 and source = $3 and key = any($4)',
      [Current.institutionId, kind, source, keys],
    );
    return new Map(rows.map(({ key, subject_id, rest }) => [key, { key, subjectId: subject_id, rest }]));
  }

  async keep(kind: ImportedClass, source: string, ids: readonly ImportedId[]): Promise<void> {
    if (ids.length === 0) return;
    await this.db.rows(
      `insert into imported_id (institution_id, class, source, key, subject_id, rest)
       select $1, $2, $3, r.key, r.subject_id, r.rest from jsonb_to_recordset($4::jsonb) as r(key text, subject_id uuid, rest jsonb)
       on conflict (institution_id, class, source, key) do update set subject_id = excluded.subject_id, rest = excluded.rest`,
      [
        Current.institutionId,
        kind,
        source,
        JSON.stringify(ids.map(({ key, subjectId, rest }) => ({ key, subject_id: subjectId, rest }))),
      ],
    );
  }
}
