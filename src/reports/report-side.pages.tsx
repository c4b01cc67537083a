import { Current } from '../platform/current.js';
import { formatDay, formatInstant } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field, TextArea } from '../platform/web/components/field.js';
import { publishedPath } from './published-report.pages.js';
import { ReportDue } from './report-due.pages.js';

import { type ReportPageProps, reportPath } from './report-page.props.js';

/** When it is due, who wrote and approved it, and the steps that ask for words. */
export function ReportSide(props: ReportPageProps) {
  const { report, names, steps, trouble } = props;
  const base = reportPath(report.activityId);
  return (
    <div class="report-side">
      <ReportDue
        due={props.due}
        lastDay={Temporal.PlainDate.from(report.facts.endsOn)}
        isOpen={['draft', 'returned'].includes(report.state)}
      />
      <dl class="sum small">
        {report.authorId && (
          <>
            <dt>{t('reports.page.author')}</dt>
            <dd>
              <bdi>{names.get(report.authorId)}</bdi>
            </dd>
          </>
        )}
      </dl>
      {report.approvedAt && (
        <p>
          {t('reports.page.approved_on', {
            day: formatInstant(report.approvedAt, Current.institution.timeZone),
            name: (report.approvedBy && names.get(report.approvedBy)) || '–',
          })}
        </p>
      )}
      {report.tabledOn && (
        <p>{t('reports.page.tabled_on', { day: formatDay(report.tabledOn), name: report.tabledBy ?? '–' })}</p>
      )}
      {props.may.publish && (
        <p>
          <Button href={`${base}/publication`} primary={report.state !== 'published'}>
            {t(report.state === 'published' ? 'reports.publishing.change' : 'reports.publishing.check')}
          </Button>
        </p>
      )}
      {report.state === 'published' && (
        <p>
          <a href={`${publishedPath()}/${report.id}`}>{t('reports.publishing.read')}</a>
        </p>
      )}
      {steps.includes('tabled') && (
        <details class="report-edit" open={trouble?.part === 'tabling'}>
          <summary>{t('reports.page.table')}</summary>
          <form class="form" method="post" action={`${base}/tablings`}>
            <Field
              form={trouble?.part === 'tabling' || trouble?.form.errors['tabledBy'] ? trouble?.form : undefined}
              name="tabledBy"
              required
              label={t('reports.field.tabled_by')}
              value={report.facts.delegation.find(({ role }) => role === 'head')?.name}
            />
            <Field
              form={trouble?.part === 'tabling' ? trouble.form : undefined}
              name="tabledOn"
              type="date"
              required
              label={t('reports.field.tabled_on')}
              value={Temporal.Now.plainDateISO(Current.institution.timeZone).toString()}
            />
            <Button>{t('reports.page.table')}</Button>
          </form>
        </details>
      )}
      {steps.includes('returned') && (
        <form class="form" method="post" action={`${base}/returns`}>
          <TextArea
            form={trouble?.part === 'return' ? trouble.form : undefined}
            name="reason"
            label={t('reports.field.reason')}
            required
            rows={3}
          />
          <Button>{t('reports.page.return')}</Button>
        </form>
      )}
    </div>
  );
}
