import { Current, type LocalizedText } from '../../platform/current.js';
import { formatMoney, formatNumber } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { Select } from '../../platform/web/components/field.js';
import { Filters, List, withQuery } from '../../platform/web/components/list.js';
import { FollowUpTabs } from '../../platform/web/components/menu-tabs.js';
import { Empty, PageHead, Section } from '../../platform/web/components/section.js';
import { Day } from '../../platform/web/components/time.js';
import type { ConvocationRow } from '../../institution/institution.queries.js';
import type { Asked } from './activity-periods.service.js';
import type { ActivityReport, PlanLine } from './activity-report.service.js';
import type { RowBehind } from './activity-rows.service.js';
import { type CountedLine, type NamedLine, TABLES, type TableName } from './activity-tables.rules.js';
import { Issues } from './activity-issues.pages.js';
import type { IssueRow } from './activity-issues.service.js';
import type { FormState } from '../../platform/web/forms.js';
import { costsInWords, countedSections, inWords } from './activity-words.rules.js';
import { BarChart } from './bar-chart.js';
import { type Direction, DIRECTIONS } from './tally.rules.js';

export const activityReportPath = () => `/${Current.institution.slug}/reports/activity`;
export interface ActivityReportPageProps {
  report: ActivityReport;
  asked: Asked;
  choices: { years: number[]; bodies: { id: string; name: LocalizedText }[] };
  convocations: ConvocationRow[];
  issues: readonly IssueRow[];
  mayApprove: boolean;
  form?: FormState | undefined;
}

