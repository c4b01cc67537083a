import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StepGuards } from '../activities/step-guards.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

/** What must stand in the registers before an activity is closed; seen from here, where programme, gifts and commitments meet. */
@Injectable()
export class ClosingGuards implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly guards: StepGuards,
  ) {}

  onModuleInit(): void {
    this.guards.register('gifts.registered', (id) => this.gifts(id));
    this.guards.register('commitments.recorded', (id) => this.commitments(id));
  }

  /** Every gift that a line of the programme names stands in the register, and what was received is declared. */
  private async gifts(activityId: string) {
    const [row] = await this.db.rows<{ planned: number; kept: number; undeclared: number }>(
      `select (select count(*)::int from programme_item
                where institution_id = $1 and activity_id = $2 and coalesce(gift, '') <> '' and not cancelled and execution is distinct from 'dropped') as planned,
              count(*)::int as kept,
              count(*) filter (where direction = 'received' and declared_on is null)::int as undeclared
         from gift where institution_id = $1 and activity_id = $2`,
      [Current.institutionId, activityId],
    );
    const { planned = 0, kept = 0, undeclared = 0 } = row ?? {};
    if (planned > kept) return { key: 'reports.guard.gifts_registered', params: { count: planned - kept } };
    return undeclared > 0 ? { key: 'reports.guard.gifts_declared', params: { count: undeclared } } : null;
  }

  /** Every commitment of ours has somebody who answers for it. */
  private async commitments(activityId: string) {
    const [row] = await this.db.rows<{ count: number }>(
      `select count(*)::int as count from commitment
        where institution_id = $1 and source_id = $2 and side = 'ours' and state = 'recorded' and responsible = '' and account_id is null`,
      [Current.institutionId, activityId],
    );
    const count = row?.count ?? 0;
    return count > 0 ? { key: 'reports.guard.commitments_recorded', params: { count } } : null;
  }
}
