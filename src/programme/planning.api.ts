import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesService } from '../activities/activities.service.js';
import { mayPlan } from '../activities/activity.rules.js';
import { Answers } from '../platform/api/answers.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { BlocksService } from './resources/blocks.service.js';
import { ComposeService } from './compose/compose.service.js';
import { FindTimeService, slotReasons } from './find-time/find-time.service.js';
import { AcceptForm, ComposeForm, FindTimeForm } from './programme.forms.js';
import { BlockForm } from './resources/resources.forms.js';

const SlotView = z.object({
  start: z.string(),
  end: z.string(),
  score: z.number(),
  room: z.object({ id: z.string(), name: z.string() }).nullable(),
  interpreters: z.array(z.object({ pair: z.string(), id: z.string(), name: z.string() })),
  reasons: z.array(z.string()),
});
const ProposalView = z.object({
  id: z.string(),
  state: z.string(),
  outcome: z.looseObject({ isOptimal: z.boolean(), gap: z.number() }).nullable(),
});
const BlockView = z.object({ id: z.string() });

/** Times, proposals and blocks for programs. */
@Controller('api/v1/:institution')
@Can('programme.edit')
export class PlanningApi {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
    private readonly times: FindTimeService,
    private readonly composing: ComposeService,
    private readonly blocks: BlocksService,
  ) {}

  /** The best slots, ranked; `reasons` say why. Times carry the offset of `timeZone`. */
  @Post('free-times')
  @Answers(z.object({ items: z.array(SlotView) }), 201)
  async find(@Body({ schema: FindTimeForm }) asked: z.output<typeof FindTimeForm>) {
    const { item, timeZone, ...rest } = asked;
    const found = await this.db.read(() =>
      this.times.find({ ...rest, itemId: item ?? null, timeZone: timeZone ?? Current.institution.timeZone }),
    );
    return {
      items: found.map((slot) => ({
        ...slot,
        start: slot.start.toString({ timeZoneName: 'never' }),
        end: slot.end.toString({ timeZoneName: 'never' }),
        reasons: slotReasons(slot),
      })),
    };
  }

  /** Asks for a programme of the requested meetings; a job composes it. */
  @Post('activities/:activity/programme/proposals')
  @Answers(ProposalView, 201)
  async compose(
    @Param('activity') activityId: string,
    @Body({ schema: ComposeForm }) asked: z.output<typeof ComposeForm>,
  ) {
    const { id, state, outcome } = await this.composing.ask(activityId, asked);
    return { id, state, outcome };
  }

  /** The latest proposal: lines, what is not met and why, and whether it is proved best. */
  @Get('activities/:activity/programme/proposals/latest')
  @Answers(ProposalView)
  async latest(@Param('activity') activityId: string) {
    allow(mayPlan(Current.actor, await this.activities.get(activityId)));
    const proposal = await this.composing.latest(activityId);
    if (!proposal) throw new NotFound();
    return { id: proposal.id, state: proposal.state, outcome: proposal.outcome };
  }

  /** Accepts lines of a proposal by their numbers from 0; all where none is named. */
  @Post('activities/:activity/programme/proposals/:proposal/acceptances')
  @Answers(z.object({ accepted: z.int() }), 201)
  async accept(
    @Param('activity') activityId: string,
    @Param('proposal') proposalId: string,
    @Body({ schema: AcceptForm }) body: z.output<typeof AcceptForm>,
  ) {
    return {
      accepted: await this.composing.accept(activityId, proposalId, body.lines.length > 0 ? body.lines : 'all'),
    };
  }

  /** Blocks, books or holds a resource, `venue:<id>`; or notes an absence, `person:<id>`. */
  @Post('resources/blocks')
  @Can('resources.keep')
  @Answers(BlockView, 201)
  async block(@Body({ schema: BlockForm }) { timeZone, ...input }: z.output<typeof BlockForm>) {
    const { id } = await this.blocks.add({ ...input, timeZone: timeZone ?? Current.institution.timeZone });
    return { id };
  }
}