export function ActivityReportPage(props: ActivityReportPageProps) {
  const { report, asked, choices, convocations } = props;
  const path = activityReportPath();
  return (
    <>
      <PageHead
        title={report.title}
        actions={
          <>
            <Button href={withQuery({}, `${path}/paper/pdf`)} data={{ turbo: 'false' }}>
              {t('reports.page.pdf')}
            </Button>
            <Button href={withQuery({}, `${path}/paper/docx`)} data={{ turbo: 'false' }}>
              {t('reports.page.word')}
            </Button>
          </>
        }
      />
      <FollowUpTabs current="activity-report" />
      <Filters exports={{ xlsx: `${path}/export/xlsx`, csv: `${path}/export/csv` }}>
        <Select
          name="year"
          label={t('reports.activity.year')}
          value={asked.year ?? report.period.until.year}
          options={[...new Set([report.period.until.year, ...choices.years])].map((year) => ({
            value: String(year),
            label: String(year),
          }))}
        />
        <Select
          name="convocation"
          label={t('reports.activity.convocation')}
          value={asked.convocation}
          empty="–"
          options={convocations.map(({ id, number }) => ({ value: id, label: String(number) }))}
        />
        <Select
          name="body"
          label={t('reports.activity.body')}
          value={asked.body}
          empty={t('reports.activity.all')}
          options={choices.bodies.map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
      </Filters>
      <p class="bar-legend">
        {DIRECTIONS.map((direction) => (
          <a
            key={direction}
            class={`bar-key ${direction}`}
            href={withQuery({ by: 'visits', key: 'all', direction }, `${path}/rows`)}
          >
            {t(`reports.activity.${direction}`, { count: report.visits[direction] })}
          </a>
        ))}
      </p>
      {TABLES.map((name) => (
        <Section key={name} title={t(`reports.activity.by.${name}`)}>
          <Tally name={name} lines={report.tables[name]} />
        </Section>
      ))}
      <Costs report={report} />
      {countedSections(report).map(({ by, lines }) => (
        <Section key={by} title={t(`reports.activity.by.${by}`)}>
          <CountedLines by={by} lines={lines} />
        </Section>
      ))}
      <Section title={t('reports.activity.next')}>
        <Ahead lines={report.next} />
      </Section>
      <Issues {...props} />
    </>
  );
}

function CountedLines({ by, lines }: { by: string; lines: readonly CountedLine[] }) {
  if (lines.length === 0) return <p class="mute">{t('reports.activity.nothing')}</p>;
  return (
    <ul class="counted">
      {lines.map(({ key, label, count }) => (
        <li key={key}>
          <a href={withQuery({ by, key }, `${activityReportPath()}/rows`)}>
            <b>{count}</b> {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The plan of the year after: each line leads to its page. */
function Ahead({ lines }: { lines: readonly PlanLine[] }) {
  return (
    <List
      caption={t('reports.activity.next')}
      rows={lines}
      rowKey={({ id }) => `next-${id}`}
      empty={<p class="mute">{t('reports.activity.nothing')}</p>}
      columns={[
        { label: t('reports.activity.day'), class: 'nb', cell: ({ day }) => <Day day={day} style="short" /> },
        {
          label: t('reports.activity.planned'),
          cell: ({ href, title }) => (
            <a href={href}>
              <bdi>{title}</bdi>
            </a>
          ),
        },
        { label: t('reports.activity.with'), cell: (line) => <bdi>{line.with}</bdi> },
      ]}
    />
  );
}

function Tally({ name, lines }: { name: TableName; lines: readonly NamedLine[] }) {
  if (lines.length === 0) return <p class="mute">{t('reports.activity.nothing')}</p>;
  const to = (key: string, direction: Direction) =>
    withQuery({ by: name, key, direction }, `${activityReportPath()}/rows`);
  return (
    <div class="activity-tally">
      <BarChart
        id={`chart-${name}`}
        bars={lines.slice(0, 12)}
        alt={inWords(name, lines)}
        format={(n) => formatNumber(n)}
      />
      <List
        caption={t(`reports.activity.by.${name}`)}
        rows={lines}
        rowKey={({ key }) => `${name}-${key.replace(/\W+/g, '-')}`}
        empty={null}
        columns={[
          { label: t(`reports.activity.of.${name}`), cell: ({ label }) => <bdi>{label}</bdi> },
          ...DIRECTIONS.map((direction) => ({
            label: t(`reports.activity.${direction}_head`),
            numeric: true,
            cell: (line: NamedLine) =>
              line[direction] > 0 ? <a href={to(line.key, direction)}>{formatNumber(line[direction])}</a> : '0',
          })),
        ]}
      />
    </div>
  );
}

function Costs({ report }: { report: ActivityReport }) {
  const to = (year: number, direction: Direction) =>
    withQuery({ by: 'costs', key: String(year), direction }, `${activityReportPath()}/rows`);
  const currencies = [...new Set(report.costs.map(({ currency }) => currency))];
  return (
    <Section title={t('reports.activity.costs')}>
      {currencies.length === 0 && <p class="mute">{t('reports.activity.nothing')}</p>}
      {currencies.map((currency) => {
        const years = report.costs.filter((one) => one.currency === currency);
        const money = (minor: number) => formatMoney(minor, currency);
        return (
          <div key={currency} class="activity-tally">
            <BarChart
              id={`chart-costs-${currency}`}
              bars={years.map((one) => ({ ...one, label: String(one.year) }))}
              alt={costsInWords(years, currency)}
              format={money}
            />
            <List
              caption={t('reports.activity.costs')}
              rows={years.toReversed()}
              rowKey={({ year }) => `costs-${year}-${currency}`}
              empty={null}
              columns={[
                { label: t('reports.activity.year'), cell: ({ year }) => year },
                ...DIRECTIONS.map((direction) => ({
                  label: t(`reports.activity.${direction}_head`),
                  numeric: true,
                  class: 'nb',
                  cell: (one: (typeof years)[number]) =>
                    one[direction] > 0 ? <a href={to(one.year, direction)}>{money(one[direction])}</a> : money(0),
                })),
                {
                  label: t('reports.page.sum'),
                  numeric: true,
                  class: 'nb',
                  cell: (one) =>
                    one.received + one.made > 0 ? (
                      <a href={withQuery({ by: 'costs', key: String(one.year) }, `${activityReportPath()}/rows`)}>
                        {money(one.received + one.made)}
                      </a>
                    ) : (
                      money(0)
                    ),
                },
              ]}
            />
          </div>
        );
      })}
    </Section>
  );
}

/** The rows that one number counts. */
export function RowsBehindPage({ title, rows, back }: { title: string; rows: readonly RowBehind[]; back: string }) {
  return (
    <>
      <PageHead eyebrow={<a href={back}>{t('reports.activity.title')}</a>} title={title} />
      <List
        caption={title}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Empty title={t('reports.activity.nothing')} />}
        columns={[
          { label: t('reports.activity.day'), class: 'nb', cell: ({ day }) => day && <Day day={day} style="short" /> },
          {
            label: t('reports.activity.activity'),
            cell: ({ href, title: name }) => (
              <a class="strong" href={href}>
                <bdi>{name}</bdi>
              </a>
            ),
          },
          { label: t('reports.activity.detail'), cell: ({ detail }) => <bdi>{detail}</bdi> },
        ]}
      />
      <p class="mute">{t('platform.list.total', { total: rows.length })}</p>
    </>
  );
}
