import { Injectable } from '@nestjs/common';
import { CommitmentsQueries } from '../commitments/commitments.queries.js';
import { CostsQueries } from '../costs/costs.queries.js';
import { GiftsQueries } from '../gifts/gifts.queries.js';
import { GiftsService } from '../gifts/gifts.service.js';
import { Current } from '../platform/current.js';
import { costRows } from './report-costs.rules.js';
import type { PlannedGift, ReportRecords } from './report-facts.entity.js';

/** What a report takes from the registers of the house: commitments, gifts and costs of its activity. */
@Injectable()
export class ReportRecordsService {
  constructor(
    private readonly commitments: CommitmentsQueries,
    private readonly gifts: GiftsQueries,
    private readonly register: GiftsService,
    private readonly costs: CostsQueries,
  ) {}

  /** As they stand now; three statements. */
  async of(activityId: string): Promise<ReportRecords> {
    return {
      commitments: (await this.commitments.ofSources([activityId])).map((one) => ({
        content: one.content,
        side: one.side,
        responsible: one.responsible || (one.account ?? ''),
        due: one.due_on?.toString() ?? null,
        state: one.state,
      })),
      gifts: (await this.gifts.ofActivity(activityId)).map((one) => ({
        direction: one.direction,
        description: one.description,
        party: one.party,
        value: one.value_minor !== null && one.currency ? { minor: one.value_minor, currency: one.currency } : null,
      })),
      costs: costRows(await this.costs.lines(activityId)),
    };
  }

  /** Gifts that the programme planned go into the register when the report is opened, unless some stand there already. */
  async takeOver(activityId: string, planned: readonly PlannedGift[]): Promise<void> {
    if (planned.length === 0 || (await this.gifts.ofActivity(activityId)).length > 0) return;
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    // The opening decides, not the role of who happens to open it.
    await Current.run({ actor: undefined }, async () => {
      for (const { description, party, day } of planned) {
        const onDay = Temporal.PlainDate.compare(day, today) > 0 ? today : day;
        await this.register.record({
          direction: 'given',
          description,
          onDay,
          activityId,
          personId: null,
          party,
          partnerId: null,
          value: null,
          isEstimate: false,
        });
      }
    });
  }
}
