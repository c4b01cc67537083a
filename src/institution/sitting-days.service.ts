import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { canPlanSittings } from './institution.rules.js';
import { daysOf, type SittingSpan } from './sitting-span.js';

/** The days on which the house sits. */
@Injectable()
export class SittingDaysService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** Adds the days that are not there yet, asking nobody's leave: for the seed and imports. @returns how many are new */
  addSittingDays(days: readonly Temporal.PlainDate[]): Promise<number> {
    return this.db.transaction(async () => {
      const rows = await this.db.rows(
        `insert into sitting_day (institution_id, day) select $1, unnest($2::date[]) on conflict do nothing returning day`,
        [Current.institutionId, days.map(String)],
      );
      if (rows.length > 0) {
        await this.events.record({
          type: 'sitting_days.added',
          subject: Current.institutionId,
          data: { count: rows.length },
        });
      }
      return rows.length;
    });
  }

  /** @returns how many are new @throws SpanReversed, SpanTooLong */
  plan(span: SittingSpan): Promise<number> {
    return this.db.transaction(() => {
      allow(canPlanSittings(Current.actor));
      return this.addSittingDays(daysOf(span));
    });
  }

  remove(day: Temporal.PlainDate): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      const rows = await this.db.rows('delete from sitting_day where institution_id = $1 and day = $2 returning day', [
        Current.institutionId,
        day,
      ]);
      if (rows.length > 0) {
        await this.events.record({
          type: 'sitting_days.removed',
          subject: Current.institutionId,
          data: { day: day.toString() },
        });
      }
    });
  }
}
