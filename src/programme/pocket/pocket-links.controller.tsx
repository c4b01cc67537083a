import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { publicLanguages } from '../../platform/i18n/languages.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { ProgrammeBoardQueries } from '../programme-board.queries.js';
import { ProgrammeView } from '../programme.view.js';
import { PocketLinksService } from './pocket-links.service.js';
import { PocketLinksPage, SheetsPage } from './sheets.pages.js';

const LinkForm = z.strictObject({
  name: z.string().min(1).max(200),
  language: z.enum(publicLanguages),
  contactName: z.string().max(100).default(''),
  contactPhone: z.string().max(50).default(''),
});

/** What is handed out of a programme: links for guests, sheets for drivers and interpreters. */
@Controller(':institution/activities/:activity/programme')
@Can('programme.edit')
export class PocketLinksController {
  constructor(
    private readonly db: Db,
    private readonly boards: ProgrammeBoardQueries,
    private readonly view: ProgrammeView,
    private readonly links: PocketLinksService,
  ) {}

  @Get('pocket')
  show(@Param('activity') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post('pocket')
  async make(@Param('activity') activityId: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(LinkForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(activityId, form)));
    await this.links.make(activityId, form.data);
    flash('programme.pocket.made');
    return seeOther(`${this.view.base(activityId)}/pocket`);
  }

  @Post('pocket/:link/withdrawal')
  async withdraw(@Param('activity') activityId: string, @Param('link') id: string): Promise<SeeOther> {
    await this.links.revoke(activityId, id);
    flash('programme.pocket.withdrawn');
    return seeOther(`${this.view.base(activityId)}/pocket`);
  }

  @Get('sheets/:sheets')
  async sheets(@Param('activity') activityId: string, @Param('sheets') kind: string): Promise<string> {
    if (kind !== 'vehicles' && kind !== 'interpreters') throw new NotFound();
    const board = await this.boards.equipped(activityId);
    allow(board.mayRead);
    return this.view.around(board, <SheetsPage board={board} base={this.view.base(activityId)} kind={kind} />);
  }

  private async draw(activityId: string, form?: FormState): Promise<string> {
    const board = await this.boards.equipped(activityId);
    const links = await this.links.of(activityId);
    const base = this.view.base(activityId);
    return this.view.around(
      board,
      <PocketLinksPage base={base} links={links} form={form} hasEdition={board.latest !== null} />,
    );
  }
}
