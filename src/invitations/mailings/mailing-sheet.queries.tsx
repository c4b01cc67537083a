import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { t } from '../../platform/i18n/translate.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { Invitation } from '../invitation.entity.js';
import { MailingApprovals } from './mailing-approvals.service.js';
import { MailingChecks } from './mailing-checks.queries.js';
import { Mailing } from './mailing.entity.js';
import { MailingPage } from './mailing.pages.js';
import { mayApproveMailing } from './mailing.rules.js';
import { LOG_STATES, MailingsQueries } from './mailings.queries.js';

/** The page of one mailing, as it is shown and as it comes back with what a rule refused. */
@Injectable()
export class MailingSheet {
  constructor(
    private readonly db: Db,
    private readonly approvals: MailingApprovals,
    private readonly checks: MailingChecks,
    private readonly queries: MailingsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  /** @param asked which letters, and their page @throws NotFound */
  async of(
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
        wantsSecond={await this.approvals.wantsSecondPerson()}
        zone={row.time_zone}
        form={form}
      />,
      { title: t(`invitations.mailings.kind.${head.kind}`), activity: frame },
    );
  }
}
