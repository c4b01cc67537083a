import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther } from '../../platform/http/reply.js';
import { Can } from '../../platform/permissions/can.js';
import { ticked } from '../../platform/web/form-values.js';
import { readForm } from '../../platform/web/forms.js';
import { takeForm } from '../../platform/web/take-form.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation } from '../invitation.entity.js';
import { MailingApprovals } from './mailing-approvals.service.js';
import { MailingDrafts } from './mailing-drafts.service.js';
import { Mailing } from './mailing.entity.js';
import { MailingSheet } from './mailing-sheet.queries.js';
import { STAFF_KINDS } from './mailing.states.js';
import { MailingsService } from './mailings.service.js';

const KindForm = z.strictObject({ kind: z.enum(STAFF_KINDS), withLetter: ticked });
const StepForm = z.strictObject({
  step: z.enum([
    'send',
    'submit',
    'approve',
    'return',
    'pause',
    'resume',
    'cancel',
    'refresh',
    'enclose',
    'leave_letter',
  ]),
  reason: z.string().max(1000).optional(),
});
const LeaveOutForm = z.strictObject({ recipientId: z.uuid(), out: z.enum(['true', 'false']) });

/** A mailing: its check list, its approval, its progress, and what became of each letter. */
@Controller(':institution/activities/:id/invitations')
@Can('invitations.see')
export class MailingsController {
  constructor(
    private readonly db: Db,
    private readonly drafts: MailingDrafts,
    private readonly approvals: MailingApprovals,
    private readonly mailings: MailingsService,
    private readonly sheet: MailingSheet,
  ) {}

  /** Draws one up. Where nothing is to be weighed and nobody has to approve, it goes at once. */
  @Post(':invitation/mailings')
  @Can('invitations.manage')
  async draft(
    @Param('id') id: string,
    @Param('invitation') invitationId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const form = readForm(KindForm, body);
    if (!form.ok) throw new NotFound();
    const { mailing, sent } = await this.db.transaction(async () => {
      if ((await this.db.one(Invitation, invitationId)).activityId !== id) throw new NotFound();
      const drawn = await this.drafts.draft(invitationId, form.data.kind, form.data.withLetter);
      const sent = (await this.approvals.isPlain(drawn)) ? await this.mailings.send(drawn.id) : null;
      return { mailing: drawn, sent };
    });
    if (sent === null) return seeOther(this.path(id, mailing.id));
    flash('invitations.done.sent', { count: sent });
    return seeOther(`/${Current.institution.slug}/activities/${id}/invitations?invitation=${invitationId}`);
  }

  @Get('mailings/:mailing')
  show(
    @Param('id') id: string,
    @Param('mailing') mailing: string,
    @Query('letters') letters?: string,
    @Query('page') at?: string,
  ): Promise<string> {
    return this.sheet.of(id, mailing, { letters, at });
  }

  @Post('mailings/:mailing/steps')
  @Can('invitations.send')
  step(@Param('id') id: string, @Param('mailing') mailing: string, @Body() body: unknown) {
    return this.taken(id, mailing, StepForm, body, async ({ step, reason = '' }) => {
      if (step === 'send') flash('invitations.done.sent', { count: await this.mailings.send(mailing) });
      else if (step === 'submit') await this.approvals.submit(mailing);
      else if (step === 'approve') await this.approvals.approve(mailing);
      else if (step === 'return') await this.approvals.giveBack(mailing, reason);
      else if (step === 'pause') await this.mailings.pause(mailing);
      else if (step === 'resume') await this.mailings.resume(mailing);
      else if (step === 'cancel') await this.mailings.cancel(mailing);
      else await this.refresh(mailing, { enclose: true, leave_letter: false, refresh: undefined }[step]);
    });
  }

  @Post('mailings/:mailing/list')
  @Can('invitations.manage')
  leaveOut(@Param('id') id: string, @Param('mailing') mailing: string, @Body() body: unknown) {
    return this.taken(id, mailing, LeaveOutForm, body, ({ recipientId, out }) =>
      this.drafts.leaveOut(mailing, recipientId, out === 'true'),
    );
  }

  private async refresh(id: string, withLetter: boolean | undefined): Promise<void> {
    const { invitationId, kind } = await this.db.read(() => this.db.one(Mailing, id));
    await this.drafts.draft(invitationId, kind, withLetter);
  }

  private taken<S extends z.ZodType>(
    id: string,
    mailingId: string,
    schema: S,
    body: unknown,
    verb: (data: z.output<S>) => Promise<void>,
  ) {
    return takeForm({
      schema,
      body,
      again: (form) => this.db.read(() => this.sheet.of(id, mailingId, {}, form)),
      take: async (data) => {
        const { activityId } = await this.db.read(() => this.db.one(Mailing, mailingId));
        if (activityId !== id) throw new NotFound();
        await verb(data);
        return this.path(id, mailingId);
      },
    });
  }

  private path(id: string, mailingId: string): string {
    return `/${Current.institution.slug}/activities/${id}/invitations/mailings/${mailingId}`;
  }
}
