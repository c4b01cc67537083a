import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesService } from '../activities/activities.service.js';
import { Answers } from '../platform/api/answers.js';
import { Db } from '../platform/database/db.service.js';
import { Can } from '../platform/permissions/can.js';
import { COST_CATEGORIES, PAYERS } from './cost-line.entity.js';
import { LineForm, type LineInput } from './costs.forms.js';
import { CostsQueries, type LineRow } from './costs.queries.js';
import { CostsService } from './costs.service.js';

const Line = z.object({
  id: z.uuid(),
  of: z.enum(['estimate', 'actual']),
  category: z.enum(COST_CATEGORIES),
  payer: z.enum(PAYERS),
  personId: z.uuid().nullable(),
  claimed: z.boolean(),
  label: z.string(),
  minor: z.int(),
  currency: z.string(),
  rate: z.string(),
  rateOn: z.iso.date(),
  baseMinor: z.int(),
  baseCurrency: z.string(),
});
const Whole = z.object({
  estimate: z.object({ number: z.int(), state: z.enum(['draft', 'submitted', 'returned', 'cleared']) }).nullable(),
  items: z.array(Line),
});

/** Estimate and costs of an activity. */
@Controller('api/v1/:institution/activities/:id/costs')
@Can('costs.see')
export class CostsApi {
  constructor(
    private readonly db: Db,
    private readonly costs: CostsService,
    private readonly queries: CostsQueries,
    private readonly activities: ActivitiesService,
  ) {}

  @Get()
  @Answers(Whole)
  list(@Param('id') id: string) {
    return this.answer(id);
  }

  @Post()
  @Answers(Whole, 201)
  async enter(@Param('id') id: string, @Body({ schema: LineForm }) body: LineInput) {
    await this.costs.enter(id, body);
    return this.answer(id);
  }

  @Delete(':line')
  @HttpCode(204)
  @Answers(null)
  async remove(@Param('id') id: string, @Param('line') line: string): Promise<void> {
    await this.costs.remove(id, line);
  }

  private answer(id: string): Promise<z.output<typeof Whole>> {
    return this.db.read(async () => {
      await this.activities.get(id);
      const [estimate] = await this.queries.estimates(id);
      return {
        estimate: estimate ? { number: estimate.number, state: estimate.state } : null,
        items: (await this.queries.lines(id)).map(lineOf),
      };
    });
  }
}

function lineOf(line: LineRow): z.output<typeof Line> {
  return {
    id: line.id,
    of: line.estimate_id ? 'estimate' : 'actual',
    category: line.category,
    payer: line.payer,
    personId: line.person_id,
    claimed: line.claimed,
    label: line.label,
    minor: line.minor,
    currency: line.currency,
    rate: line.rate,
    rateOn: line.rate_on.toString(),
    baseMinor: line.base_minor,
    baseCurrency: line.base_currency,
  };
}
