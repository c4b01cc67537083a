import { Current } from '../../platform/current.js';
import { exportsOf } from '../../platform/exports/export-paths.js';
import { t } from '../../platform/i18n/translate.js';
import { ImportButton } from '../../platform/imports/import-button.js';
import { Button } from '../../platform/web/components/button.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Filters, List, Pager } from '../../platform/web/components/list.js';
import { Flag, Text } from '../../platform/web/components/names.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import { Days } from '../../platform/web/components/time.js';
import { type ActivityRow, ROWS_PER_PAGE } from '../activities.queries.js';
import type { KindOfActivity, KindWord } from '../activity-kinds.registry.js';
import { statesOf } from '../lifecycle.states.js';
import type { KindFilter } from './kind.forms.js';

export interface KindListProps {
  kind: KindOfActivity;
  rows: ActivityRow[];
  total: number;
  filter: KindFilter;
  years: number[];
  mayPropose: boolean;
}

/** The list of a kind of activity. Its words are registered. */
export function KindListPage({ kind, rows, total, filter, years, mayPropose }: KindListProps) {
  const home = `/${Current.institution.slug}/${kind.path}`;
  const own = (word: KindWord) => t(kind.words(word));
  const isFiltered = Boolean(filter.q ?? filter.state ?? filter.year);
  const propose = mayPropose && (
    <Button href={`${home}/new`} primary icon="plus">
      {own('new')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={own('title')}
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
        <Field name="q" type="search" label={t('activities.list.find')} value={filter.q} />
        <Select
          name="state"
          label={t('activities.list.state')}
          value={filter.state}
          empty={t('activities.list.any_state')}
          options={statesOf(kind.lifecycle).map((state) => ({ value: state, label: t(`${kind.stateKey}.${state}`) }))}
        />
        <Select
          name="year"
          label={t('activities.list.year')}
          value={filter.year}
          empty={t('activities.list.any_year')}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
      </Filters>
      <List
        caption={own('title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: own('one'),
            class: 'visit',
            cell: (row) => (
              <a class="strong plain-link" href={`${home}/${row.id}`}>
                <Text of={row.title} />
              </a>
            ),
          },
          {
            label: t('activities.list.when'),
            class: 'nb',
            cell: (row) => <Days from={row.starts_on} to={row.ends_on} />,
          },
          {
            label: t('activities.list.partner'),
            cell: (row) =>
              row.partner_name && (
                <>
                  <Flag country={row.partner_country} /> <Text of={row.partner_name} />
                </>
              ),
          },
          { label: t('activities.list.city'), cell: (row) => <bdi>{row.city}</bdi> },
          {
            label: t('activities.list.state'),
            cell: (row) => <span class={kind.tone(row.state)}>{t(`${kind.stateKey}.${row.state}`)}</span>,
          },
          { label: t('activities.list.desk'), class: 'mute', cell: (row) => <bdi>{row.responsible_name}</bdi> },
        ]}
        empty={
          isFiltered ? (
            <Empty title={own('none_found')}>{t('activities.list.none_found_hint')}</Empty>
          ) : (
            <Empty title={own('none')} action={propose}>
              {own('none_hint')}
            </Empty>
          )
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={ROWS_PER_PAGE} total={total} />}
    </>
  );
}
