import { PAPER_LANGUAGES } from '../../activities/papers.registry.js';
import { Current } from '../../platform/current.js';
import { languageNames } from '../../platform/i18n/languages.js';
import { currentLanguage, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { List } from '../../platform/web/components/list.js';
import { Section } from '../../platform/web/components/section.js';
import { Stamp } from '../../platform/web/components/time.js';
import type { FormState } from '../../platform/web/forms.js';
import type { IssueRow } from './activity-issues.service.js';
import type { Asked } from './activity-periods.service.js';

export interface IssuesProps {
  issues: readonly IssueRow[];
  mayApprove: boolean;
  asked: Asked;
  form?: FormState | undefined;
}

const issuesPath = () => `/${Current.institution.slug}/reports/activity/approvals`;

/** What was approved of these days, and its bytes; whoever approves does it here. */
export function Issues({ issues, mayApprove, asked, form }: IssuesProps) {
  return (
    <Section title={t('reports.activity.approved')} id="approved">
      <List
        caption={t('reports.activity.approved')}
        rows={issues}
        rowKey={({ id }) => `issue-${id}`}
        empty={<p class="mute">{t('reports.activity.not_approved')}</p>}
        columns={[
          { label: t('reports.activity.number'), class: 'nb', cell: (row) => <b>{row.register_number}</b> },
          {
            label: t('reports.activity.version'),
            cell: ({ number, language, reason }) => (
              <>
                {t('reports.activity.version_of', { number, language: languageNames[language] })}
                {reason && (
                  <>
                    {': '}
                    <bdi>{reason}</bdi>
                  </>
                )}
              </>
            ),
          },
          {
            label: t('reports.activity.approved'),
            cell: ({ approved_at, approved_by }) => (
              <>
                <Stamp at={approved_at} zone={Current.institution.timeZone} /> <bdi>{approved_by}</bdi>
              </>
            ),
          },
          {
            label: t('reports.activity.files'),
            class: 'nb',
            cell: ({ id, sha256 }) => (
              <span title={`SHA-256 ${sha256}`}>
                <a href={`${issuesPath()}/${id}/pdf`} data-turbo="false">
                  {t('reports.page.pdf')}
                </a>
                {' · '}
                <a href={`${issuesPath()}/${id}/docx`} data-turbo="false">
                  {t('reports.page.word')}
                </a>
              </span>
            ),
          },
        ]}
      />
      {mayApprove && (
        <details class="report-edit" open={form !== undefined}>
          <summary>{t('reports.activity.approve')}</summary>
          <form class="form" method="post" action={issuesPath()}>
            <FormErrors form={form} />
            {Object.entries(asked).map(
              ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
            )}
            <Select
              name="language"
              form={form}
              label={t('reports.activity.language')}
              value={currentLanguage()}
              options={PAPER_LANGUAGES.map((value) => ({ value, label: languageNames[value] }))}
            />
            {issues.length > 0 && (
              <Field
                name="reason"
                form={form}
                label={t('reports.activity.reason')}
                hint={t('reports.activity.reason_hint')}
              />
            )}
            <Button primary>{t('reports.activity.approve')}</Button>
          </form>
        </details>
      )}
    </Section>
  );
}
