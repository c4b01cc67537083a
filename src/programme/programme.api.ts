import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { ActivitiesService } from '../activities/activities.service.js';
import { Answers } from '../platform/api/answers.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import type { Conflict } from './conflicts/conflict.rules.js';
import { conflictSentence } from './conflicts/conflict.sentences.js';
import { EditionsService } from './editions/editions.service.js';
import { itemView, ItemView } from './item-view.rules.js';
import { ProgrammeBoardQueries } from './programme-board.queries.js';
import { ItemForm, MoveForm } from './programme.forms.js';
import { wallTime } from './wall-time.js';
import { ProgrammeQueries } from './programme.queries.js';
import { ItemEditsService } from './item-edits.service.js';
import { ProgrammeService, type Saved } from './programme.service.js';
import { ProgrammeView } from './programme.view.js';
import { WaysOutService } from './conflicts/ways-out.service.js';

const ConflictView = z.object({
  kind: z.string(),
  level: z.string(),
  resource: z.string(),
  resourceId: z.string(),
  sentence: z.string(),
});
const SavedView = z.object({ item: ItemView, conflicts: z.array(ConflictView) });
const ConflictsView = z.object({ conflicts: z.array(ConflictView) });
const EditionView = z.object({
  number: z.int(),
  releasedAt: z.string(),
  releasedBy: z.string().nullable(),
  lines: z.array(z.looseObject({ id: z.string() })),
});
const ConflictsAsked = z.strictObject({ item: z.uuid(), start: wallTime });
const Followers = z.strictObject({ moved: z.array(SavedView) });

/** The programme of an activity for programs: the same verbs as the page. */
@Controller('api/v1/:institution/activities/:activity/programme')
@Can('programme.edit')
export class ProgrammeApi {
  constructor(
    private readonly boards: ProgrammeBoardQueries,
    private readonly service: ProgrammeService,
    private readonly edits: ItemEditsService,
    private readonly ways: WaysOutService,
    private readonly view: ProgrammeView,
  ) {}

  /** Every line in order of time, with what stands in its way. Confidential lines are bare for who does not plan. */
  @Get('items')
  @Can('activities.see')
  @Answers(z.object({ items: z.array(SavedView) }))
  async items(@Param('activity') activityId: string) {
    const { lines } = await this.boards.board(activityId);
    return {
      items: lines.map((line) => ({ item: itemView(line), conflicts: viewsOf(line.conflicts, line.start_zone) })),
    };
  }

  @Get('conflicts')
  @Answers(ConflictsView)
  async conflicts(
    @Param('activity') activityId: string,
    @Query({ schema: ConflictsAsked }) asked: z.output<typeof ConflictsAsked>,
  ) {
    const row = await this.view.lineOf(activityId, asked.item);
    return { conflicts: viewsOf(await this.ways.conflictsAt(row, asked.start), row.start_zone) };
  }

  @Post('items')
  @Answers(SavedView, 201)
  async place(
    @Param('activity') activityId: string,
    @Body({ schema: ItemForm }) input: z.output<typeof ItemForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.saved(await this.service.place(activityId, input), response);
  }

  /** Changes a line as a whole; `If-Match` guards against what somebody else saved. */
  @Patch('items/:item')
  @Answers(SavedView)
  async change(
    @Param('activity') activityId: string,
    @Param('item') itemId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: ItemForm }) input: z.output<typeof ItemForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const row = await this.view.row(activityId, itemId);
    checkIfMatch(ifMatch, row.version);
    return this.saved(
      await this.edits.change(itemId, input, ifMatch === undefined ? undefined : row.version),
      response,
    );
  }

  @Post('items/:item/moves')
  @Answers(Followers, 201)
  async move(
    @Param('activity') activityId: string,
    @Param('item') itemId: string,
    @Body({ schema: MoveForm }) move: z.output<typeof MoveForm>,
  ) {
    await this.view.row(activityId, itemId);
    const moved = move.followers
      ? await this.service.moveWithFollowers(itemId, move.start, move.version)
      : [await this.edits.move(itemId, move.start, move.end, move.version)];
    const views = [];
    for (const one of moved) views.push(await this.saved(one));
    return { moved: views };
  }

  @Post('items/:item/cancellations')
  @Answers(SavedView, 201)
  async cancel(@Param('activity') activityId: string, @Param('item') itemId: string) {
    await this.view.row(activityId, itemId);
    return this.saved(await this.service.cancel(itemId));
  }

  private async saved({ item, conflicts }: Saved, response?: Response) {
    const row = await this.view.row(item.activityId, item.id);
    response?.setHeader('ETag', etagOf(row.version));
    return { item: itemView(row), conflicts: viewsOf(conflicts, row.start_zone) };
  }
}

/** Released programmes: numbered, whole, never changed. */
@Controller('api/v1/:institution/activities/:activity/programme/editions')
@Can('programme.edit')
export class EditionsApi {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly editions: EditionsService,
    private readonly queries: ProgrammeQueries,
  ) {}

  @Post()
  @HttpCode(201)
  @Answers(z.object({ number: z.int() }), 201)
  async release(@Param('activity') activityId: string) {
    const { number } = await this.editions.release(activityId);
    return { number };
  }

  @Get(':number')
  @Answers(EditionView)
  async edition(@Param('activity') activityId: string, @Param('number') number: string) {
    await this.activities.get(activityId);
    const edition = await this.queries.edition(activityId, Number(number));
    if (!edition) throw new NotFound();
    return {
      number: edition.number,
      releasedAt: edition.released_at.toString(),
      releasedBy: edition.released_by_name,
      lines: edition.content,
    };
  }
}

const viewsOf = (conflicts: readonly Conflict[], zone: string): z.output<typeof ConflictView>[] =>
  conflicts.map((conflict) => ({
    kind: conflict.kind,
    level: conflict.level,
    resource: conflict.resourceKind,
    resourceId: conflict.resourceId,
    sentence: conflictSentence(conflict, zone),
  }));
