import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { Can } from '../../platform/permissions/can.js';
import { takeForm } from '../../platform/web/take-form.js';
import { flash } from '../../platform/web/visit.js';
import { AnswersService } from '../answers.service.js';
import { StaffAnswerForm } from '../answering/answering.forms.js';
import { Recipient } from '../invitation.entity.js';
import { InvitationOverview } from '../invitation-overview.queries.js';
import type { Asked } from '../invitations.forms.js';
import { InvitationsService } from '../invitations.service.js';
import { NeedsService } from '../needs.service.js';

/** Guests on the list: taken off, what they answered by telephone, what they need. */
@Controller(':institution/activities/:id/invitations')
@Can('invitations.manage')
export class RecipientsController {
  constructor(
    private readonly db: Db,
    private readonly invitations: InvitationsService,
    private readonly answers: AnswersService,
    private readonly needs: NeedsService,
    private readonly overview: InvitationOverview,
  ) {}

  /** Takes one guest off the list; he is told if he had been asked. */
  @Post('recipients/:recipient/withdrawal')
  withdraw(@Param('id') id: string, @Param('recipient') recipient: string) {
    return this.taken(id, recipient, { guest: recipient }, z.object({}), {}, async () => {
      await this.invitations.withdraw(recipient);
      flash('invitations.done.guest_withdrawn');
    });
  }

  @Post('recipients/:recipient/answers')
  record(@Param('id') id: string, @Param('recipient') recipient: string, @Body() body: unknown) {
    return this.taken(id, recipient, { record: recipient, guest: recipient }, StaffAnswerForm, body, async (given) => {
      await this.answers.recordAnswer(recipient, given);
      flash('invitations.done.answered');
    });
  }

  /** Asked for again, the page of needs is the list without them. */
  @Get('recipients/:recipient/needs')
  @Can('invitations.see')
  async withoutNeeds(@Param('id') id: string, @Param('recipient') recipient: string): Promise<SeeOther> {
    await this.db.one(Recipient, recipient);
    return seeOther(this.path(id, `guest=${encodeURIComponent(recipient)}`));
  }

  /** Diet and access needs are read by POST alone, so that no address, no history and no cache brings them back. */
  @Post('recipients/:recipient/needs')
  @Can('invitations.reveal')
  async readNeeds(@Param('id') id: string, @Param('recipient') recipient: string): Promise<Unprocessable> {
    const needs = await this.needs.reveal(id, recipient);
    return unprocessable(await this.db.read(() => this.overview.of(id, { guest: recipient }, undefined, needs)), 200);
  }

  /** Does what a form asks of one guest of this activity. */
  private taken<S extends z.ZodType>(
    id: string,
    recipientId: string,
    asked: Asked,
    schema: S,
    body: unknown,
    verb: (data: z.output<S>) => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema,
      body,
      again: (form) => this.db.read(() => this.overview.of(id, asked, form)),
      take: async (data) => {
        const guest = await this.db.read(() => this.db.one(Recipient, recipientId));
        if (guest.activityId !== id) throw new NotFound();
        await verb(data);
        return this.path(id, `invitation=${guest.invitationId}&guest=${recipientId}`);
      },
    });
  }

  private path(id: string, asked: string): string {
    return `/${Current.institution.slug}/activities/${id}/invitations?${asked}`;
  }
}
