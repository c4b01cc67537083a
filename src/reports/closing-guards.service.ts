import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StepGuards } from '../activities/step-guards.registry.js';
import { CommitmentsQueries } from '../commitments/commitments.queries.js';
import { GiftsQueries } from '../gifts/gifts.queries.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { outcomeOf } from './report-prefill.queries.js';
import { ReportsQueries } from './reports.queries.js';

/** What must stand before an activity is closed: its report, and the registers where programme, gifts and commitments meet. */
@Injectable()
export class ClosingGuards implements OnModuleInit {
  constructor(
    private readonly guards: StepGuards,
    private readonly reports: ReportsQueries,
    private readonly programme: ProgrammeQueries,
    private readonly gifts: GiftsQueries,
    private readonly commitments: CommitmentsQueries,
  ) {}

  onModuleInit(): void {
    this.guards.register('reports.approved', async (id) =>
      (await this.reports.isApproved(id)) ? null : { key: 'reports.guard.approved', tab: 'report' },
    );
    this.guards.register('gifts.registered', (id) => this.giftsMissing(id));
    this.guards.register('commitments.recorded', (id) => this.nobodyAnswers(id));
  }

  /** Every gift that a line of the programme names stands in the register, and what was received is declared. */
  private async giftsMissing(activityId: string) {
    const items = await this.programme.items(activityId);
    const planned = items.filter((item) => item.gift && outcomeOf(item) !== 'dropped').length;
    const kept = await this.gifts.ofActivity(activityId);
    if (planned > kept.length)
      return { key: 'reports.guard.gifts_registered', params: { count: planned - kept.length }, tab: 'gifts' };
    const undeclared = kept.filter(({ direction, declared_on }) => direction === 'received' && !declared_on).length;
    return undeclared > 0 ? { key: 'reports.guard.gifts_declared', params: { count: undeclared }, tab: 'gifts' } : null;
  }

  /** Every commitment of ours has somebody who answers for it. */
  private async nobodyAnswers(activityId: string) {
    const count = (await this.commitments.ofSources([activityId])).filter(
      ({ side, state, responsible, account_id }) =>
        side === 'ours' && state === 'recorded' && !responsible && !account_id,
    ).length;
    return count > 0 ? { key: 'reports.guard.commitments_recorded', params: { count }, tab: 'commitments' } : null;
  }
}
