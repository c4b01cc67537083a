import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { etagOf } from '../platform/api/if-match.js';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import { BodiesQueries, type BodyRow } from './bodies.queries.js';
import { BODY_KINDS } from './body.states.js';
import { CAPACITIES, SEAT_KINDS } from './seat.entity.js';

const BodyLine = z.object({
  id: z.uuid(),
  kind: z.enum(BODY_KINDS),
  state: z.string(),
  name: z.record(z.string(), z.string()),
  partner: z.object({ id: z.uuid(), name: z.record(z.string(), z.string()), country: z.string().nullable() }),
  constitutedOn: z.iso.date().nullable(),
  seats: z.int(),
  version: z.int(),
});
const SeatLine = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  capacity: z.enum(CAPACITIES),
  kind: z.enum(SEAT_KINDS),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
});
const BodyWhole = BodyLine.omit({ seats: true }).extend({ seats: z.array(SeatLine) });
const BodyList = pageOf(BodyLine);
const BodyListQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  kind: z.enum(BODY_KINDS).optional(),
  state: z.string().max(40).optional(),
});

@Controller('api/v1/:institution/bodies')
@Can('bodies.read')
export class BodiesApi {
  constructor(private readonly queries: BodiesQueries) {}

  @Get()
  @Answers(BodyList)
  async list(@Query({ schema: BodyListQuery }) query: z.output<typeof BodyListQuery>) {
    const { cursor, limit, ...filter } = query;
    const rows = await this.queries.after(filter, decodeCursor(cursor, 1), limit);
    const { items, next } = cut(rows, limit, (row) => [row.id]);
    return { items: items.map(lineOf), next };
  }

  @Get(':id')
  @Answers(BodyWhole)
  async one(
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.output<typeof BodyWhole>> {
    const row = await this.queries.one(id);
    if (!row) throw new NotFound();
    const seats = await this.queries.seatsOf(row.id);
    response.setHeader('ETag', etagOf(row.version));
    return {
      ...lineOf(row),
      seats: seats.map((seat) => ({
        id: seat.id,
        personId: seat.person_id,
        name: [seat.given_name, seat.family_name].filter(Boolean).join(' '),
        capacity: seat.capacity,
        kind: seat.kind,
        startsOn: seat.starts_on.toString(),
        endsOn: seat.ends_on?.toString() ?? null,
      })),
    };
  }
}

function lineOf(row: BodyRow): z.output<typeof BodyLine> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    name: row.name,
    partner: { id: row.partner_id, name: row.partner, country: row.country },
    constitutedOn: row.constituted_on?.toString() ?? null,
    seats: row.seats,
    version: row.version,
  };
}
