import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Empty } from '../platform/web/components/section.js';
import { Stepper } from '../platform/web/components/state.js';
import type { Report } from './report.entity.js';
import { SinceReturned } from './report-review.pages.js';
import { partsOf, titleOf } from './report-parts.pages.js';
import { type ReportPageProps, reportPath } from './report-page.props.js';
import { ReportSide } from './report-side.pages.js';
import { reportLifecycle, type ReportState } from './report.states.js';

export function ReportPage(props: ReportPageProps) {
  const { report, mayWrite } = props;
  const base = reportPath(report.activityId);
  const parts = partsOf(props);
  return (
    <>
      <h2 class="vh">{t('reports.title')}</h2>
      <Stepper label={t('reports.page.state_label')} steps={courseOf(report)} />
      {report.returnReason && (
        <div class="conflict" role="note">
          <p>{t('reports.page.returned_because', { reason: report.returnReason })}</p>
        </div>
      )}
      <SinceReturned report={report} titleOf={(key) => titleOf(report, key)} />
      <div class="report">
        <nav class="outline" aria-label={t('reports.page.sections')}>
          <p class="label">{t('reports.page.sections')}</p>
          <ul>
            {parts.map(({ id, title, isDone }, n) => (
              <li key={id}>
                <a href={`#${id}`}>
                  {n + 1} {title}
                </a>
                <span class={isDone ? 'moss' : 'ochre'}>{t(isDone ? 'reports.page.done' : 'reports.page.empty')}</span>
              </li>
            ))}
          </ul>
          <p class="small mute">{t('reports.page.facts_hint')}</p>
          {mayWrite && (
            <PostButton to={`${base}/refills`} small plain>
              {t('reports.page.refill')}
            </PostButton>
          )}
        </nav>
        <div class="sheet">
          {parts.map(({ id, title, draw }, n) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>
                {n + 1} {title}
              </h2>
              {draw}
            </section>
          ))}
        </div>
        <ReportSide {...props} />
      </div>
    </>
  );
}

/** Buttons in the head of the page: the papers, and the one next step. */
export function ReportActions({ report, steps }: { report: Report; steps: ReportState[] }) {
  const base = reportPath(report.activityId);
  const file = (format: string) =>
    `/${Current.institution.slug}/activities/${report.activityId}/documents/report-${report.language}.${format}`;
  const verbs = { submitted: 'submission', approved: 'approval', filed: 'filing' } as const;
  const words = { submitted: 'submit', approved: 'approve', filed: 'file' } as const;
  return (
    <>
      {report.registerNumber && (
        <span class="strong nb">{t('reports.page.number', { number: report.registerNumber })}</span>
      )}
      <Button href={file('pdf')} data={{ turbo: 'false' }}>
        {t('reports.page.pdf')}
      </Button>
      <Button href={file('docx')} data={{ turbo: 'false' }}>
        {t('reports.page.word')}
      </Button>
      {(['submitted', 'approved', 'filed'] as const)
        .filter((to) => steps.includes(to))
        .map((to) => (
          <PostButton key={to} to={`${base}/${verbs[to]}s`} primary>
            {t(`reports.page.${words[to]}`)}
          </PostButton>
        ))}
    </>
  );
}

export function NoReport({
  activityId,
  mayOpen,
  problem,
}: {
  activityId: string;
  mayOpen: boolean;
  problem?: string | undefined;
}) {
  return (
    <>
      {problem && (
        <div class="conflict" role="alert">
          <p>{problem}</p>
        </div>
      )}
      <Empty
        title={t('reports.page.not_open')}
        action={
          mayOpen && (
            <PostButton to={reportPath(activityId)} primary>
              {t('reports.page.open')}
            </PostButton>
          )
        }
      >
        {t('reports.page.not_open_hint')}
      </Empty>
    </>
  );
}

function courseOf(report: Report) {
  // Tabled and filed are one place of the way, and so are published and withdrawn.
  const course = reportLifecycle.course.map((one) =>
    one === 'filed' && report.tabledOn
      ? 'tabled'
      : one === 'published' && report.state === 'withdrawn'
        ? 'withdrawn'
        : one,
  );
  const at = report.state === 'returned' ? 0 : course.indexOf(report.state);
  return course.map((state, n) => ({
    label: t(`reports.state.${n === at ? report.state : state}`),
    state: n < at ? ('done' as const) : n === at ? ('now' as const) : ('todo' as const),
    note: state === 'submitted' && n > at && report.dueOn ? formatDay(report.dueOn, 'short') : undefined,
  }));
}
