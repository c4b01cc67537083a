import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';

/** Field → what stood there and what stands there now, as JSON holds it. */
export type Changes = Record<string, [from: unknown, to: unknown]>;

export interface SettingChange {
  id: string;
  area: string;
  subject_id: string | null;
  label: LocalizedText;
  changes: Changes;
  actor_name: string | null;
  changed_at: Temporal.Instant;
}

/** Puts the old values of some fields back, through the same verb and permission as any change. */
export type Restore = (fields: Record<string, unknown>, subjectId: string | null) => Promise<void>;

/** Who changed which setting when, from what to what; and the way back. */
@Injectable()
export class SettingsHistory {
  private readonly restorers = new Map<string, Restore>();

  constructor(private readonly db: Db) {}

  /** How a page of the settings takes old values back; called in onModuleInit. Without one its changes are only shown. */
  restorable(area: string, restore: Restore): void {
    this.restorers.set(area, restore);
  }

  canRestore(area: string): boolean {
    return this.restorers.has(area);
  }

  /** Notes what differs between two states, inside the caller's unit of work; nothing where nothing does. */
  async note(
    area: string,
    before: object,
    after: object,
    { subjectId = null, label = {} }: { subjectId?: string | null; label?: LocalizedText } = {},
  ): Promise<void> {
    const changes = difference(before as Record<string, unknown>, after as Record<string, unknown>);
    if (Object.keys(changes).length === 0) return;
    await this.db.rows(
      `insert into setting_change (institution_id, id, area, subject_id, label, changes, actor_id) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        Current.institutionId,
        randomUUIDv7(),
        area,
        subjectId,
        JSON.stringify(label),
        JSON.stringify(changes),
        Current.maybeActor?.accountId ?? null,
      ],
    );
  }

  /** The latest changes of some areas, or of one subject of them. */
  of(areas: readonly string[], { subjectId, limit = 100 }: { subjectId?: string; limit?: number } = {}) {
    return this.db.rows<SettingChange>(
      `select c.id, c.area, c.subject_id, c.label, c.changes, a.name as actor_name, c.changed_at from setting_change c
         left join account a on a.institution_id = c.institution_id and a.id = c.actor_id
        where c.institution_id = $1 and c.area = any($2) and ($3::uuid is null or c.subject_id = $3)
        order by c.changed_at desc, c.id desc limit $4`,
      [Current.institutionId, areas, subjectId ?? null, limit],
    );
  }

  /** Puts back what stood before a change. It is a change of its own, so it can be taken back too. @returns its area @throws NotFound */
  restore(id: string): Promise<string> {
    return this.db.transaction(async () => {
      const [found] = await this.db.rows<Pick<SettingChange, 'area' | 'subject_id' | 'changes'>>(
        'select area, subject_id, changes from setting_change where institution_id = $1 and id = $2',
        [Current.institutionId, id],
      );
      const put = found && this.restorers.get(found.area);
      if (!put) throw new NotFound();
      const fields = Object.fromEntries(Object.entries(found.changes).map(([field, [from]]) => [field, from]));
      await put(fields, found.subject_id);
      return found.area;
    });
  }
}

/** The fields whose JSON differs. */
export function difference(before: Record<string, unknown>, after: Record<string, unknown>): Changes {
  const changes: Changes = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    if (sorted(from) !== sorted(to)) changes[field] = [from, to];
  }
  return changes;
}

/** The same value has the same text, in whatever order its keys came from the database. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
