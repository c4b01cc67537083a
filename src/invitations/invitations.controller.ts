import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import { takeForm } from '../platform/web/take-form.js';
import { Invitation } from './invitation.entity.js';
import { InvitationOverview } from './invitation-overview.queries.js';
import { type Asked, InvitationForm } from './invitations.forms.js';
import { InvitationsService } from './invitations.service.js';

/** What an activity asks guests to. */
@Controller(':institution/activities/:id/invitations')
@Can('invitations.see')
export class InvitationsController {
  constructor(
    private readonly db: Db,
    private readonly invitations: InvitationsService,
    private readonly overview: InvitationOverview,
  ) {}

  @Get()
  show(@Param('id') id: string, @Query() asked: Asked): Promise<string> {
    return this.overview.of(id, asked);
  }

  @Post()
  @Can('invitations.manage')
  draft(@Param('id') id: string, @Body() body: unknown) {
    return takeForm({
      schema: InvitationForm,
      body,
      again: (form) => this.db.read(() => this.overview.of(id, { add: 'invitation' }, form)),
      take: async ({ itemId = null, ...words }) => {
        const made = await this.invitations.invite(id, itemId, words);
        return `/${Current.institution.slug}/activities/${id}/invitations/${made.id}/sources`;
      },
      done: 'invitations.done.drafted',
    });
  }

  @Post(':invitation/cancellation')
  @Can('invitations.manage')
  cancel(@Param('id') id: string, @Param('invitation') invitation: string) {
    return takeForm({
      schema: z.object({}),
      body: {},
      again: (form) => this.db.read(() => this.overview.of(id, { invitation }, form)),
      take: async () => {
        const { activityId } = await this.db.read(() => this.db.one(Invitation, invitation));
        if (activityId !== id) throw new NotFound();
        await this.invitations.cancel(invitation);
        return `/${Current.institution.slug}/activities/${id}/invitations?invitation=${invitation}`;
      },
      done: 'invitations.done.withdrawn',
    });
  }
}
