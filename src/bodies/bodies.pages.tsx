import { Current } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import type { BodyFilter, BodyRow } from './bodies.queries.js';
import { BodiesTabs } from './bodies-tabs.js';
import { BODY_KINDS, statesOf } from './body.states.js';

export interface BodiesListProps {
  rows: BodyRow[];
  total: number;
  filter: BodyFilter & { page: number };
  pageSize: number;
  mayWrite: boolean;
}

export function bodiesList({ rows, total, filter, pageSize, mayWrite }: BodiesListProps) {
  const house = `/${Current.institution.slug}`;
  const isFiltered = Boolean(filter.q || filter.kind || filter.state);
  const states = [...new Set((filter.kind ? [filter.kind] : BODY_KINDS).flatMap(statesOf))];
  const add = (
    <Button href={`${house}/bodies/new${filter.kind ? `?kind=${filter.kind}` : ''}`} primary icon="plus">
      {t('bodies.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('bodies.title')} actions={mayWrite && add} />
      <BodiesTabs current="bodies" />
      <Filters exports={exportsOf(`${house}/bodies`)}>
        <Field name="q" type="search" label={t('bodies.field.name')} value={filter.q} />
        <Select
          name="kind"
          label={t('bodies.field.kind')}
          value={filter.kind}
          empty={t('bodies.all')}
          options={BODY_KINDS.map((value) => ({ value, label: t(`bodies.kinds.${value}`) }))}
        />
        <Select
          name="state"
          label={t('bodies.field.state')}
          value={filter.state}
          empty={t('bodies.all')}
          options={states.map((value) => ({ value, label: t(`bodies.state.${value}`) }))}
        />
        <Check name="archived" label={t('bodies.with-archived')} checked={Boolean(filter.archived)} />
      </Filters>
      <List
        caption={t('bodies.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('bodies.field.name'),
            cell: (row) => (
              <a class="strong" href={`${house}/bodies/${row.id}`}>
                <Text of={row.name} />
              </a>
            ),
          },
          { label: t('bodies.field.kind'), cell: (row) => t(`bodies.kind.${row.kind}`) },
          {
            label: t('bodies.field.partner'),
            cell: (row) => (
              <>
                <Flag country={row.country} /> <Text of={row.partner} />
              </>
            ),
          },
          { label: t('bodies.field.chair'), cell: (row) => row.chair },
          { label: t('bodies.field.seats'), numeric: true, cell: (row) => row.seats },
          { label: t('bodies.field.state'), class: 'nb', cell: (row) => t(`bodies.state.${row.state}`) },
        ]}
        empty={
          <Empty title={t(isFiltered ? 'bodies.none-found' : 'bodies.none')} action={mayWrite && !isFiltered && add}>
            {t(isFiltered ? 'bodies.none-found-hint' : 'bodies.none-hint')}
          </Empty>
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}
