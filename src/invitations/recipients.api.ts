import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { Answers } from '../platform/api/answers.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { cut, decodeCursor, pageOf, PageQuery } from '../platform/api/cursor.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { AnswersService } from './answers.service.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { StaffAnswerForm } from './answering/answering.forms.js';
import { GuestFactsForm, RecipientForm } from './invitations.forms.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';
import { GuestChanges } from './recipients/guest-changes.service.js';

const Guest = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  organisation: z.string(),
  email: z.string().nullable(),
  /** In lines, set here or known to the directory. */
  postalAddress: z.string(),
  language: z.string(),
  state: z.string(),
  companions: z.int(),
});
const AddBody = z.strictObject({ recipients: z.array(RecipientForm).min(1).max(500) });

/** Guests of an invitation, and their answers. */
@Controller('api/v1/:institution')
@Can('invitations.see')
export class RecipientsApi {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly queries: InvitationsQueries,
    private readonly invitations: InvitationsService,
    private readonly answers: AnswersService,
    private readonly changes: GuestChanges,
  ) {}

  @Get('invitations/:id/recipients')
  @Answers(pageOf(Guest))
  async list(@Param('id') id: string, @Query({ schema: PageQuery }) page: z.output<typeof PageQuery>) {
    const { activityId } = await this.db.one(Invitation, id);
    const activity = await this.activities.header(activityId);
    allow(maySee(Current.actor, { id: activity.id, bodyId: activity.body_id }));
    const after = decodeCursor(page.cursor, 1)?.[0] ?? null;
    const { items, next } = cut(await this.queries.recipients(id, 'all', after, page.limit + 1), page.limit, (row) => [
      row.id,
    ]);
    return { items: items.map((row) => Guest.parse({ ...row, postalAddress: row.postal_address })), next };
  }

  @Post('invitations/:id/recipients')
  @Can('invitations.manage')
  @Answers(z.object({ ids: z.array(z.string()) }), 201)
  async add(@Param('id') id: string, @Body({ schema: AddBody }) body: z.output<typeof AddBody>) {
    return { ids: await this.invitations.addRecipients(id, body.recipients) };
  }

  /** How a guest is addressed, and where to. */
  @Put('recipients/:id')
  @HttpCode(200)
  @Can('invitations.manage')
  @Answers(z.object({ version: z.int() }))
  async change(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @Body({ schema: GuestFactsForm }) facts: z.output<typeof GuestFactsForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.db.transaction(async () => {
      checkIfMatch(seen, (await this.db.one(Recipient, id)).version);
      const { version } = await this.changes.change(id, facts);
      response.setHeader('ETag', etagOf(version));
      return { version };
    });
  }

  @Post('recipients/:id/answers')
  @Can('invitations.manage')
  @Answers(z.object({ recorded: z.boolean() }), 201)
  async record(@Param('id') id: string, @Body({ schema: StaffAnswerForm }) body: z.output<typeof StaffAnswerForm>) {
    await this.answers.recordAnswer(id, body);
    return { recorded: true };
  }
}
