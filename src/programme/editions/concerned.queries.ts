import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { LineChange } from './edition.rules.js';

/** Somebody whose lines a release changes, and how many of them. */
export interface Concerned {
  key: string;
  name: string;
  part: 'guest' | 'host' | 'interpreter' | 'driver';
  lines: number;
}

const ORDER: Concerned['part'][] = ['guest', 'host', 'interpreter', 'driver'];

/** Exactly the people whom the change concerns: who stands in a changed line, before or after. */
@Injectable()
export class ConcernedQueries {
  constructor(private readonly db: Db) {}

  async of(changes: readonly LineChange[]): Promise<Concerned[]> {
    const found = new Map<string, { id: string; part: Concerned['part']; lines: Set<string> }>();
    const note = (id: string, part: Concerned['part'], line: string) => {
      const key = `${part} ${id}`;
      const one = found.get(key);
      if (one) one.lines.add(line);
      else found.set(key, { id, part, lines: new Set([line]) });
    };
    for (const { id, before, after } of changes) {
      for (const line of [before, after]) {
        for (const { personId, side } of line?.participants ?? []) note(personId, side, id);
        for (const { personId } of line?.interpreters ?? []) note(personId, 'interpreter', id);
        for (const vehicle of line?.vehicles ?? []) note(vehicle, 'driver', id);
      }
    }
    if (found.size === 0) return [];
    const all = [...found.values()];
    const rows = await this.db.rows<{ id: string; name: string }>(
      `select id, trim(given_name || ' ' || family_name) as name from person where institution_id = $1 and id = any($2::uuid[])
       union all select id, coalesce(nullif(driver_name, ''), label) from vehicle where institution_id = $1 and id = any($3::uuid[])`,
      [
        Current.institutionId,
        all.filter(({ part }) => part !== 'driver').map(({ id }) => id),
        all.filter(({ part }) => part === 'driver').map(({ id }) => id),
      ],
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return all
      .map(({ id, part, lines }) => ({ key: `${part} ${id}`, name: names.get(id) ?? '…', part, lines: lines.size }))
      .toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || a.name.localeCompare(b.name));
  }
}
