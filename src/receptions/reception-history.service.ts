import { Injectable, type OnModuleInit } from '@nestjs/common';
import { VisitDirections, type VisitFacts } from '../activities/visit-imports.registry.js';
import { Db } from '../platform/database/db.service.js';
import { CATEGORIES, Reception } from './reception.entity.js';
import { mayPropose } from './reception.rules.js';

const BATCH = 500;

/** Visits that were received before this house kept them here. */
@Injectable()
export class ReceptionHistory implements OnModuleInit {
  constructor(
    private readonly directions: VisitDirections,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.directions.register({
      direction: 'incoming',
      kind: 'reception',
      may: mayPropose,
      states: { held: 'closed', planned: 'proposed', cancelled: 'cancelled' },
      add: (visits) => this.add(visits),
    });
  }

  private async add(visits: readonly VisitFacts[]): Promise<void> {
    const receptions = visits.map(({ activity, category, purpose, basis }) =>
      Object.assign(new Reception(), {
        id: activity.id,
        category: CATEGORIES.find((one) => one === category) ?? 'working',
        basis,
        purpose,
        topics: [],
        approvedBy: null,
      }),
    );
    for (let from = 0; from < receptions.length; from += BATCH)
      await this.db.repo(Reception).insert(receptions.slice(from, from + BATCH));
  }
}
