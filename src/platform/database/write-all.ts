import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Db } from './db.service.js';

const BATCH = 1_000;

/**
 * Writes entities a thousand to a statement: new ones are inserted, those that are there get every column anew and a
 * higher version. In the open unit of work; entities keep their invariants themselves. References between rows of one
 * table must point backwards in the list.
 * @param report called after each batch with the part that is done, 0–1
 */
export async function writeAll<E extends ObjectLiteral & { institutionId: string }>(
  db: Db,
  entity: EntityTarget<E>,
  rows: readonly E[],
  report?: (part: number) => Promise<void>,
): Promise<void> {
  const { metadata } = db.repo(entity);
  const columns = metadata.columns.filter((one) => one.isInsert && one.isSelect && !one.isVersion && !one.isUpdateDate);
  const table = metadata.tableName;
  const names = columns.map(({ databaseName }) => databaseName).join(', ');
  const again = columns
    .filter(({ isPrimary }) => !isPrimary)
    .map(({ databaseName }) => `${databaseName} = excluded.${databaseName}`);
  // Names of tables and columns come from our own decorators; the values are one JSON parameter, typed by the table.
  const sql = `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)
    on conflict (institution_id, id) do update set ${again.join(', ')}, version = ${table}.version + 1, updated_at = now()`;
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows
      .slice(from, from + BATCH)
      .map((row) => Object.fromEntries(columns.map((one) => [one.databaseName, row[one.propertyName] ?? null])));
    await db.rows(sql, [JSON.stringify(part)]);
    await report?.(Math.min(1, (from + BATCH) / rows.length));
  }
}
