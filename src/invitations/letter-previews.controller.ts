import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { isPublicLanguage, knownLanguage } from '../platform/i18n/languages.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { LettersService } from './letters.service.js';
import { inFrame } from './templates/letter-frame.js';

/** One guest's letter by the template in force, to be seen before it is sent; its link leads nowhere. */
@Controller(':institution/activities/:id/invitations/recipients/:recipient/letter')
@Can('invitations.see')
export class LetterPreviewsController {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly entries: CalendarEntriesService,
    private readonly letters: LettersService,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Param('recipient') recipient: string,
    @Query('language') asked: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { body_id: bodyId } = await this.activities.header(id);
    allow(maySee(Current.actor, { id, bodyId }));
    const guest = await this.db.one(Recipient, recipient);
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    if (!entry || guest.activityId !== id) throw new NotFound();
    const language = knownLanguage(isPublicLanguage(String(asked)) ? String(asked) : guest.language);
    const write = await this.letters.writer('invitation', invitation, entry);
    return inFrame(response, (await write(guest, language, '#')).html);
  }
}
