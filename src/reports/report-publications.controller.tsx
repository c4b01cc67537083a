import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { Db } from '../platform/database/db.service.js';
import type { SeeOther, Unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { TextArea } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import { ticked } from '../platform/web/form-values.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { takeForm } from '../platform/web/take-form.js';
import { NotChecked } from './report.errors.js';
import { PublishedReport } from './published-report.pages.js';
import { type Checked, ReportPublications } from './report-publications.service.js';
import { reportPath } from './report-page.props.js';

const PublishForm = z.strictObject({
  hash: z.string().length(64),
  isChecked: ticked,
  reason: z.string().trim().max(1000).default(''),
});
const WithdrawForm = z.strictObject({ because: z.string().trim().max(1000).default('') });

/** What will be public, exactly, before it is; then it is. */
@Controller(':institution/activities/:activityId/report/publication')
@Can('reports.publish')
export class ReportPublicationsController {
  constructor(
    private readonly db: Db,
    private readonly publications: ReportPublications,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  show(@Param('activityId') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post()
  publish(@Param('activityId') activityId: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: PublishForm,
      body,
      again: (form) => this.draw(activityId, form),
      take: async ({ hash, reason, isChecked }) => {
        if (!isChecked) throw new NotChecked();
        await this.publications.publish(activityId, hash, reason);
        return reportPath(activityId);
      },
      done: 'reports.flash.published',
    });
  }

  /** Taken back from the public. */
  @Post('withdrawal')
  withdraw(@Param('activityId') activityId: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: WithdrawForm,
      body,
      again: (form) => this.draw(activityId, form),
      take: async ({ because }) => {
        await this.publications.withdraw(activityId, because);
        return reportPath(activityId);
      },
      done: 'reports.flash.withdrawn',
    });
  }

  private draw(activityId: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const checked = await this.publications.check(activityId);
      const activity = await this.frame.of(activityId, 'report', { ownPrimary: true });
      const title = t('reports.publishing.check');
      return page(<CheckPage {...{ checked, activityId, form }} />, {
        title: `${title} · ${localized(checked.copy.title)}`,
        activity,
      });
    });
  }
}

interface CheckPageProps {
  checked: Checked;
  activityId: string;
  form?: FormState | undefined;
}

function CheckPage({ checked, activityId, form }: CheckPageProps) {
  const { copy, hash, suspects, stands, report } = checked;
  const base = `${reportPath(activityId)}/publication`;
  const isPublic = report.state === 'published';
  const isWithdrawal = form !== undefined && 'because' in form.values;
  const isSame = isPublic && stands?.contentHash === hash;
  return (
    <>
      <Section title={t(stands ? 'reports.publishing.check_again' : 'reports.publishing.check')}>
        <p>{t('reports.publishing.check_hint')}</p>
        {suspects.length > 0 && (
          <div class="conflict" role="note">
            <p>{t('reports.publishing.suspects')}</p>
            <ul>
              {suspects.map(({ kind, text }, n) => (
                <li key={n}>
                  {t(`reports.publishing.suspect.${kind}`)}: <bdi class="strong">{text}</bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
        {isSame ? (
          <p>{t('reports.publishing.same')}</p>
        ) : (
          <form class="form" method="post" action={base}>
            <FormErrors form={isWithdrawal ? undefined : form} />
            <input type="hidden" name="hash" value={hash} />
            {stands && (
              <TextArea
                name="reason"
                rows={2}
                required
                form={isWithdrawal ? undefined : form}
                label={t('reports.publishing.replaced_because')}
              />
            )}
            <Check name="isChecked" form={isWithdrawal ? undefined : form} label={t('reports.publishing.is_checked')} />
            <div class="form-end">
              <Button primary>{t(isPublic ? 'reports.publishing.replace' : 'reports.page.publish')}</Button>
              <a href={reportPath(activityId)}>{t('reports.page.back')}</a>
            </div>
          </form>
        )}
        {isPublic && (
          <details class="report-edit" open={isWithdrawal}>
            <summary>{t('reports.publishing.withdraw')}</summary>
            <form class="form" method="post" action={`${base}/withdrawal`}>
              <TextArea
                name="because"
                rows={2}
                required
                form={isWithdrawal ? form : undefined}
                label={t('reports.publishing.withdrawn_because')}
              />
              <Button>{t('reports.publishing.withdraw')}</Button>
            </form>
          </details>
        )}
      </Section>
      <div class="sheet">
        <PublishedReport copy={copy} pictures={`${reportPath(activityId)}/pictures`} />
      </div>
    </>
  );
}
