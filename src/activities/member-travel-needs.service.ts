import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TravelNeeds } from '../directory/travel-needs.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

/** Travel details are needed until the last day of the latest activity that a person takes part in. */
@Injectable()
export class MemberTravelNeeds implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly needs: TravelNeeds,
  ) {}

  onModuleInit(): void {
    this.needs.add({ id: 'activities', lastNeeded: (personIds) => this.lastDays(personIds) });
  }

  private async lastDays(personIds: readonly string[]): Promise<Map<string, Temporal.PlainDate>> {
    const rows = await this.db.rows<{ id: string; day: Temporal.PlainDate }>(
      `select p.id, max(a.ends_on) as day
         from person p
         join person k on k.institution_id = p.institution_id and coalesce(k.merged_into, k.id) = coalesce(p.merged_into, p.id)
         join delegation_member m on m.institution_id = k.institution_id and m.person_id = k.id
         join activity a on a.institution_id = m.institution_id and a.id = m.activity_id
        where p.institution_id = $1 and p.id = any ($2) group by p.id`,
      [Current.institutionId, [...personIds]],
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  }
}
