import type { ComponentChildren } from 'preact';
import { toPlainText } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { formatDay, formatInstant } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { TextArea } from '../platform/web/components/field.js';
import type { DrawnRegister } from '../platform/web/components/list.js';
import { Empty } from '../platform/web/components/section.js';
import { Stepper } from '../platform/web/components/state.js';
import { Text } from '../platform/web/components/names.js';
import type { Report } from './report.entity.js';
import { Held, Mandate, whenAndWhere } from './report-facts.pages.js';
import { ReportDue } from './report-due.pages.js';
import type { Reckoned } from '../institution/deadlines/deadlines.service.js';
import { ReportSection, type Trouble } from './report-section.pages.js';
import { CostsSummary, ProposalsTable } from './report-tables.pages.js';
import type { CostRow } from './report-costs.rules.js';
import { reportLifecycle, type ReportState } from './report.states.js';

export interface ReportPageProps {
  report: Report;
  due: Reckoned;
  names: ReadonlyMap<string, string>;
  mayWrite: boolean;
  steps: ReportState[];
  /** What the registers of the house say, each drawn by its own capability. */
  registers: Registers;
  trouble?: Trouble | undefined;
}

export interface Registers {
  commitments: DrawnRegister;
  gifts: DrawnRegister;
  costs: readonly CostRow[];
}

export const reportPath = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/report`;

export function ReportPage(props: ReportPageProps) {
  const { report, names, mayWrite, steps, trouble } = props;
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

interface Part {
  id: string;
  title: string;
  isDone: boolean;
  draw: ComponentChildren;
}

function partsOf({ report, mayWrite, trouble, registers }: ReportPageProps): Part[] {
  const { facts } = report;
  const base = reportPath(report.activityId);
  const written = (key: string) => {
    const section = report.sections[key];
    return section !== undefined && toPlainText(section.content).trim() !== '';
  };
  const editor = (key: string, title: string, hint?: string) => (
    <ReportSection
      key={key}
      {...{ title, hint }}
      name={key}
      section={report.sections[key]}
      action={mayWrite ? `${base}/sections/${key}` : null}
      language={report.language}
      trouble={trouble?.part === key ? trouble : undefined}
    />
  );
  const text = (key: string, hint?: string): Part => {
    const title = t(`reports.section.${key}`);
    return { id: key, title, isDone: written(key), draw: editor(key, title, hint) };
  };
  const registered = (key: 'commitments' | 'gifts'): Part => ({
    id: key,
    title: t(`reports.section.${key}`),
    isDone: registers[key].count > 0,
    draw: (
      <>
        {registers[key].draw}
        {registers[key].add && <p>{registers[key].add}</p>}
      </>
    ),
  });
  const { rows, version } = facts.tables.proposals;
  return [
    { id: 'facts', title: t('reports.section.facts'), isDone: true, draw: <Mandate report={report} /> },
    text('purpose'),
    {
      id: 'programme',
      title: t('reports.section.programme'),
      isDone: facts.programme.length > 0,
      draw: <Held report={report} action={mayWrite ? `${base}/marks` : null} />,
    },
    ...(facts.meetings.length > 0
      ? [
          {
            id: 'meetings',
            title: t('reports.section.meetings'),
            isDone: facts.meetings.every(({ id }) => written(`meeting-${id}`)),
            draw: facts.meetings.map((meeting) => (
              <div key={meeting.id} id={`meeting-${meeting.id}`}>
                <h3>
                  <Text of={meeting.title} />
                </h3>
                <div class="from">
                  <p>{whenAndWhere(meeting)}</p>
                  {meeting.participants.length > 0 && (
                    <p>
                      {t('reports.page.participants', {
                        names: meeting.participants.map(({ name }) => name).join(', '),
                      })}
                    </p>
                  )}
                </div>
                {editor(`meeting-${meeting.id}`, t('reports.section.meeting', { title: localized(meeting.title) }))}
              </div>
            )),
          },
        ]
      : []),
    text('results'),
    text('assessment'),
    registered('commitments'),
    {
      id: 'proposals',
      title: t('reports.section.proposals'),
      isDone: rows.length > 0,
      draw: (
        <ProposalsTable
          {...{ rows, version }}
          action={mayWrite ? `${base}/tables/proposals` : null}
          form={trouble?.part === 'proposals' ? trouble.form : undefined}
        />
      ),
    },
    text('documents', t('reports.page.lines_hint')),
    registered('gifts'),
    {
      id: 'costs',
      title: t('reports.section.costs'),
      isDone: registers.costs.length > 0,
      draw: (
        <CostsSummary
          rows={registers.costs}
          href={`/${Current.institution.slug}/activities/${report.activityId}/costs`}
        />
      ),
    },
    text('annexes', t('reports.page.lines_hint')),
  ];
}

function courseOf(report: Report) {
  const { course } = reportLifecycle;
  const at = report.state === 'returned' ? 0 : course.indexOf(report.state);
  return course.map((state, n) => ({
    label: t(`reports.state.${n === at ? report.state : state}`),
    state: n < at ? ('done' as const) : n === at ? ('now' as const) : ('todo' as const),
    note: state === 'submitted' && n > at && report.dueOn ? formatDay(report.dueOn, 'short') : undefined,
  }));
}
