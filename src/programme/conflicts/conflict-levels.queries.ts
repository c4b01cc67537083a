import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { type ConflictLevels, levelsFrom } from './conflict-levels.rules.js';

/** How much the institution minds each kind of conflict. */
@Injectable()
export class ConflictLevelsQueries {
  constructor(private readonly db: Db) {}

  async current(): Promise<ConflictLevels> {
    const [row] = await this.db.prepared<{ levels: Record<string, unknown> | null }>(
      'programme.conflict_levels',
      `select settings -> 'conflictLevels' as levels from institution where institution_id = $1`,
      [Current.institutionId],
    );
    return levelsFrom(row?.levels);
  }
}
