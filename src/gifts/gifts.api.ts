import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { Can } from '../platform/permissions/can.js';
import { DIRECTIONS, FATES, type Gift, type GiftFacts } from './gift.entity.js';
import { FateForm, type FateInput, GiftBody } from './gifts.forms.js';
import { type GiftRow, GiftsQueries } from './gifts.queries.js';
import { GiftsService } from './gifts.service.js';

const Line = z.object({
  id: z.uuid(),
  number: z.int(),
  year: z.int(),
  direction: z.enum(DIRECTIONS),
  description: z.string(),
  onDay: z.iso.date(),
  activityId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  party: z.string(),
  value: z.object({ minor: z.int(), currency: z.string(), isEstimate: z.boolean() }).nullable(),
  declaredOn: z.iso.date().nullable(),
  fate: z.enum(FATES).nullable(),
  version: z.int(),
});
const Lines = pageOf(Line);
const ListQuery = PageQuery.extend({
  year: z.coerce.number().int().optional(),
  direction: z.enum(DIRECTIONS).optional(),
  fate: z.enum([...FATES, 'open']).optional(),
  activityId: z.uuid().optional(),
});

/** The register of gifts; a declaration and a decision are posted. */
@Controller('api/v1/:institution/gifts')
@Can('gifts.read')
export class GiftsApi {
  constructor(
    private readonly gifts: GiftsService,
    private readonly queries: GiftsQueries,
  ) {}

  @Get()
  @Answers(Lines)
  async list(@Query({ schema: ListQuery }) { cursor, limit, ...filter }: z.output<typeof ListQuery>) {
    const [after = null] = decodeCursor(cursor, 1) ?? [];
    const { items, next } = cut(await this.queries.after(filter, after, limit + 1), limit, (row) => [row.id]);
    return { items: items.map(lineOf), next };
  }

  @Get(':id')
  @Answers(Line)
  async one(@Param('id') id: string) {
    return whole(await this.gifts.get(id));
  }

  @Post()
  @Can('gifts.keep')
  @Answers(Line, 201)
  async record(@Body({ schema: GiftBody }) body: GiftFacts) {
    return whole(await this.gifts.record(body));
  }

  @Post(':id/declaration')
  @HttpCode(200)
  @Can('signed-in')
  @Answers(Line)
  async declare(@Param('id') id: string) {
    return whole(await this.gifts.declare(id));
  }

  @Post(':id/fate')
  @HttpCode(200)
  @Can('gifts.keep')
  @Answers(Line)
  async decide(@Param('id') id: string, @Body({ schema: FateForm }) { fate, note, price }: FateInput) {
    return whole(await this.gifts.decide(id, fate, note ?? null, price));
  }
}

const lineOf = (row: GiftRow): z.output<typeof Line> => ({
  id: row.id,
  number: row.number,
  year: row.year,
  direction: row.direction,
  description: row.description,
  onDay: row.on_day.toString(),
  activityId: row.activity_id,
  personId: row.person_id,
  party: row.party,
  value:
    row.value_minor !== null && row.currency
      ? { minor: row.value_minor, currency: row.currency, isEstimate: row.is_estimate }
      : null,
  declaredOn: row.declared_on?.toString() ?? null,
  fate: row.fate,
  version: row.version,
});

const whole = (gift: Gift): z.output<typeof Line> => ({
  id: gift.id,
  number: gift.number,
  year: gift.year,
  direction: gift.direction,
  description: gift.description,
  onDay: gift.onDay.toString(),
  activityId: gift.activityId,
  personId: gift.personId,
  party: gift.party,
  value: gift.value && { ...gift.value, isEstimate: gift.isEstimate },
  declaredOn: gift.declaredOn?.toString() ?? null,
  fate: gift.fate,
  version: gift.version,
});
