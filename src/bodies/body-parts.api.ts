import { Body as Sent, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Can } from '../platform/permissions/can.js';
import { day } from '../platform/web/form-values.js';
import { SeatFields, StepFields, taking } from './bodies.forms.js';
import { BodiesService } from './bodies.service.js';
import { MATTER_KINDS } from './matters/matter.states.js';
import { matterFacts, MatterFields, MatterStepFields } from './matters/matters.forms.js';
import { MattersService } from './matters/matters.service.js';
import { SeatsService } from './seats/seats.service.js';

const Made = z.object({ id: z.uuid() });
const Taken = z.object({ id: z.uuid(), state: z.string() });
const StepBody = z.strictObject(StepFields);
const SeatBody = z.strictObject({ ...SeatFields, committees: z.array(z.string().max(300)).max(20).optional() });
const SeatChange = z.strictObject({
  endsOn: day.optional(),
  committees: z.array(z.string().max(300)).max(20).optional(),
});
const MatterBody = z.strictObject({ kind: z.enum(MATTER_KINDS), ...MatterFields });
const MatterStepBody = z.strictObject(MatterStepFields);

/** Steps of a body, its seats, and what lies before it. */
@Controller('api/v1/:institution/bodies/:id')
@Can('bodies.read')
export class BodyPartsApi {
  constructor(
    private readonly bodies: BodiesService,
    private readonly seats: SeatsService,
    private readonly matters: MattersService,
  ) {}

  @Post('steps/:step')
  @HttpCode(200)
  @Answers(Taken)
  async take(
    @Param('id') id: string,
    @Param('step') step: string,
    @Sent({ schema: StepBody }) sent: z.output<typeof StepBody>,
  ) {
    const { state } = await this.bodies.take(id, step, taking(sent));
    return { id, state };
  }

  @Post('seats')
  @Can('bodies.write')
  @Answers(Made, 201)
  async give(@Param('id') bodyId: string, @Sent({ schema: SeatBody }) seat: z.output<typeof SeatBody>) {
    return { id: await this.seats.give({ bodyId, ...seat }) };
  }

  /** Ends a seat, or writes down its committees. */
  @Patch('seats/:seat')
  @Can('bodies.write')
  @Answers(Made)
  async change(
    @Param('id') bodyId: string,
    @Param('seat') id: string,
    @Sent({ schema: SeatChange }) { endsOn, committees }: z.output<typeof SeatChange>,
  ) {
    await this.seats.change(bodyId, id, { endsOn, committees });
    return { id };
  }

  @Post('matters')
  @Can('bodies.write')
  @Answers(Made, 201)
  async add(
    @Param('id') bodyId: string,
    @Sent({ schema: MatterBody }) { kind, ...facts }: z.output<typeof MatterBody>,
  ) {
    return { id: await this.matters.add(bodyId, kind, matterFacts(facts)) };
  }

  @Post('matters/:matter/steps/:step')
  @HttpCode(200)
  @Answers(Taken)
  async lead(
    @Param('id') bodyId: string,
    @Param('matter') id: string,
    @Param('step') step: string,
    @Sent({ schema: MatterStepBody }) sent: z.output<typeof MatterStepBody>,
  ) {
    const { state } = await this.matters.take(bodyId, id, step, sent);
    return { id, state };
  }
}
