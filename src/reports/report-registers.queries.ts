import { Injectable } from '@nestjs/common';
import { CommitmentsReads } from '../commitments/commitments-page.queries.js';
import { CostsQueries } from '../costs/costs.queries.js';
import { GiftsReads } from '../gifts/gifts-page.queries.js';
import type { Report } from './report.entity.js';
import { costRows } from './report-costs.rules.js';
import type { Registers } from './report-page.props.js';

/** Commitments, gifts and costs of the activity as the page of its report shows them. */
@Injectable()
export class ReportRegisters {
  constructor(
    private readonly commitments: CommitmentsReads,
    private readonly gifts: GiftsReads,
    private readonly costs: CostsQueries,
  ) {}

  /** The costs of an approved report are those that were approved. */
  async of({ activityId, records }: Report): Promise<Registers> {
    return {
      commitments: await this.commitments.table([activityId], { kind: 'report', id: activityId }),
      gifts: await this.gifts.table(activityId),
      costs: records?.costs ?? costRows(await this.costs.lines(activityId)),
    };
  }
}
