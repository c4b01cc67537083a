import { exportsOf } from '../platform/exports/export-paths.js';
import { Current } from '../platform/current.js';
import { formatMoney } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { Money } from '../platform/money.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { FollowUpTabs } from '../platform/web/components/menu-tabs.js';
import { Flag } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import { Day } from '../platform/web/components/time.js';
import { type Direction, DIRECTIONS, FATES } from './gift.entity.js';
import type { GiftsQuery } from './gifts.forms.js';
import type { GiftRow } from './gifts.queries.js';

export const giftsPath = () => `/${Current.institution.slug}/gifts`;

export interface GiftsListProps {
  rows: GiftRow[];
  total: number;
  sums: (Money & { direction: Direction; count: number })[];
  years: number[];
  filter: GiftsQuery;
  pageSize: number;
  mayKeep: boolean;
}

/** The register of a year, or of all. */
export function GiftsList({ rows, total, sums, years, filter, pageSize, mayKeep }: GiftsListProps) {
  const add = (
    <Button href={`${giftsPath()}/new`} primary icon="plus">
      {t('gifts.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('gifts.title')} actions={mayKeep && add} />
      <FollowUpTabs current="gifts" />
      <Filters exports={exportsOf(giftsPath())}>
        <Field name="q" type="search" label={t('gifts.find')} value={filter.q} />
        <Select
          name="year"
          label={t('gifts.field.year')}
          value={filter.year}
          empty={t('gifts.all')}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <Select
          name="direction"
          label={t('gifts.field.direction')}
          value={filter.direction}
          empty={t('gifts.all')}
          options={DIRECTIONS.map((value) => ({ value, label: t(`gifts.direction.${value}`) }))}
        />
        <Select
          name="fate"
          label={t('gifts.field.fate')}
          value={filter.fate}
          empty={t('gifts.all')}
          options={['open', ...FATES].map((value) => ({ value, label: t(`gifts.fate.${value}`) }))}
        />
      </Filters>
      {sums.length > 0 && (
        <p class="mute">
          {sums
            .map(({ direction, count, minor, currency }) =>
              t('gifts.sum', {
                direction: t(`gifts.direction.${direction}`),
                count,
                value: formatMoney(minor, currency),
              }),
            )
            .join(' · ')}
        </p>
      )}
      <GiftsTable
        rows={rows}
        withActivity
        empty={
          <Empty title={t('gifts.none')} action={mayKeep && add}>
            {t('gifts.none_hint')}
          </Empty>
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

/** Lines of the register; without the visit where all are of one. */
export function GiftsTable({
  rows,
  withActivity = false,
  empty = <p class="mute">{t('gifts.none_here')}</p>,
}: {
  rows: readonly GiftRow[];
  withActivity?: boolean;
  empty?: preact.ComponentChildren;
}) {
  return (
    <List
      caption={t('gifts.title')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { label: t('gifts.field.number'), class: 'nb t', cell: (row) => `${row.number}/${row.year}` },
        { label: t('gifts.field.day'), class: 'nb', cell: (row) => <Day day={row.on_day} style="short" /> },
        {
          label: t('gifts.field.description'),
          cell: (row) => (
            <>
              <a class="strong" href={`${giftsPath()}/${row.id}`}>
                <bdi>{row.description}</bdi>
              </a>
              {withActivity && row.activity && (
                <a class="small mute block" href={`/${Current.institution.slug}/activities/${row.activity_id}/gifts`}>
                  {localized(row.activity)}
                </a>
              )}
            </>
          ),
        },
        {
          label: t('gifts.field.parties'),
          cell: (row) => (
            <>
              <Flag country={row.country} /> {partiesOf(row)}
            </>
          ),
        },
        { label: t('gifts.field.value'), numeric: true, class: 'nb', cell: (row) => valueOf(row) },
        { label: t('gifts.field.fate'), cell: (row) => fateOf(row) },
      ]}
    />
  );
}

function partiesOf(row: GiftRow): string {
  const words = row.direction === 'received' ? 'gifts.from_to' : 'gifts.to_from';
  return row.person ? t(words, { party: row.party, person: row.person }) : row.party;
}

/** `€120.00`, or `about €120.00`. */
export function valueOf(row: Pick<GiftRow, 'value_minor' | 'currency' | 'is_estimate'>): string {
  if (row.value_minor === null || !row.currency) return '';
  const value = formatMoney(row.value_minor, row.currency);
  return row.is_estimate ? t('gifts.about', { value }) : value;
}

/** What became of it, or what is still to be done. */
export function fateOf(row: Pick<GiftRow, 'direction' | 'fate' | 'declared_on'>): string {
  if (row.direction === 'given') return t('gifts.direction.given');
  if (row.fate) return t(`gifts.fate.${row.fate}`);
  return t(row.declared_on ? 'gifts.fate.open' : 'gifts.undeclared');
}
