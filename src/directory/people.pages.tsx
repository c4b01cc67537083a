import type { LocalizedText } from '../platform/current.js';
import { Current } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { ImportButton } from '../platform/imports/import-button.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { type Column, Filters, List, Pager } from '../platform/web/components/list.js';
import { Flag, PersonName, Text } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import type { CountryNames } from './country-names.js';
import { fullName, type PeopleFilter, type PersonRow } from './people.queries.js';

export interface PeopleListProps {
  rows: PersonRow[];
  total: number;
  filter: PeopleFilter & { page: number };
  names: CountryNames;
  /** Codes of the countries that occur. */
  countries: string[];
  organisations: { id: string; name: LocalizedText }[];
  pageSize: number;
  mayWrite: boolean;
}

export function peopleList({
  rows,
  total,
  filter,
  names,
  countries,
  organisations,
  pageSize,
  mayWrite,
}: PeopleListProps) {
  const house = `/${Current.institution.slug}`;
  const add = (
    <Button href={`${house}/people/new`} primary icon="plus">
      {t('directory.people.add')}
    </Button>
  );
  const isFiltered = Boolean(filter.q || filter.country || filter.organisation);
  return (
    <>
      <PageHead
        title={t('directory.people.title')}
        actions={
          mayWrite && (
            <>
              <Button plain href={`${house}/people/doubles`}>
                {t('directory.likeness.title')}
              </Button>
              <ImportButton kind="people" />
              {add}
            </>
          )
        }
      />
      <Filters exports={exportsOf(`${house}/people`)}>
        <Field name="q" type="search" label={t('directory.people.name')} value={filter.q} />
        <Select
          name="country"
          label={t('directory.field.country')}
          value={filter.country}
          empty={t('directory.all')}
          options={names.among([...countries, filter.country]).map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          name="organisation"
          label={t('directory.field.organisation')}
          value={filter.organisation}
          empty={t('directory.all')}
          options={organisations.map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
      </Filters>
      <List
        caption={t('directory.people.title')}
        columns={columns(house, names)}
        rows={rows}
        rowKey={(row) => row.id}
        sort={filter.sort ?? 'name'}
        empty={
          <Empty
            title={t(isFiltered ? 'directory.people.none-found' : 'directory.people.none')}
            action={mayWrite && !isFiltered && add}
          >
            {t(isFiltered ? 'directory.people.none-found-hint' : 'directory.people.none-hint')}
          </Empty>
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

function columns(house: string, names: CountryNames): Column<PersonRow>[] {
  return [
    {
      sort: 'name',
      label: t('directory.people.name'),
      cell: (row) => (
        <PersonName
          name={fullName(row)}
          native={row.native_name ? { text: row.native_name, lang: row.native_language ?? 'und' } : null}
          href={`${house}/people/${row.id}`}
        />
      ),
    },
    { label: t('directory.field.post'), cell: (row) => <Text of={row.post} /> },
    {
      label: t('directory.field.organisation'),
      cell: (row) =>
        row.organisation_id && (
          <a href={`${house}/partners/${row.organisation_id}`}>
            <Text of={row.organisation} />
          </a>
        ),
    },
    {
      label: t('directory.field.country'),
      class: 'nb',
      cell: (row) =>
        row.country && (
          <>
            <Flag country={row.country} /> {names.of(row.country)}
          </>
        ),
    },
    { label: t('directory.field.email'), cell: (row) => row.email && <a href={`mailto:${row.email}`}>{row.email}</a> },
  ];
}
