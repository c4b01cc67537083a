import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { KindApi, KindLine, kindLine, KindListQuery, StepBody } from '../activities/kinds/kind-api.service.js';
import { Answers } from '../platform/api/answers.js';
import { pageOf } from '../platform/api/cursor.js';
import { Can } from '../platform/permissions/can.js';
import { CATEGORIES } from './reception.entity.js';
import { ReceptionForm, type ReceptionInput, ReceptionPatch } from './receptions.forms.js';
import { ReceptionsQueries } from './receptions.queries.js';
import { ReceptionsService } from './receptions.service.js';

const Whole = KindLine.extend({
  category: z.enum(CATEGORIES),
  timeZone: z.string(),
  partnerTimeZone: z.string().nullable(),
  basis: z.string(),
  purpose: z.string(),
  topics: z.array(z.string()),
});

@Controller('api/v1/:institution/receptions')
@Can('activities.see')
export class ReceptionsApi {
  constructor(
    private readonly kind: KindApi,
    private readonly receptions: ReceptionsService,
    private readonly queries: ReceptionsQueries,
  ) {}

  @Get()
  @Answers(pageOf(KindLine))
  list(@Query({ schema: KindListQuery }) query: z.output<typeof KindListQuery>) {
    return this.kind.list('reception', query);
  }

  @Get(':id')
  @Answers(Whole)
  one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return this.answer(id, response);
  }

  @Post()
  @Can('receptions.propose')
  @Answers(Whole, 201)
  async propose(@Body({ schema: ReceptionForm }) body: ReceptionInput, @Res({ passthrough: true }) response: Response) {
    const { id } = await this.receptions.propose(body);
    return this.answer(id, response);
  }

  @Patch(':id')
  @Answers(Whole)
  async revise(
    @Param('id') id: string,
    @Body({ schema: ReceptionPatch }) body: z.output<typeof ReceptionPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.kind.revise('reception', id, ifMatch, (version) => this.receptions.revise(id, body, version));
    return this.answer(id, response);
  }

  @Post(':id/steps')
  @Answers(Whole, 201)
  async step(
    @Param('id') id: string,
    @Body({ schema: StepBody }) body: z.output<typeof StepBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.receptions.take(id, body.to, body.reason ?? null);
    return this.answer(id, response);
  }

  private answer(id: string, response: Response): Promise<z.output<typeof Whole>> {
    return this.kind.answer('reception', id, response, async () => {
      const row = await this.queries.one(id);
      return {
        ...kindLine(row),
        category: row.category,
        timeZone: row.time_zone,
        partnerTimeZone: row.partner_time_zone,
        basis: row.basis,
        purpose: row.purpose,
        topics: row.topics,
      };
    });
  }
}
