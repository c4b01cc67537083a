import type { CountriesService } from '../../directory/countries.service.js';
import { Current } from '../../platform/current.js';
import { formatDay } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { PostButton } from '../../platform/web/components/button.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Filters, List, Pager } from '../../platform/web/components/list.js';
import { Flag, Text } from '../../platform/web/components/names.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import type { DormantRow } from './partner-visits.queries.js';

export interface DormantPageProps {
  rows: DormantRow[];
  total: number;
  page: number;
  pageSize: number;
  years: number;
  /** The institution's own threshold. */
  usual: number;
  country: string | undefined;
  names: Awaited<ReturnType<CountriesService['names']>>;
  /** Codes of the countries that occur. */
  countries: string[];
  maySet: boolean;
}

export function DormantPage({ rows, total, years, usual, country, names, countries, maySet, ...at }: DormantPageProps) {
  const house = `/${Current.institution.slug}`;
  return (
    <>
      <PageHead
        eyebrow={<a href={`${house}/partners`}>{t('directory.partners.title')}</a>}
        title={t('activities.dormant.title')}
        meta={<span>{t('activities.dormant.count', { count: total, years })}</span>}
        actions={
          maySet &&
          years !== usual && (
            <PostButton to={`${house}/dormant-partnerships/threshold`} fields={{ years: String(years) }}>
              {t('activities.dormant.keep', { years })}
            </PostButton>
          )
        }
      />
      <Filters>
        <Field name="years" type="number" min={1} max={50} label={t('activities.dormant.years')} value={years} />
        <Select
          name="country"
          label={t('directory.field.country')}
          value={country}
          empty={t('directory.all')}
          options={names.among([...countries, country]).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Filters>
      <List
        caption={t('activities.dormant.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('directory.field.country'),
            class: 'nb',
            cell: (row) =>
              row.country && (
                <>
                  <Flag country={row.country} />{' '}
                  <a href={`${house}/countries/${row.country}`}>{names.of(row.country)}</a>
                </>
              ),
          },
          {
            label: t('activities.dormant.partner'),
            cell: (row) => (
              <a class="strong" href={`${house}/partners/${row.id}`}>
                <Text of={row.name} />
              </a>
            ),
          },
          { label: t('activities.dormant.visit'), class: 'nb', cell: (row) => dayOr(row.last_visit) },
          { label: t('activities.dormant.contact'), class: 'nb', cell: (row) => dayOr(row.last_contact) },
          { label: t('activities.dormant.bodies'), numeric: true, cell: (row) => row.bodies },
          {
            label: t('activities.dormant.next'),
            class: 'nb',
            cell: (row) => row.next_visit && formatDay(row.next_visit),
          },
        ]}
        empty={<Empty title={t('activities.dormant.none')}>{t('activities.dormant.none_hint')}</Empty>}
      />
      {total > 0 && <Pager {...at} total={total} />}
    </>
  );
}

function dayOr(day: Temporal.PlainDate | null) {
  return day ? formatDay(day) : <span class="mute">{t('activities.dormant.never')}</span>;
}
