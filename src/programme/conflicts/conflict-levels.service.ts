import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { ConflictLevels } from './conflict-levels.rules.js';

/** What the institution makes of each kind of conflict. Who may set it is the route's permission. */
@Injectable()
export class ConflictLevelsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  set(levels: Partial<ConflictLevels>): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows(
        `update institution set settings = jsonb_set(settings, '{conflictLevels}', $2::jsonb), version = version + 1, updated_at = now()
          where institution_id = $1`,
        [Current.institutionId, JSON.stringify(levels)],
      );
      await this.events.record({
        type: 'institution.conflict_levels_set',
        subject: Current.institutionId,
        data: { ...levels },
      });
    });
  }
}
