import type { ComponentChildren } from 'preact';
import { toPlainText } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check } from '../platform/web/components/checks.js';
import { Text } from '../platform/web/components/names.js';
import type { Report } from './report.entity.js';
import { Comments } from './report-review.pages.js';
import { Held, Mandate, whenAndWhere } from './report-facts.pages.js';
import { ReportSection } from './report-section.pages.js';
import { CostsSummary, ProposalsTable } from './report-tables.pages.js';
import { NEVER_PUBLIC } from './report-public.rules.js';
import { type ReportPageProps, reportPath } from './report-page.props.js';

export interface Part {
  id: string;
  title: string;
  isDone: boolean;
  draw: ComponentChildren;
}

/** The heading of a section as it stands in the outline. */
export function titleOf({ facts }: Report, key: string): string {
  const meeting = facts.meetings.find(({ id }) => key === `meeting-${id}`);
  return meeting ? t('reports.section.meeting', { title: localized(meeting.title) }) : t(`reports.section.${key}`);
}

/** The sections in their order, each with whether something stands there. */
export function partsOf({ report, mayWrite, trouble, registers, comments, may }: ReportPageProps): Part[] {
  const { facts } = report;
  const base = reportPath(report.activityId);
  const written = (key: string) => {
    const section = report.sections[key];
    return section !== undefined && toPlainText(section.content).trim() !== '';
  };
  const editor = (key: string, title: string, hint?: string) => (
    <>
      <ReportSection
        key={key}
        {...{ title, hint }}
        name={key}
        section={report.sections[key]}
        action={mayWrite ? `${base}/sections/${key}` : null}
        pictures={`${base}/pictures`}
        language={report.language}
        trouble={trouble?.part === key ? trouble : undefined}
      />
      <Comments
        name={key}
        title={title}
        rows={comments.filter(({ section }) => section === key)}
        action={may.comment ? `${base}/comments` : null}
      />
      {may.keepBack && !NEVER_PUBLIC.includes(key) && (
        <form
          method="post"
          class="report-confidential"
          action={`${base}/confidentiality/${key}`}
          data-controller="autosubmit"
          data-action="change->autosubmit#now"
        >
          <Check
            name="isConfidential"
            label={t('reports.publishing.keep_back')}
            checked={report.confidential.includes(key)}
          />
          <Button small plain label={t('reports.page.save_named', { section: title })}>
            {t('reports.page.save')}
          </Button>
        </form>
      )}
    </>
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
