import { Body, Controller, Get, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { t } from '../../platform/i18n/translate.js';
import { unprocessable } from '../../platform/http/reply.js';
import { UploadInterceptor, uploadOf } from '../../platform/imports/upload.js';
import { Can } from '../../platform/permissions/can.js';
import { takeForm } from '../../platform/web/take-form.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation } from '../invitation.entity.js';
import {
  BodySourceForm,
  OfficeSourceForm,
  PeopleSourceForm,
  RecipientForm,
  RecipientListForm,
} from '../invitations.forms.js';
import { InvitationsService } from '../invitations.service.js';
import { guestsOf } from '../recipient-list.js';
import { GuestSources } from './guest-sources.service.js';
import { GuestSourcesSheet } from './guest-sources-sheet.queries.js';

/** Guests one by one, by a list, or out of the directory, a body, an office, a file. */
@Controller(':institution/activities/:id/invitations/:invitation')
@Can('invitations.manage')
export class GuestSourcesController {
  constructor(
    private readonly db: Db,
    private readonly invitations: InvitationsService,
    private readonly sources: GuestSources,
    private readonly sheet: GuestSourcesSheet,
  ) {}

  @Get('sources')
  show(@Param('id') id: string, @Param('invitation') invitation: string, @Query() asked: Record<string, unknown>) {
    return this.sheet.of(id, invitation, asked);
  }

  /** One by the form, or many by a list. */
  @Post('recipients')
  add(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const isList = typeof body === 'object' && body !== null && 'list' in body;
    return this.taken(id, invitation, isList ? RecipientListForm : RecipientForm, body, async (data) => {
      const guests = 'list' in data ? guestsOf(data.list) : [data];
      return (await this.invitations.addRecipients(invitation, guests)).length;
    });
  }

  @Post('sources/people')
  addPeople(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    return this.taken(id, invitation, PeopleSourceForm, body, ({ people }) =>
      this.sources.fromDirectory(invitation, people),
    );
  }

  @Post('sources/body')
  addBody(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    return this.taken(id, invitation, BodySourceForm, body, ({ bodyId }) => this.sources.fromBody(invitation, bodyId));
  }

  @Post('sources/office')
  addOffice(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    return this.taken(id, invitation, OfficeSourceForm, body, async (given) => {
      await this.sources.fromOffice(invitation, given);
      return 1;
    });
  }

  @Post('sources/file')
  @UseInterceptors(UploadInterceptor)
  async addFile(@Param('id') id: string, @Param('invitation') invitation: string, @Req() request: Request) {
    const upload = await uploadOf(request);
    if (!upload) {
      const form = { values: {}, errors: { file: t('platform.form.missing') } };
      return unprocessable(await this.db.read(() => this.sheet.of(id, invitation, {}, form)));
    }
    return this.taken(id, invitation, z.object({}), {}, () => this.sources.fromFile(invitation, upload.bytes));
  }

  /** Puts guests on the list of an invitation of this activity. @param verb says how many there are then */
  private taken<S extends z.ZodType>(
    id: string,
    invitationId: string,
    schema: S,
    body: unknown,
    verb: (data: z.output<S>) => Promise<number>,
  ) {
    return takeForm({
      schema,
      body,
      again: (form) => this.db.read(() => this.sheet.of(id, invitationId, {}, form)),
      take: async (data) => {
        const { activityId } = await this.db.read(() => this.db.one(Invitation, invitationId));
        if (activityId !== id) throw new NotFound();
        flash('invitations.done.added', { count: await verb(data) });
        return `/${Current.institution.slug}/activities/${id}/invitations?invitation=${invitationId}`;
      },
    });
  }
}
