import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '../../platform/permissions/can.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { allow } from '../../platform/permissions/allow.js';
import { ProgrammeBoardQueries } from '../programme-board.queries.js';
import { AcceptPageForm, ComposeForm } from '../programme.forms.js';
import { ProgrammeView } from '../programme.view.js';
import { ComposePage } from './compose.pages.js';
import { ComposeService } from './compose.service.js';

/** A programme composed of what was asked for. */
@Controller(':institution/activities/:activity/programme/compose')
@Can('programme.edit')
export class ComposeController {
  constructor(
    private readonly db: Db,
    private readonly boards: ProgrammeBoardQueries,
    private readonly view: ProgrammeView,
    private readonly service: ComposeService,
  ) {}

  @Get()
  show(@Param('activity') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post()
  async ask(@Param('activity') activityId: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(ComposeForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(activityId, form)));
    await this.service.ask(activityId, form.data);
    return seeOther(`${this.view.base(activityId)}/compose`);
  }

  @Post(':proposal/acceptance')
  async accept(
    @Param('activity') activityId: string,
    @Param('proposal') proposalId: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const { all = false, lines = [] } = readForm(AcceptPageForm, body).data ?? {};
    try {
      const count = await this.service.accept(activityId, proposalId, all ? 'all' : lines);
      flash('programme.compose.accepted', { count });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      flash(error.key, error.params, { kind: 'warning' });
    }
    return seeOther(`${this.view.base(activityId)}/compose`);
  }

  private async draw(activityId: string, form?: FormState): Promise<string> {
    const board = await this.boards.equipped(activityId);
    allow(board.mayEdit);
    const proposal = await this.service.latest(activityId);
    const base = this.view.base(activityId);
    return this.view.around(board, <ComposePage board={board} base={base} proposal={proposal} form={form} />);
  }
}
