import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { ticked } from '../../platform/web/form-values.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation } from '../invitation.entity.js';
import { MailingChecks } from './mailing-checks.queries.js';
import { Mailing } from './mailing.entity.js';
import { MailingPage } from './mailing.pages.js';
import { mayApproveMailing } from './mailing.rules.js';
import { STAFF_KINDS } from './mailing.states.js';
import { LOG_STATES, MailingsQueries } from './mailings.queries.js';
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
    private readonly mailings: MailingsService,
    private readonly checks: MailingChecks,
    private readonly queries: MailingsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
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
      const drawn = await this.mailings.draft(invitationId, form.data.kind, form.data.withLetter);
      const isPlain = !(await this.mailings.wantsSecondPerson()) && (await this.checks.of(drawn)).length === 0;
      return { mailing: drawn, sent: isPlain ? await this.mailings.send(drawn.id) : null };
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
    return this.draw(id, mailing, { letters, at });
  }

  @Post('mailings/:mailing/steps')
  @Can('invitations.send')
  step(@Param('id') id: string, @Param('mailing') mailing: string, @Body() body: unknown) {
    const form = readForm(StepForm, body);
    return this.taken(id, mailing, form, async () => {
      const { step, reason = '' } = form.data!;
      if (step === 'send') flash('invitations.done.sent', { count: await this.mailings.send(mailing) });
      else if (step === 'submit') await this.mailings.submit(mailing);
      else if (step === 'approve') await this.mailings.approve(mailing);
      else if (step === 'return') await this.mailings.giveBack(mailing, reason);
      else if (step === 'pause') await this.mailings.pause(mailing);
      else if (step === 'resume') await this.mailings.resume(mailing);
      else if (step === 'cancel') await this.mailings.cancel(mailing);
      else await this.refresh(mailing, { enclose: true, leave_letter: false, refresh: undefined }[step]);
    });
  }

  @Post('mailings/:mailing/list')
  @Can('invitations.manage')
  leaveOut(@Param('id') id: string, @Param('mailing') mailing: string, @Body() body: unknown) {
    const form = readForm(LeaveOutForm, body);
    return this.taken(id, mailing, form, () =>
      this.mailings.leaveOut(mailing, form.data!.recipientId, form.data!.out === 'true'),
    );
  }

  private async refresh(id: string, withLetter: boolean | undefined): Promise<void> {
    const { invitationId, kind } = await this.db.read(() => this.db.one(Mailing, id));
    await this.mailings.draft(invitationId, kind, withLetter);
  }

  private async taken(
    id: string,
    mailingId: string,
    form: FormState & { ok: boolean },
    verb: () => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    const { activityId } = await this.db.read(() => this.db.one(Mailing, mailingId));
    if (activityId !== id) throw new NotFound();
    try {
      if (!form.ok) return unprocessable(await this.db.read(() => this.draw(id, mailingId, {}, form)));
      await verb();
      return seeOther(this.path(id, mailingId));
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const again = withError(form, error.field ?? '', t(error.key, error.params));
      return unprocessable(await this.db.read(() => this.draw(id, mailingId, {}, again)), error.status);
    }
  }

  private async draw(
    id: string,
    mailingId: string,
    asked: { letters?: string | undefined; at?: string | undefined },
    form?: FormState,
  ): Promise<string> {
    const frame = await this.frame.of(id, 'invitations', { ownPrimary: true });
    const row = await this.activities.header(id);
    const mailing = await this.db.one(Mailing, mailingId);
    const head = await this.queries.head(mailingId);
    if (!head || head.activity_id !== id) throw new NotFound();
    const filter = LOG_STATES.find((one) => one === asked.letters) ?? null;
    const at = Math.max(1, Math.min(10_000, Math.trunc(Number(asked.at) || 1)));
    return page(
      <MailingPage
        base={`/${Current.institution.slug}/activities/${id}/invitations`}
        head={head}
        subject={(await this.db.one(Invitation, mailing.invitationId)).subject}
        findings={mailing.isOpen ? await this.checks.of(mailing) : []}
        counts={await this.queries.counts(mailingId)}
        log={await this.queries.log(mailingId, filter, at)}
        filter={filter}
        page={at}
        mayManage={mayPlan(Current.actor, { id, bodyId: row.body_id }) && isOpen(row)}
        mayApprove={mayApproveMailing(Current.actor, mailing, { id, bodyId: row.body_id })}
        wantsSecond={await this.mailings.wantsSecondPerson()}
        zone={row.time_zone}
        form={form}
      />,
      { title: t(`invitations.mailings.kind.${head.kind}`), activity: frame },
    );
  }

  private path(id: string, mailingId: string): string {
    return `/${Current.institution.slug}/activities/${id}/invitations/mailings/${mailingId}`;
  }
}
