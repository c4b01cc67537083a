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
import {
  type ActivityReport,
  type Asked,
  type NamedLine,
  type RowBehind,
  TABLES,
  type TableName,
} from './activity-report.service.js';
import { BarChart } from './bar-chart.js';
import { type Direction, DIRECTIONS, type Punctuality } from './tally.rules.js';

export const activityReportPath = () => `/${Current.institution.slug}/reports/activity`;
export const PUNCTUALITY: readonly Punctuality[] = ['on-time', 'late', 'awaited', 'overdue'];

export interface ActivityReportPageProps {
  report: ActivityReport;
  asked: Asked;
  choices: { years: number[]; bodies: { id: string; name: LocalizedText }[] };
  convocations: ConvocationRow[];
}

export function ActivityReportPage({ report, asked, choices, convocations }: ActivityReportPageProps) {
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
        <span class="bar-key received">{t('reports.activity.received', { count: report.visits.received })}</span>
        <span class="bar-key made">{t('reports.activity.made', { count: report.visits.made })}</span>
      </p>
      {TABLES.map((name) => (
        <Section key={name} title={t(`reports.activity.by.${name}`)}>
          <Tally name={name} lines={report.tables[name]} />
        </Section>
      ))}
      <Costs report={report} />
      <Section title={t('reports.activity.reports')}>
        <ul class="counted">
          {PUNCTUALITY.map((one) => (
            <li key={one}>
              <a href={withQuery({ by: 'reports', key: one }, `${path}/rows`)}>
                <b>{report.reports[one]}</b> {t(`reports.activity.punctuality.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('commitments.title')}>
        <Commitments report={report} />
      </Section>
    </>
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

/** The table in one sentence, for those who do not see the chart. */
export const inWords = (name: TableName, lines: readonly NamedLine[]): string =>
  `${t(`reports.activity.by.${name}`)}: ${lines
    .slice(0, 12)
    .map(({ label, received, made }) => t('reports.activity.line', { label, received, made }))
    .join('; ')}`;

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
                  cell: (one) => money(one.received + one.made),
                },
              ]}
            />
          </div>
        );
      })}
    </Section>
  );
}

export const costsInWords = (years: readonly ActivityReport['costs'][number][], currency: string): string =>
  `${t('reports.activity.costs')}: ${years
    .map(({ year, received, made }) => `${year}: ${formatMoney(received + made, currency)}`)
    .join('; ')}`;

function Commitments({ report }: { report: ActivityReport }) {
  const { from, until } = report.period;
  const to = (shown: string) => `/${Current.institution.slug}/commitments?shown=${shown}&from=${from}&until=${until}`;
  const { made, kept, late, dropped } = report.commitments;
  const lines = { all: made, kept, late, dropped } as const;
  return (
    <ul class="counted">
      {Object.entries(lines).map(([shown, count]) => (
        <li key={shown}>
          <a href={to(shown)}>
            <b>{count}</b> {t(`reports.activity.promised.${shown}`)}
          </a>
        </li>
      ))}
    </ul>
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
          { label: t('reports.activity.day'), class: 'nb', cell: ({ day }) => <Day day={day} style="short" /> },
          {
            label: t('reports.activity.activity'),
            cell: ({ activityId, title: name }) => (
              <a class="strong" href={`/${Current.institution.slug}/activities/${activityId}/report`}>
                {localized(name)}
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
