import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import { merged, mergedSentence } from './conflicts/conflict.sentences.js';
import { ConcernedQueries } from './editions/concerned.queries.js';
import { Differences, EditionPage } from './editions/editions.pages.js';
import { ProgrammeBoardQueries } from './programme-board.queries.js';
import { ProgrammeQueries } from './programme.queries.js';
import { type ChosenPart, ProgrammeView } from './programme.view.js';
import { wallTime } from './wall-time.js';
import { WaysOutService } from './conflicts/ways-out.service.js';

/** What stands in an address, as single texts. */
type Asked = Record<string, string | string[] | undefined>;

/** The pages of an activity's programme. */
@Controller(':institution/activities/:activity/programme')
@Can('activities.see')
export class ProgrammeController {
  constructor(
    private readonly boards: ProgrammeBoardQueries,
    private readonly programme: ProgrammeQueries,
    private readonly ways: WaysOutService,
    private readonly concerned: ConcernedQueries,
    private readonly view: ProgrammeView,
  ) {}

  @Get()
  async show(@Param('activity') activityId: string, @Query() asked: Asked): Promise<string> {
    return this.view.draw(activityId, partOf(asked));
  }

  @Get('differences')
  async differences(@Param('activity') activityId: string): Promise<string> {
    const board = await this.boards.equipped(activityId);
    return this.view.around(
      board,
      <Differences
        board={board}
        base={this.view.base(activityId)}
        concerned={await this.concerned.of(board.changes)}
      />,
    );
  }

  @Get('editions/:number')
  async edition(@Param('activity') activityId: string, @Param('number') number: string): Promise<string> {
    const board = await this.boards.equipped(activityId);
    const edition = board.mayRead ? await this.programme.edition(activityId, Number(number)) : null;
    if (!edition) throw new NotFound();
    return this.view.around(
      board,
      <EditionPage edition={edition} base={this.view.base(activityId)} zone={board.activity.timeZone} />,
    );
  }

  /** What would stand in the way of a line at another time: shown before it is dropped there. */
  @Get('conflicts')
  @Can('programme.edit')
  async conflicts(
    @Param('activity') activityId: string,
    @Query('item') itemId: unknown,
    @Query('start') start: unknown,
    @Query('end') end: unknown,
  ) {
    const row = await this.view.lineOf(activityId, String(itemId));
    const at = wallTime.safeParse(start);
    if (!at.success) return { conflicts: [] };
    const until = wallTime.safeParse(end);
    const found = await this.ways.conflictsAt(row, at.data, until.data);
    return {
      conflicts: merged(found).map((group) => ({
        level: group.conflict.level,
        kind: group.conflict.kind,
        sentence: mergedSentence(group, row.start_zone),
      })),
    };
  }
}

/** Which part of the page is open beside the days, from the address. */
function partOf(asked: Asked): ChosenPart {
  const one = (name: string) => (typeof asked[name] === 'string' ? (asked[name] as string) : undefined);
  const view = one('view') === 'list' ? 'list' : 'days';
  if (one('line')) return { view, line: one('line') };
  if (one('place')) return { view, place: one('place') };
  if (one('ask')) return { view, ask: true };
  if (one('new')) {
    const keys = ['day', 'at', 'to', 'venue', 'people', 'interpreters'];
    return { view, fresh: Object.fromEntries(keys.map((key) => [key, one(key)])) };
  }
  return { view };
}
