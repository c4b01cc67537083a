import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesService } from '../activities/activities.service.js';
import { Answers } from '../platform/api/answers.js';
import { Db } from '../platform/database/db.service.js';
import { Can } from '../platform/permissions/can.js';
import { CLAIM_STEPS } from './cost-line.entity.js';
import { ClaimsService } from './claims.service.js';
import { AdvanceForm, type AdvanceInput, ClaimForm, ClaimStepForm, EstimateStepForm } from './costs.forms.js';
import { CostsQueries } from './costs.queries.js';
import { CostsService } from './costs.service.js';

const Claim = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  state: z.enum(['draft', ...(Object.keys(CLAIM_STEPS) as (keyof typeof CLAIM_STEPS)[])]),
  /** In the currency of the house, minor units. */
  claimedMinor: z.int(),
  advancedMinor: z.int(),
  returnReason: z.string().nullable(),
});
const Advance = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  minor: z.int(),
  currency: z.string(),
  baseMinor: z.int(),
  givenOn: z.iso.date(),
});
const Money = z.object({ claims: z.array(Claim), advances: z.array(Advance), isSettled: z.boolean() });
const Estimates = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      state: z.enum(['draft', 'submitted', 'returned', 'cleared']),
      clearedBy: z.string().nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
});

/** The course of estimates and claims in JSON, by the same verbs and the same people as on the page. */
@Controller('api/v1/:institution/activities/:id/costs')
@Can('costs.see')
export class ClaimsApi {
  constructor(
    private readonly db: Db,
    private readonly costs: CostsService,
    private readonly claims: ClaimsService,
    private readonly queries: CostsQueries,
    private readonly activities: ActivitiesService,
  ) {}

  @Get('claims')
  @Answers(Money)
  money(@Param('id') id: string) {
    return this.answer(id);
  }

  @Post('claims')
  @Answers(Money, 201)
  async open(@Param('id') id: string, @Body({ schema: ClaimForm }) { personId }: z.output<typeof ClaimForm>) {
    await this.claims.open(id, personId);
    return this.answer(id);
  }

  @Post('claims/:claim/steps')
  @Answers(Money, 201)
  async step(
    @Param('id') id: string,
    @Param('claim') claim: string,
    @Body({ schema: ClaimStepForm }) { to, reason }: z.output<typeof ClaimStepForm>,
  ) {
    await this.claims.step(id, claim, to, reason);
    return this.answer(id);
  }

  @Post('advances')
  @Answers(Money, 201)
  async advance(@Param('id') id: string, @Body({ schema: AdvanceForm }) body: AdvanceInput) {
    await this.claims.advance(id, body);
    return this.answer(id);
  }

  @Get('estimates')
  @Answers(Estimates)
  estimates(@Param('id') id: string) {
    return this.course(id);
  }

  @Post('estimates/steps')
  @Answers(Estimates, 201)
  async take(
    @Param('id') id: string,
    @Body({ schema: EstimateStepForm }) { to, reason = '' }: z.output<typeof EstimateStepForm>,
  ) {
    const verbs = {
      submitted: () => this.costs.submit(id),
      cleared: () => this.costs.clear(id),
      returned: () => this.costs.return(id, reason),
      draft: () => this.costs.revise(id),
    };
    await verbs[to]();
    return this.course(id);
  }

  private answer(id: string): Promise<z.output<typeof Money>> {
    return this.db.read(async () => {
      await this.activities.get(id);
      return {
        claims: (await this.queries.claims(id)).map((row) => ({
          id: row.id,
          personId: row.person_id,
          state: row.state,
          claimedMinor: row.claimed,
          advancedMinor: row.advanced,
          returnReason: row.return_reason,
        })),
        advances: (await this.queries.advances(id)).map((row) => ({
          id: row.id,
          personId: row.person_id,
          minor: row.minor,
          currency: row.currency,
          baseMinor: row.base_minor,
          givenOn: row.given_on.toString(),
        })),
        isSettled: await this.queries.isSettled(id),
      };
    });
  }

  private course(id: string): Promise<z.output<typeof Estimates>> {
    return this.db.read(async () => {
      await this.activities.get(id);
      return {
        items: (await this.queries.estimates(id)).map((row) => ({
          number: row.number,
          state: row.state,
          clearedBy: row.cleared_name,
          returnReason: row.return_reason,
        })),
      };
    });
  }
}
