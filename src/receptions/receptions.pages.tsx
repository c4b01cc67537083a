import { Current } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { formatCountry } from '../platform/i18n/format.js';
import { ImportButton } from '../platform/imports/import-button.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { DayNotes } from '../platform/web/components/day-notes.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import { Days } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { type ActivityRow, ROWS_PER_PAGE } from '../activities/activities.queries.js';
import { CATEGORIES } from './reception.entity.js';
import { receptionLifecycle } from './reception.states.js';
import type { ReceptionRow } from './receptions.queries.js';

export interface ListPageProps {
  rows: ActivityRow[];
  total: number;
  page: number;
  filter: { q?: string | undefined; state?: string | undefined; year?: number | undefined };
  years: number[];
  mayPropose: boolean;
}

const home = () => `/${Current.institution.slug}/receptions`;
const states = [...new Set([receptionLifecycle.initial, ...receptionLifecycle.steps.map(({ to }) => to)])];

export function ReceptionsPage({ rows, total, page, filter, years, mayPropose }: ListPageProps) {
  const isFiltered = Boolean(filter.q ?? filter.state ?? filter.year);
  const propose = mayPropose && (
    <Button href={`${home()}/new`} primary icon="plus">
      {t('receptions.new')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('receptions.title')}
        actions={
          mayPropose && (
            <>
              <ImportButton kind="visits" />
              {propose}
            </>
          )
        }
      />
      <Filters exports={exportsOf(home())}>
        <Field name="q" type="search" label={t('receptions.find')} value={filter.q} />
        <Select
          name="state"
          label={t('receptions.state_label')}
          value={filter.state}
          empty={t('receptions.any_state')}
          options={states.map((state) => ({ value: state, label: t(`receptions.state.${state}`) }))}
        />
        <Select
          name="year"
          label={t('receptions.year')}
          value={filter.year}
          empty={t('receptions.any_year')}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
      </Filters>
      <List
        caption={t('receptions.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('receptions.visit'),
            class: 'visit',
            cell: (row) => (
              <a class="strong plain-link" href={`${home()}/${row.id}`}>
                <Text of={row.title} />
              </a>
            ),
          },
          { label: t('receptions.when'), class: 'nb', cell: (row) => <Days from={row.starts_on} to={row.ends_on} /> },
          {
            label: t('receptions.partner'),
            cell: (row) =>
              row.partner_name && (
                <>
                  <Flag country={row.partner_country} /> <Text of={row.partner_name} />
                </>
              ),
          },
          { label: t('receptions.city'), cell: (row) => <bdi>{row.city}</bdi> },
          {
            label: t('receptions.state_label'),
            cell: (row) => <span class={stateClass(row.state)}>{t(`receptions.state.${row.state}`)}</span>,
          },
          { label: t('receptions.desk'), class: 'mute', cell: (row) => <bdi>{row.responsible_name}</bdi> },
        ]}
        empty={
          isFiltered ? (
            <Empty title={t('receptions.none_found')}>{t('receptions.none_found_hint')}</Empty>
          ) : (
            <Empty title={t('receptions.none')} action={propose}>
              {t('receptions.none_hint')}
            </Empty>
          )
        }
      />
      {total > 0 && <Pager page={page} pageSize={ROWS_PER_PAGE} total={total} />}
    </>
  );
}

/** Words first; the colour only helps: what is certain, what waits, what does not take place. */
function stateClass(state: string): string | undefined {
  if (['declined', 'cancelled'].includes(state)) return 'mute';
  if (['proposed', 'postponed'].includes(state)) return 'ochre';
  return ['reported', 'closed'].includes(state) ? 'moss' : undefined;
}

export interface FormPageProps {
  form?: FormState | undefined;
  partners: { id: string; name: Record<string, string>; country: string | null }[];
  /** The reception that is changed; none where one is proposed. */
  row?: ReceptionRow | undefined;
}

export function ReceptionFormPage({ form, partners, row }: FormPageProps) {
  const shared = { form };
  return (
    <>
      {!row && <PageHead title={t('receptions.new_title')} />}
      <form class="form" method="post" action={row ? `${home()}/${row.id}` : home()}>
        <FormErrors form={form} />
        {row && <input type="hidden" name="version" value={String(form?.values['version'] ?? row.version)} />}
        <LocalizedField
          {...shared}
          name="title"
          label={t('receptions.name')}
          value={row?.title ?? null}
          hint={t('receptions.name_hint')}
          required
        />
        <div class="form-row">
          <Select
            {...shared}
            name="partnerId"
            label={t('receptions.partner')}
            value={row?.partner_id}
            empty={t('receptions.choose_partner')}
            required
            options={partners.map(({ id, name, country }) => ({
              value: id,
              label: country ? `${localized(name)} (${formatCountry(country)})` : localized(name),
            }))}
          />
          <Select
            {...shared}
            name="category"
            label={t('receptions.category_label')}
            value={row?.category ?? 'official'}
            required
            options={CATEGORIES.map((category) => ({ value: category, label: t(`receptions.category.${category}`) }))}
          />
        </div>
        <DayNotes from="startsOn" to="endsOn" partner="partnerId">
          <div class="form-row">
            <Field
              {...shared}
              name="startsOn"
              type="date"
              label={t('receptions.first_day')}
              value={row?.starts_on.toString()}
              required
            />
            <Field
              {...shared}
              name="endsOn"
              type="date"
              label={t('receptions.last_day')}
              value={row?.ends_on.toString()}
              required
            />
          </div>
        </DayNotes>
        <div class="form-row">
          <Field {...shared} name="city" label={t('receptions.city')} value={row?.city} required maxlength={120} />
          <Field
            {...shared}
            name="timeZone"
            label={t('receptions.zone')}
            value={row?.time_zone ?? Current.institution.timeZone}
            required
            suggestions={Intl.supportedValuesOf('timeZone')}
          />
          <Field
            {...shared}
            name="partnerTimeZone"
            label={t('receptions.partner_zone')}
            value={row?.partner_time_zone}
            hint={t('receptions.partner_zone_hint')}
          />
        </div>
        <TextArea
          {...shared}
          name="basis"
          label={t('receptions.basis')}
          value={row?.basis}
          hint={t('receptions.basis_hint')}
          rows={2}
        />
        <TextArea {...shared} name="purpose" label={t('receptions.purpose')} value={row?.purpose} rows={3} />
        <TextArea
          {...shared}
          name="topics"
          label={t('receptions.topics')}
          value={row?.topics.join('\n')}
          hint={t('receptions.topics_hint')}
          rows={4}
        />
        <div class="form-end">
          <Button primary>{t(row ? 'receptions.save' : 'receptions.propose')}</Button>
          <Button href={row ? `${home()}/${row.id}` : home()} plain>
            {t('receptions.back')}
          </Button>
        </div>
      </form>
    </>
  );
}
