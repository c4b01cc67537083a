import { Injectable } from '@nestjs/common';
import { BodiesQueries, type SeatRow } from '../bodies/bodies.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import type { MemberRole } from './activity.entity.js';
import { NoBody } from './activity.errors.js';
import { DelegationOrderService } from './delegation-order.service.js';
import { DelegationsService } from './delegations.service.js';

/** A delegation of ours from the body whose activity it is, in one step. */
@Injectable()
export class DelegationComposition {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
    private readonly queries: ActivitiesQueries,
    private readonly bodies: BodiesQueries,
    private readonly delegations: DelegationsService,
    private readonly order: DelegationOrderService,
  ) {}

  /**
   * Puts everybody who has a seat on the first day into our delegation, in the order of precedence; who is there already stays as he is.
   * @returns how many came in @throws NoBody, NotFound
   */
  fromBody(activityId: string): Promise<number> {
    return this.db.transaction(async () => {
      const { bodyId, startsOn } = await this.activities.get(activityId);
      if (!bodyId) throw new NoBody();
      const there = (await this.queries.members(activityId)).filter(({ side }) => side === 'host');
      const known = new Set(there.map(({ person_id }) => person_id));
      let hasHead = there.some(({ role }) => role === 'head');
      let made = 0;
      for (const seat of await this.bodies.seatsOf(bodyId)) {
        if (known.has(seat.person_id) || !standsOn(seat, startsOn)) continue;
        known.add(seat.person_id);
        const role = roleOf(seat, hasHead);
        hasHead ||= role === 'head';
        await this.delegations.admit(activityId, 'host', { personId: seat.person_id, role });
        made += 1;
      }
      if (made > 0 && Current.maybeActor) await this.order.arrange(activityId, 'host');
      return made;
    });
  }
}

function standsOn({ starts_on, ends_on }: SeatRow, day: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate;
  return compare(starts_on, day) <= 0 && (ends_on === null || compare(ends_on, day) >= 0);
}

/** The chair leads; where somebody leads already he is a member like others. */
function roleOf({ capacity, kind }: SeatRow, hasHead: boolean): MemberRole {
  if (capacity === 'secretary') return 'secretary';
  if (kind === 'substitute') return 'substitute';
  return (capacity === 'chair' || capacity === 'co-chair') && !hasHead ? 'head' : 'member';
}
