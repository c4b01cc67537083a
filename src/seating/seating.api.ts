import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { Answers } from '../platform/api/answers.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { standsAlone } from './seating.forms.js';
import { SeatingQueries } from './seating.queries.js';
import { SeatingPlan } from './seating-plan.entity.js';
import { SeatingService } from './seating.service.js';
import { SHAPES } from './shapes.rules.js';

const tables = z.array(z.int().min(1).max(999)).min(1).max(60);
const TableBody = z
  .strictObject({
    /** The line of the programme; null for the whole activity. */
    itemId: z.uuid().nullable(),
    shape: z.enum(SHAPES),
    tables,
    alternateSides: z.boolean().default(true),
    alternateSexes: z.boolean().default(false),
    byLanguage: z.boolean().default(true),
    couplesApart: z.boolean().default(false),
  })
  .superRefine(standsAlone);
const SeatBody = z.strictObject({ table: z.int().min(0), seat: z.int().min(0) });
const FillBody = z.strictObject({ anew: z.boolean().default(false) });

const Plan = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  itemId: z.uuid().nullable(),
  shape: z.enum(SHAPES),
  tables: z.array(z.int()),
  /** In order of precedence; `at` is null for who has no chair. Tables and seats are counted from 0. */
  people: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      at: z.object({ table: z.int(), seat: z.int(), isFixed: z.boolean() }).nullable(),
    }),
  ),
  version: z.int(),
});

/** Seating plans: drawn, filled by precedence, and changed chair by chair. */
@Controller('api/v1/:institution')
@Can('seating.see')
export class SeatingApi {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly queries: SeatingQueries,
    private readonly seating: SeatingService,
  ) {}

  @Get('activities/:id/seating-plans')
  @Answers(z.object({ items: z.array(z.object({ id: z.uuid(), itemId: z.uuid().nullable(), shape: z.enum(SHAPES) })) }))
  async list(@Param('id') activityId: string) {
    await this.visible(activityId);
    const rows = await this.queries.plans(activityId);
    return { items: rows.map(({ id, item_id, shape }) => ({ id, itemId: item_id, shape })) };
  }

  @Get('seating-plans/:id')
  @Answers(Plan)
  one(@Param('id') id: string) {
    return this.plan(id);
  }

  /** Draws the plan of an occasion and fills it; the same occasion has one. */
  @Post('activities/:id/seating-plans')
  @Can('seating.arrange')
  @Answers(Plan, 201)
  async draw(@Param('id') activityId: string, @Body({ schema: TableBody }) body: z.output<typeof TableBody>) {
    const { itemId, ...table } = body;
    return this.plan((await this.seating.draw(activityId, itemId, table)).id);
  }

  @Post('seating-plans/:id/filling')
  @HttpCode(200)
  @Can('seating.arrange')
  @Answers(Plan)
  async fill(@Param('id') id: string, @Body({ schema: FillBody }) { anew }: z.output<typeof FillBody>) {
    await this.seating.fill(id, anew);
    return this.plan(id);
  }

  /** Puts somebody on a chair; who sat there takes his, or none. */
  @Put('seating-plans/:id/people/:key')
  @HttpCode(200)
  @Can('seating.arrange')
  @Answers(Plan)
  async move(
    @Param('id') id: string,
    @Param('key') key: string,
    @Body({ schema: SeatBody.nullable() }) to: z.output<typeof SeatBody> | null,
  ) {
    await this.seating.move(id, key, to);
    return this.plan(id);
  }

  private plan(id: string): Promise<z.output<typeof Plan>> {
    return this.db.read(async () => {
      const plan = await this.db.one(SeatingPlan, id);
      await this.visible(plan.activityId);
      const people = await this.seating.people(plan);
      const places = new Map(plan.placesOf(people).map(({ key, table, seat, fixed }) => [key, { table, seat, isFixed: fixed }])); // prettier-ignore
      const { activityId, itemId, shape, version } = plan;
      const seated = people.map(({ key, name }) => ({ key, name, at: places.get(key) ?? null }));
      return { id, activityId, itemId, shape, tables: plan.tables, people: seated, version };
    });
  }

  private async visible(activityId: string): Promise<void> {
    const { id, body_id } = await this.activities.header(activityId);
    allow(maySee(Current.actor, { id, bodyId: body_id }));
  }
}
