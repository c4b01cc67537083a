import type { JSX } from 'preact';
import { Current, type LocalizedText } from '../platform/current.js';
import { formatDay, formatLanguages, formatList, formatOffset, formatZone } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Flag, hasFlag, Text } from '../platform/web/components/names.js';
import { Rows } from '../platform/web/components/rows.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { CountryFacts, NationalDay } from './country-facts.js';
import type { CountryNames } from './country-names.js';
import type { CountryRow } from './country-pages.queries.js';

interface Holiday {
  day: Temporal.PlainDate;
  name: LocalizedText;
}

const path = (code?: string) => `/${Current.institution.slug}/countries${code ? `/${code}` : ''}`;

export function countriesList({
  names,
  counts,
  title,
}: {
  names: CountryNames;
  counts: Map<string, CountryRow>;
  title: string;
}) {
  const house = `/${Current.institution.slug}`;
  const rows = names.list();
  return (
    <>
      <PageHead title={title} meta={<span>{t('directory.countries.count', { count: rows.length })}</span>} />
      <List
        caption={title}
        rows={rows}
        rowKey={({ code }) => code}
        empty={null}
        columns={[
          { label: t('directory.countries.code'), class: 't', cell: ({ code }) => code },
          {
            label: t('directory.field.country'),
            cell: ({ code, name }) => (
              <>
                <Flag country={code} />{' '}
                <a class="strong" href={path(code)}>
                  {name}
                </a>
              </>
            ),
          },
          {
            label: t('directory.countries.organisations'),
            numeric: true,
            cell: ({ code }) =>
              counts.get(code)?.organisations ? (
                <a href={`${house}/partners?country=${code}&classification=all`}>{counts.get(code)?.organisations}</a>
              ) : null,
          },
          {
            label: t('directory.people.title'),
            numeric: true,
            cell: ({ code }) =>
              counts.get(code)?.people ? (
                <a href={`${house}/people?country=${code}`}>{counts.get(code)?.people}</a>
              ) : null,
          },
        ]}
      />
    </>
  );
}

export interface CountryPageProps {
  code: string;
  names: CountryNames;
  facts: CountryFacts;
  holidays: Holiday[];
  organisations: { id: string; name: LocalizedText; classification: string }[];
  mayWrite: boolean;
}

export function countryPage({ code, names, facts, holidays, organisations, mayWrite }: CountryPageProps) {
  const house = `/${Current.institution.slug}`;
  const now = Temporal.Now.instant();
  return (
    <>
      <div class={hasFlag(code) ? 'partner-head' : 'partner-head no-flag'}>
        <Flag country={code} />
        <div>
          <p class="eyebrow">
            <a href={path()}>{t('directory.countries.title')}</a> · {code}
          </p>
          <h1>{names.of(code)}</h1>
          <p class="act-meta">
            <span>
              <Text of={facts.officialName} />
            </span>
          </p>
        </div>
        {mayWrite && (
          <div class="act-do">
            <Button href={`${path(code)}/edit`}>{t('directory.edit')}</Button>
          </div>
        )}
      </div>
      <div class="double-rule" />
      <div class="cols">
        <div class="stack">
          <Section title={t('directory.countries.organisations')}>
            {organisations.length === 0 && <p class="mute">{t('directory.countries.no-organisations')}</p>}
            <ul class="moves parts">
              {organisations.map((one) => (
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
          <Section title={t('directory.countries.holidays')}>
            {holidays.length === 0 && <p class="mute">{t('directory.countries.no-holidays')}</p>}
            <ul class="name-forms">
              {holidays.map((one) => (
                <li key={`${one.day} ${localized(one.name)}`}>
                  <time dateTime={one.day.toString()}>{formatDay(one.day, 'weekday')}</time> · <Text of={one.name} />
                </li>
              ))}
            </ul>
          </Section>
        </div>
        <div class="stack">
          <Section title={t('directory.people.about')}>
            <Facts
              facts={[
                ...Object.entries(facts.officialName)
                  .filter(([language, name]) => name && Current.institution.locales.includes(language))
                  .map(([language, name]): [string, JSX.Element] => [
                    t('directory.countries.official-name', { language: formatLanguages([language]) }),
                    <span lang={language}>{name}</span>,
                  ]),
                [t('directory.countries.adjective'), localized(facts.adjective)],
                [t('directory.countries.capital'), localized(facts.capital)],
                [t('directory.field.languages'), facts.languages.length > 0 && formatLanguages(facts.languages)],
                [
                  t('directory.countries.zones'),
                  formatList(facts.zones.map((zone) => `${formatZone(zone)} (${formatOffset(zone, now)})`)),
                ],
                ...facts.nationalDays.map((one): [string, string] => [localized(one.name), dayOf(one)]),
              ]}
            />
          </Section>
        </div>
      </div>
    </>
  );
}

// A leap year, so that 29 February has its day.
const dayOf = ({ on }: NationalDay) => formatDay(Temporal.PlainDate.from(`2024-${on}`), 'short');

export interface CountryFormProps {
  code: string;
  names: CountryNames;
  facts: CountryFacts;
  form?: FormState | undefined;
  title: string;
}

export function countryForm({ code, names, facts, form, title }: CountryFormProps) {
  return (
    <>
      <PageHead title={title} eyebrow={<a href={path(code)}>{names.of(code)}</a>} />
      <form method="post" class="form" action={path(code)} novalidate>
        <FormErrors form={form} />
        {(['officialName', 'adjective', 'capital'] as const).map((name) => (
          <LocalizedField
            key={name}
            name={name}
            label={t(`directory.countries.${name === 'officialName' ? 'official' : name}`)}
            form={form}
            value={facts[name]}
          />
        ))}
        <Field
          name="languages"
          form={form}
          label={t('directory.field.languages')}
          hint={t('directory.countries.languages-hint')}
          value={facts.languages.join(', ')}
        />
        <Field
          name="zones"
          form={form}
          label={t('directory.countries.zones')}
          hint={t('directory.countries.zones-hint')}
          value={facts.zones.join(', ')}
        />
        <Rows
          name="nationalDays"
          legend={t('directory.countries.national-days')}
          rows={facts.nationalDays}
          form={form}
          add={t('directory.countries.add-day')}
          draw={(row, day) => (
            <>
              <Field
                name={`${row}.on`}
                form={form}
                label={t('directory.countries.month-day')}
                placeholder="07-03"
                value={day?.on}
              />
              <LocalizedField
                name={`${row}.name`}
                label={t('directory.people.name')}
                form={form}
                value={day?.name ?? null}
              />
            </>
          )}
        />
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={path(code)}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}
