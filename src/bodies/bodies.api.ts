import { Body as Sent, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import { BodiesQueries, type BodyRow } from './bodies.queries.js';
import { bodyFacts, BodyForm, ParticularsForm } from './bodies.forms.js';
import { BodiesService } from './bodies.service.js';
import { BODY_KINDS } from './body.states.js';
import { BodyReadings } from './body-readings.queries.js';
import { inWords } from './composition/composition.service.js';
import { CAPACITIES, SEAT_KINDS, SIDES } from './seats/seat.entity.js';

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
  side: z.enum(SIDES),
  substituteFor: z.uuid().nullable(),
  replaces: z.uuid().nullable(),
  committees: z.array(z.string()),
});
const BodyWhole = BodyLine.omit({ seats: true }).extend({
  seats: z.array(SeatLine),
  alsoWith: z.array(z.uuid()),
  particulars: ParticularsForm,
  /** What the rules of composition in force miss, in words. */
  violations: z.array(z.object({ level: z.enum(['block', 'warn']), sentence: z.string() })),
  course: z.array(
    z.object({ step: z.string(), state: z.string().nullable(), on: z.iso.date(), note: z.string().nullable() }),
  ),
});
const Made = z.object({ id: z.uuid() });
const BodyBody = z.strictObject({
  ...BodyForm.omit({ version: true }).shape,
  works: z.array(z.string()).max(10).optional(),
  particulars: ParticularsForm.strict().optional(),
});
const BodyChanges = BodyBody.omit({ kind: true });
const OnQuery = z.strictObject({ on: z.iso.date().optional() });
const BodyList = pageOf(BodyLine);
const BodyListQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  kind: z.enum(BODY_KINDS).optional(),
  state: z.string().max(40).optional(),
});

@Controller('api/v1/:institution/bodies')
@Can('bodies.read')
export class BodiesApi {
  constructor(
    private readonly queries: BodiesQueries,
    private readonly bodies: BodiesService,
    private readonly readings: BodyReadings,
  ) {}

  @Get()
  @Answers(BodyList)
  async list(@Query({ schema: BodyListQuery }) query: z.output<typeof BodyListQuery>) {
    const { cursor, limit, ...filter } = query;
    const rows = await this.queries.after(filter, decodeCursor(cursor, 1), limit);
    const { items, next } = cut(rows, limit, (row) => [row.id]);
    return { items: items.map(lineOf), next };
  }

  @Post()
  @Can('bodies.write')
  @Answers(Made, 201)
  async create(@Sent({ schema: BodyBody }) body: z.output<typeof BodyBody>) {
    return { id: await this.bodies.create({ kind: body.kind, ...bodyFacts(body) }) };
  }

  /** `?on=` reads it as of that day: its state, its particulars, who sat in it. */
  @Get(':id')
  @Answers(BodyWhole)
  async one(
    @Param('id') id: string,
    @Query({ schema: OnQuery }) { on }: z.output<typeof OnQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.output<typeof BodyWhole>> {
    if (!(await this.queries.one(id))) throw new NotFound();
    const { body, row, seats, moves, checks } = await this.readings.of(id, on ? Temporal.PlainDate.from(on) : null);
    response.setHeader('ETag', etagOf(row.version));
    return {
      ...lineOf(row),
      state: body.state,
      name: body.name,
      constitutedOn: body.constitutedOn?.toString() ?? null,
      alsoWith: body.alsoWith,
      particulars: body.particulars,
      violations: checks.flatMap(({ rule, violations }) =>
        violations.map((one) => ({ level: rule.level, sentence: inWords(one) })),
      ),
      course: moves.map((move) => ({
        step: move.step,
        state: move.state,
        on: move.on_day.toString(),
        note: move.note,
      })),
      seats: seats.map((seat) => ({
        id: seat.id,
        personId: seat.person_id,
        name: [seat.given_name, seat.family_name].filter(Boolean).join(' '),
        capacity: seat.capacity,
        kind: seat.kind,
        startsOn: seat.starts_on.toString(),
        endsOn: seat.ends_on?.toString() ?? null,
        side: seat.side,
        substituteFor: seat.substitute_for,
        replaces: seat.replaces,
        committees: seat.committees,
      })),
    };
  }

  /** Particulars as a whole: what is left out is taken away. */
  @Patch(':id')
  @Can('bodies.write')
  @Answers(Made)
  async update(
    @Param('id') id: string,
    @Sent({ schema: BodyChanges }) sent: z.output<typeof BodyChanges>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { kind } = await this.bodies.get(id);
    const { version } = await this.bodies.update(id, bodyFacts({ kind, ...sent }), (found) =>
      checkIfMatch(ifMatch, found),
    );
    response.setHeader('ETag', etagOf(version));
    return { id };
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
