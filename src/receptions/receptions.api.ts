import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { CATEGORIES } from './reception.entity.js';
import { ReceptionForm, type ReceptionInput, ReceptionPatch, StepBody } from './receptions.forms.js';
import { ReceptionsQueries } from './receptions.queries.js';
import { ReceptionsService } from './receptions.service.js';

const text = z.record(z.string(), z.string());

const Line = z.object({
  id: z.uuid(),
  state: z.string(),
  title: text,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  city: z.string(),
  partnerId: z.uuid().nullable(),
  version: z.int(),
});
const Whole = Line.extend({
  category: z.enum(CATEGORIES),
  timeZone: z.string(),
  partnerTimeZone: z.string().nullable(),
  basis: z.string(),
  purpose: z.string(),
  topics: z.array(z.string()),
});
const ListQuery = PageQuery.extend({ state: z.string().max(60).optional(), q: z.string().max(200).optional() });

@Controller('api/v1/:institution/receptions')
@Can('activities.see')
export class ReceptionsApi {
  constructor(
    private readonly db: Db,
    private readonly receptions: ReceptionsService,
    private readonly queries: ReceptionsQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  @Get()
  @Answers(pageOf(Line))
  async list(@Query({ schema: ListQuery }) { cursor, limit, ...filter }: z.output<typeof ListQuery>) {
    const rows = await this.activities.after({ ...filter, kind: 'reception' }, decodeCursor(cursor, 2), limit + 1);
    const { items, next } = cut(rows, limit, (row) => [row.starts_on.toString(), row.id]);
    return { items: items.map(lineOf), next };
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
    await this.db.transaction(async () => {
      const { version } = await this.seen(id);
      checkIfMatch(ifMatch, version);
      await this.receptions.revise(id, body, version);
    });
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
    return this.db.read(async () => {
      const row = await this.seen(id);
      response.setHeader('ETag', etagOf(row.version));
      return {
        ...lineOf(row),
        category: row.category,
        timeZone: row.time_zone,
        partnerTimeZone: row.partner_time_zone,
        basis: row.basis,
        purpose: row.purpose,
        topics: row.topics,
      };
    });
  }

  private async seen(id: string) {
    const row = await this.queries.one(id);
    allow(maySee(Current.actor, { id, bodyId: row.body_id }));
    return row;
  }
}

interface LineSource {
  id: string;
  state: string;
  title: Record<string, string>;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  partner_id: string | null;
  version: number;
}

function lineOf(row: LineSource): z.output<typeof Line> {
  return {
    id: row.id,
    state: row.state,
    title: row.title,
    startsOn: row.starts_on.toString(),
    endsOn: row.ends_on.toString(),
    city: row.city,
    partnerId: row.partner_id,
    version: row.version,
  };
}
