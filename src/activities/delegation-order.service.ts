import { Injectable } from '@nestjs/common';
import { fullName } from '../directory/people.queries.js';
import { PrecedencePlaces } from '../directory/precedence-places.service.js';
import { requireOpen } from './lifecycle.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { ActivitiesQueries, type MemberRow } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import type { Side } from './activity.entity.js';
import { mayPlan } from './activity.rules.js';

export interface ExplainedMember {
  member: MemberRow;
  /** By precedence, from 1. */
  place: number;
  /** How the place came about, in the reader's language. */
  why: string;
  /** Where the member stands on the list today, moved by hand or not. */
  stands: number;
}

/** Both delegations against the institution's order of precedence. */
@Injectable()
export class DelegationOrderService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly queries: ActivitiesQueries,
    private readonly places: PrecedencePlaces,
  ) {}

  /** By the posts held on `day`, the first of the activity. A fixed number of statements. */
  async explained(activityId: string, day: Temporal.PlainDate): Promise<Record<Side, ExplainedMember[]>> {
    const members = await this.queries.members(activityId);
    return { guest: await this.ofSide(members, 'guest', day), host: await this.ofSide(members, 'host', day) };
  }

  /** Puts a delegation back into the order of precedence. @throws NotFound, ActivityClosed */
  arrange(activityId: string, side: Side): Promise<void> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      allow(mayPlan(Current.actor, activity));
      requireOpen(activity);
      const order = (await this.explained(activityId, activity.startsOn))[side];
      const [first] = order;
      if (!first) return;
      await this.db.rows(
        `update delegation_member m set position = o.place, updated_at = now(), version = version + 1
           from unnest($2::uuid[]) with ordinality o(id, place)
          where m.institution_id = $1 and m.id = o.id and m.position <> o.place`,
        [Current.institutionId, order.map(({ member }) => member.id)],
      );
      await this.events.record({
        type: 'delegation.reordered',
        subject: first.member.delegation_id,
        activityId,
      });
    });
  }

  private async ofSide(members: MemberRow[], side: Side, day: Temporal.PlainDate): Promise<ExplainedMember[]> {
    const ours = members.filter((one) => one.side === side);
    const places = await this.places.of(
      ours.map((member) => ({
        id: member.id,
        personId: member.person_id,
        role: member.role,
        sortName: member.sort_name,
        name: fullName(member),
      })),
      day,
    );
    return places.map(({ id, place, why }) => {
      const at = ours.findIndex((one) => one.id === id);
      return { member: ours[at]!, place, why, stands: at + 1 };
    });
  }
}
