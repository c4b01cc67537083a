import { Injectable, type OnModuleInit } from '@nestjs/common';
import { VisitDirections, type VisitFacts } from '../activities/visit-imports.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { mayPropose } from './mission.rules.js';

/** Journeys that were made before this house kept them here. */
@Injectable()
export class MissionHistory implements OnModuleInit {
  constructor(
    private readonly directions: VisitDirections,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.directions.register({
      direction: 'outgoing',
      kind: 'mission',
      may: mayPropose,
      states: { held: 'closed', planned: 'draft', cancelled: 'cancelled' },
      add: (visits) => this.add(visits),
    });
  }

  private async add(visits: readonly VisitFacts[]): Promise<void> {
    const missions = visits.map(({ activity, purpose, basis }) => ({ id: activity.id, purpose, basis }));
    // Where they went is known by the partner; what else a mission has was on paper.
    await this.db.rows(
      `insert into mission (institution_id, id, kind, purpose, basis, countries)
       select $1, r.id, 'bilateral', r.purpose, r.basis, case when o.country is null then '{}' else array[o.country] end
         from jsonb_to_recordset($2::jsonb) as r(id uuid, purpose text, basis text)
         join activity a on a.institution_id = $1 and a.id = r.id
         left join organisation o on o.institution_id = $1 and o.id = a.partner_id`,
      [Current.institutionId, JSON.stringify(missions)],
    );
  }
}
