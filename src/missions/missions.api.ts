import { Body, Controller, Get, Headers, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { KindApi, KindLine, kindLine, KindListQuery, StepBody } from '../activities/kinds/kind-api.service.js';
import { Answers } from '../platform/api/answers.js';
import { pageOf } from '../platform/api/cursor.js';
import { Can } from '../platform/permissions/can.js';
import { MissionPlanService } from './mission-plan.service.js';
import { HOST_BENEFITS, LEG_MODES, MISSION_KINDS, TASK_KINDS } from './mission.entity.js';
import { LegsForm, MissionForm, type MissionInput, MissionPatch, TasksForm } from './missions.forms.js';
import { trainingFields } from './training.fields.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

const Task = z.object({ kind: z.enum(TASK_KINDS), content: z.string(), responsible: z.string() });
const Leg = z.object({
  mode: z.enum(LEG_MODES),
  number: z.string(),
  fromPlace: z.string(),
  fromCountry: z.string(),
  departs: z.string(),
  departZone: z.string(),
  toPlace: z.string(),
  toCountry: z.string(),
  arrives: z.string(),
  arriveZone: z.string(),
  note: z.string(),
});
const Whole = KindLine.extend({
  kind: z.enum(MISSION_KINDS),
  timeZone: z.string(),
  basis: z.string(),
  unplannedReason: z.string(),
  purpose: z.string(),
  countries: z.array(z.string()),
  transit: z.array(z.string()),
  funding: z.string(),
  hostPays: z.array(z.enum(HOST_BENEFITS)),
  hostPaysNote: z.string(),
  placement: z.string(),
  training: trainingFields,
  needsSecurity: z.boolean(),
  orderNumber: z.string().nullable(),
  reportDueOn: z.iso.date().nullable(),
  /** Sent back as `version` with tasks and legs. */
  planVersion: z.int(),
  tasks: z.array(Task),
  legs: z.array(Leg),
});

@Controller('api/v1/:institution/missions')
@Can('activities.see')
export class MissionsApi {
  constructor(
    private readonly kind: KindApi,
    private readonly missions: MissionsService,
    private readonly plan: MissionPlanService,
    private readonly queries: MissionsQueries,
  ) {}

  @Get()
  @Answers(pageOf(KindLine))
  list(@Query({ schema: KindListQuery }) query: z.output<typeof KindListQuery>) {
    return this.kind.list('mission', query);
  }

  @Get(':id')
  @Answers(Whole)
  one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return this.answer(id, response);
  }

  @Post()
  @Can('missions.propose')
  @Answers(Whole, 201)
  async propose(@Body({ schema: MissionForm }) body: MissionInput, @Res({ passthrough: true }) response: Response) {
    const { id } = await this.missions.propose(body);
    return this.answer(id, response);
  }

  @Patch(':id')
  @Answers(Whole)
  async revise(
    @Param('id') id: string,
    @Body({ schema: MissionPatch }) body: z.output<typeof MissionPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.kind.revise('mission', id, ifMatch, (version) => this.missions.revise(id, body, version));
    return this.answer(id, response);
  }

  @Put(':id/tasks')
  @Answers(Whole)
  async tasks(
    @Param('id') id: string,
    @Body({ schema: TasksForm }) body: z.output<typeof TasksForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.plan.setTasks(id, body.tasks, body.version);
    return this.answer(id, response);
  }

  @Put(':id/legs')
  @Answers(Whole)
  async legs(
    @Param('id') id: string,
    @Body({ schema: LegsForm }) body: z.output<typeof LegsForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.plan.setLegs(id, body.legs, body.version);
    return this.answer(id, response);
  }

  @Post(':id/steps')
  @Answers(Whole, 201)
  async step(
    @Param('id') id: string,
    @Body({ schema: StepBody }) body: z.output<typeof StepBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.missions.take(id, body.to, body.reason ?? null);
    return this.answer(id, response);
  }

  private answer(id: string, response: Response): Promise<z.output<typeof Whole>> {
    return this.kind.answer('mission', id, response, async () => {
      const row = await this.queries.one(id);
      const clock = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' });
      return {
        ...kindLine(row),
        kind: row.kind,
        timeZone: row.time_zone,
        basis: row.basis,
        unplannedReason: row.unplanned_reason,
        purpose: row.purpose,
        countries: row.countries,
        transit: row.transit,
        funding: row.funding,
        hostPays: row.host_pays,
        hostPaysNote: row.host_pays_note,
        placement: row.placement,
        training: row.training,
        needsSecurity: row.needs_security,
        orderNumber: row.order_number,
        reportDueOn: row.report_due_on?.toString() ?? null,
        planVersion: row.plan_version,
        tasks: (await this.queries.tasks(id)).map(({ kind, content, responsible }) => ({ kind, content, responsible })),
        legs: (await this.queries.legs(id)).map((leg) => ({
          mode: leg.mode,
          number: leg.number,
          fromPlace: leg.from_place,
          fromCountry: leg.from_country,
          departs: clock(leg.departs_at_local),
          departZone: leg.depart_zone,
          toPlace: leg.to_place,
          toCountry: leg.to_country,
          arrives: clock(leg.arrives_at_local),
          arriveZone: leg.arrive_zone,
          note: leg.note,
        })),
      };
    });
  }
}
