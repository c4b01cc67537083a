import { Injectable } from '@nestjs/common';
import type { Representative } from '../invitations/answering/answer-terms.rules.js';
import type { PairMember, RecipientState } from '../invitations/invitation.states.js';
import { expectedName } from '../invitations/recipients/pairs.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

export interface GuestAtDoor {
  id: string;
  name: string;
  post: string;
  organisation: string;
  state: RecipientState;
  companions: number;
  companion_names: string[];
  representative: Representative | null;
  check_in_id: string | null;
  persons: number | null;
  arrived_at: Temporal.Instant | null;
}

interface GuestRow extends GuestAtDoor {
  second_name: string | null;
  alone: PairMember | null;
}

export interface WalkIn {
  id: string;
  name: string;
  organisation: string;
  persons: number;
  arrived_at: Temporal.Instant;
}

@Injectable()
export class AttendanceQueries {
  constructor(private readonly db: Db) {}

  /** Everybody on the list who was not withdrawn, by the name under which he is expected, with his arrival. One statement. */
  async guests(invitationId: string): Promise<GuestAtDoor[]> {
    const rows = await this.db.rows<GuestRow>(
      `select r.id, r.name, r.second_name, r.alone, r.post, r.organisation, r.state, r.companions, r.companion_names, r.representative, c.id as check_in_id, c.persons, c.arrived_at
         from recipient r
         left join check_in c on c.institution_id = r.institution_id and c.recipient_id = r.id and c.undone_at is null
        where r.institution_id = $1 and r.invitation_id = $2 and r.state <> 'cancelled' order by case when r.alone = 'second' then r.second_name else r.name end, r.id limit 5000`,
      [Current.institutionId, invitationId],
    );
    return rows.map(({ second_name: secondName, alone, ...guest }) => ({
      ...guest,
      name: expectedName({ name: guest.name, secondName, alone }),
      // Of a pair the name has both.
      companion_names: guest.companion_names.filter((name) => name !== secondName),
    }));
  }

  walkIns(invitationId: string): Promise<WalkIn[]> {
    return this.db.rows<WalkIn>(
      `select id, name, organisation, persons, arrived_at from check_in
        where institution_id = $1 and invitation_id = $2 and recipient_id is null and undone_at is null order by arrived_at, id limit 1000`,
      [Current.institutionId, invitationId],
    );
  }

  async closedAt(invitationId: string): Promise<Temporal.Instant | null> {
    const [row] = await this.db.rows<{ closed_at: Temporal.Instant }>(
      'select closed_at from closed_door where institution_id = $1 and invitation_id = $2',
      [Current.institutionId, invitationId],
    );
    return row?.closed_at ?? null;
  }

  /** Where somebody was counted in, the occasion ended `hours` ago or longer, and nobody closed the door. */
  async toClose(hours: number): Promise<string[]> {
    const rows = await this.db.rows<{ invitation_id: string }>(
      `select distinct c.invitation_id from check_in c
         join invitation i on i.institution_id = c.institution_id and i.id = c.invitation_id
         join calendar_entry e on e.institution_id = i.institution_id and e.activity_id = i.activity_id and e.item_id is not distinct from i.item_id
        where c.institution_id = $1 and c.undone_at is null and e.ends_at < now() - make_interval(hours => $2)
          and c.arrived_at > now() - interval '30 days'
          and not exists (select 1 from closed_door d where d.institution_id = c.institution_id and d.invitation_id = c.invitation_id)
        limit 200`,
      [Current.institutionId, hours],
    );
    return rows.map((row) => row.invitation_id);
  }
}
