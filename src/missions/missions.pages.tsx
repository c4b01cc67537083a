import { Current } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { t } from '../platform/i18n/translate.js';
import { ImportButton } from '../platform/imports/import-button.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import { Days } from '../platform/web/components/time.js';
import { type ActivityRow, ROWS_PER_PAGE } from '../activities/activities.queries.js';
import { missionLifecycle } from './mission.states.js';

export interface ListPageProps {
  rows: ActivityRow[];
  total: number;
  page: number;
  filter: { q?: string | undefined; state?: string | undefined; year?: number | undefined };
  years: number[];
  mayPropose: boolean;
}

const states = [...new Set([missionLifecycle.initial, ...missionLifecycle.steps.map(({ to }) => to)])];

export function MissionsPage({ rows, total, page, filter, years, mayPropose }: ListPageProps) {
  const home = `/${Current.institution.slug}/missions`;
  const isFiltered = Boolean(filter.q ?? filter.state ?? filter.year);
  const propose = mayPropose && (
    <Button href={`${home}/new`} primary icon="plus">
      {t('missions.new')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('missions.title')}
        actions={
          mayPropose && (
            <>
              <ImportButton kind="visits" />
              {propose}
            </>
          )
        }
      />
      <Filters exports={exportsOf(home)}>
        <Field name="q" type="search" label={t('missions.find')} value={filter.q} />
        <Select
          name="state"
          label={t('missions.state_label')}
          value={filter.state}
          empty={t('missions.any_state')}
          options={states.map((state) => ({ value: state, label: t(`missions.state.${state}`) }))}
        />
        <Select
          name="year"
          label={t('missions.year')}
          value={filter.year}
          empty={t('missions.any_year')}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
      </Filters>
      <List
        caption={t('missions.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('missions.one'),
            class: 'visit',
            cell: (row) => (
              <a class="strong plain-link" href={`${home}/${row.id}`}>
                <Text of={row.title} />
              </a>
            ),
          },
          {
            label: t('missions.field.days'),
            class: 'nb',
            cell: (row) => <Days from={row.starts_on} to={row.ends_on} />,
          },
          {
            label: t('missions.field.partner'),
            cell: (row) =>
              row.partner_name && (
                <>
                  <Flag country={row.partner_country} /> <Text of={row.partner_name} />
                </>
              ),
          },
          { label: t('missions.field.city'), cell: (row) => <bdi>{row.city}</bdi> },
          {
            label: t('missions.state_label'),
            cell: (row) => <span class={stateClass(row.state)}>{t(`missions.state.${row.state}`)}</span>,
          },
          { label: t('missions.desk'), class: 'mute', cell: (row) => <bdi>{row.responsible_name}</bdi> },
        ]}
        empty={
          isFiltered ? (
            <Empty title={t('missions.none_found')}>{t('missions.none_found_hint')}</Empty>
          ) : (
            <Empty title={t('missions.none')} action={propose}>
              {t('missions.none_hint')}
            </Empty>
          )
        }
      />
      {total > 0 && <Pager page={page} pageSize={ROWS_PER_PAGE} total={total} />}
    </>
  );
}

/** Words first; the colour only helps: what waits, what is done, what does not take place. */
function stateClass(state: string): string | undefined {
  if (['rejected', 'cancelled'].includes(state)) return 'mute';
  if (['draft', 'submitted', 'returned', 'report-due'].includes(state)) return 'ochre';
  return ['reported', 'expenses-settled', 'closed'].includes(state) ? 'moss' : undefined;
}
