import type { ComponentChildren } from 'preact';
import { Current, type LocalizedText } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { ImportButton } from '../platform/imports/import-button.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { Flag, hasFlag, PersonName, Text } from '../platform/web/components/names.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import type { CountryNames } from './country-names.js';
import { CLASSIFICATIONS, type Classification, type Organisation } from './organisation.entity.js';
import type { OrganisationFilter, OrganisationRow } from './organisations.queries.js';
import { fullName, type PeopleQueries } from './people.queries.js';

export interface PartnersListProps {
  rows: OrganisationRow[];
  total: number;
  filter: OrganisationFilter & { page: number };
  names: CountryNames;
  /** Codes of the countries that occur. */
  countries: string[];
  pageSize: number;
  mayWrite: boolean;
}

export function partnersList({ rows, total, filter, names, countries, pageSize, mayWrite }: PartnersListProps) {
  const house = `/${Current.institution.slug}`;
  const isFiltered = Boolean(filter.q || filter.country || filter.classification);
  const add = (
    <Button href={`${house}/partners/new`} primary icon="plus">
      {t('directory.partners.add')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('directory.partners.title')}
        actions={
          <>
            <Button plain href={`${house}/countries`}>
              {t('directory.countries.title')}
            </Button>
            <Button href={`${house}/dormant-partnerships`} plain>
              {t('directory.partners.dormant')}
            </Button>
            {mayWrite && <ImportButton kind="organisations" />}
            {mayWrite && add}
          </>
        }
      />
      <Filters exports={exportsOf(`${house}/partners`)}>
        <Field name="q" type="search" label={t('directory.partners.name')} value={filter.q} />
        <Select
          name="classification"
          label={t('directory.field.classification')}
          value={filter.classification}
          empty={t('directory.partners.only')}
          options={[...CLASSIFICATIONS, 'all' as const].map((value) => ({
            value,
            label: value === 'all' ? t('directory.partners.all') : t(`directory.classification.${value}`),
          }))}
        />
        <Select
          name="country"
          label={t('directory.field.country')}
          value={filter.country}
          empty={t('directory.all')}
          options={names.among([...countries, filter.country]).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Filters>
      <List
        caption={t('directory.partners.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
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
          {
            label: t('directory.partners.name'),
            cell: (row) => (
              <a class="strong" href={`${house}/partners/${row.id}`}>
                <Text of={row.name} />
              </a>
            ),
          },
          {
            label: t('directory.field.classification'),
            cell: (row) => t(`directory.classification.${row.classification}`),
          },
          { label: t('directory.field.parent'), cell: (row) => <Text of={row.parent} /> },
          { label: t('directory.field.city'), cell: (row) => row.city },
          { label: t('directory.partners.people'), numeric: true, cell: (row) => row.people },
        ]}
        empty={
          <Empty
            title={t(isFiltered ? 'directory.partners.none-found' : 'directory.partners.none')}
            action={mayWrite && !isFiltered && add}
          >
            {t(isFiltered ? 'directory.partners.none-found-hint' : 'directory.partners.none-hint')}
          </Empty>
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

export interface PartnerPageProps {
  organisation: Organisation;
  family: { id: string; name: LocalizedText; classification: Classification }[];
  people: Awaited<ReturnType<PeopleQueries['within']>>;
  names: CountryNames;
  panels: Record<'main' | 'side', ComponentChildren[]>;
  mayWrite: boolean;
}

/** A partner at a glance; what other capabilities know of it stands in their own panels. */
export function partnerPage({ organisation, family, people, names, panels, mayWrite }: PartnerPageProps) {
  const house = `/${Current.institution.slug}`;
  const chambers = family.filter((one) => one.id !== organisation.id);
  return (
    <>
      <div class={hasFlag(organisation.country) ? 'partner-head' : 'partner-head no-flag'}>
        <Flag country={organisation.country} />
        <div>
          <p class="eyebrow">
            {t(`directory.classification.${organisation.classification}`)}
            {organisation.country && ` · ${names.of(organisation.country)}`}
          </p>
          <h1>
            <Text of={organisation.name} />
          </h1>
          <p class="act-meta">
            {organisation.city && <span>{organisation.city}</span>}
            {organisation.address && <span>{organisation.address}</span>}
          </p>
        </div>
        {mayWrite && (
          <div class="act-do">
            <Button href={`${house}/partners/${organisation.id}/edit`}>{t('directory.edit')}</Button>
            <Button href={`${house}/people/new?organisation=${organisation.id}`} primary icon="plus">
              {t('directory.people.add')}
            </Button>
          </div>
        )}
      </div>
      <div class="double-rule" />
      <div class="cols">
        <div class="stack">
          {panels.main}
          {chambers.length > 0 && (
            <Section title={t('directory.partners.parts')}>
              <ul class="moves parts">
                {chambers.map((one) => (
                  <li key={one.id}>
                    <div>
                      <p>
                        <a class="strong" href={`${house}/partners/${one.id}`}>
                          <Text of={one.name} />
                        </a>
                      </p>
                      <p>{t(`directory.classification.${one.classification}`)}</p>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
        <div class="stack">
          {panels.side}
          <Section
            title={t('directory.people.title')}
            aside={
              people.length > 0 && (
                <a href={`${house}/people?organisation=${organisation.id}`}>
                  {t('directory.partners.all-people', { count: people[0]!.total })}
                </a>
              )
            }
          >
            {people.length === 0 && <p class="mute">{t('directory.partners.no-people')}</p>}
            <ul class="moves parts">
              {people.map((person) => (
                <li key={person.id}>
                  <div>
                    <p>
                      <PersonName
                        name={fullName(person)}
                        native={
                          person.native_name
                            ? { text: person.native_name, lang: person.native_language ?? 'und' }
                            : null
                        }
                        href={`${house}/people/${person.id}`}
                      />
                    </p>
                    <p>
                      {[
                        localized(person.post),
                        person.since && t('directory.partners.since', { year: String(person.since.year) }),
                        person.address_form && `“${person.address_form}”`,
                        person.email,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}
