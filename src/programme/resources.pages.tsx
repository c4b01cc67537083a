import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { languageNames } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { type Column, List } from '../platform/web/components/list.js';
import { Text } from '../platform/web/components/names.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { Tabs } from '../platform/web/components/state.js';
import type { FormState } from '../platform/web/forms.js';
import { pairName } from './pairs.rules.js';
import type { DistanceRow, InterpreterRow, VehicleRow, VenueRow } from './resources.queries.js';

export const PARTS = ['venues', 'vehicles', 'interpreters', 'distances'] as const;
export type Part = (typeof PARTS)[number];
export type Kind = Exclude<Part, 'distances'>;

const r = (key: string, params?: Record<string, string | number>) => t(`programme.resources.${key}`, params);
const home = () => `/${Current.institution.slug}/resources`;
const ADD: Record<Kind, string> = { venues: 'add_venue', vehicles: 'add_vehicle', interpreters: 'add_interpreter' };

function Frame({ part, mayKeep, children }: { part: Part; mayKeep: boolean; children: ComponentChildren }) {
  const action = mayKeep && part !== 'distances' && (
    <Button href={`${home()}/${part}/new`} primary icon="plus">
      {r(ADD[part])}
    </Button>
  );
  return (
    <>
      <PageHead title={r('title')} actions={action} />
      <Tabs
        label={r('parts')}
        tabs={PARTS.map((one) => ({ label: r(one), href: `${home()}?part=${one}`, current: one === part }))}
      />
      {children}
    </>
  );
}

export function VenuesPage({ rows, mayKeep }: { rows: VenueRow[]; mayKeep: boolean }) {
  const columns: Column<VenueRow>[] = [
    {
      label: r('name'),
      cell: (row) => <Linked kind="venues" id={row.id} mayKeep={mayKeep} label={<Text of={row.name} />} />,
    },
    { label: r('address'), cell: (row) => [row.address, row.city].filter(Boolean).join(', ') },
    { label: r('capacity'), numeric: true, cell: (row) => row.capacity },
  ];
  return (
    <Frame part="venues" mayKeep={mayKeep}>
      <List
        caption={r('venues')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={r('empty_venues')} />}
      />
    </Frame>
  );
}

export function VehiclesPage({ rows, mayKeep }: { rows: VehicleRow[]; mayKeep: boolean }) {
  const columns: Column<VehicleRow>[] = [
    {
      label: r('label'),
      cell: (row) => <Linked kind="vehicles" id={row.id} mayKeep={mayKeep} label={<bdi>{row.label}</bdi>} />,
    },
    { label: r('plate'), cell: (row) => row.plate, class: 'nb' },
    { label: r('seats'), numeric: true, cell: (row) => row.seats },
    { label: r('driver'), cell: (row) => [row.driver_name, row.driver_phone].filter(Boolean).join(' · ') },
  ];
  return (
    <Frame part="vehicles" mayKeep={mayKeep}>
      <List
        caption={r('vehicles')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={r('empty_vehicles')} />}
      />
    </Frame>
  );
}

export function InterpretersPage({ rows, mayKeep }: { rows: InterpreterRow[]; mayKeep: boolean }) {
  const columns: Column<InterpreterRow>[] = [
    {
      label: r('person'),
      cell: (row) => <Linked kind="interpreters" id={row.id} mayKeep={mayKeep} label={<bdi>{row.name}</bdi>} />,
    },
    { label: r('languages'), cell: (row) => row.pairs.map(pairName).join(', ') },
    { label: r('shift'), numeric: true, cell: (row) => row.longest_shift_minutes },
    { label: r('rest'), numeric: true, cell: (row) => row.rest_minutes },
  ];
  return (
    <Frame part="interpreters" mayKeep={mayKeep}>
      <List
        caption={r('interpreters')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={r('empty_interpreters')} />}
      />
    </Frame>
  );
}

export function DistancesPage({
  rows,
  venues,
  mayKeep,
  form,
}: {
  rows: DistanceRow[];
  venues: VenueRow[];
  mayKeep: boolean;
  form?: FormState | undefined;
}) {
  const options = venues.map(({ id, name }) => ({ value: id, label: localized(name) }));
  const columns: Column<DistanceRow>[] = [
    { label: r('from'), cell: (row) => <Text of={row.from_name} /> },
    { label: r('to'), cell: (row) => <Text of={row.to_name} /> },
    { label: r('minutes'), numeric: true, cell: (row) => row.minutes },
  ];
  return (
    <Frame part="distances" mayKeep={mayKeep}>
      {mayKeep && venues.length > 1 && (
        <form class="form" method="post" action={`${home()}/distances`}>
          <FormErrors form={form} />
          <div class="form-row">
            <Select name="from" label={r('from')} form={form} options={options} required />
            <Select name="to" label={r('to')} form={form} options={options} value={options[1]?.value} required />
            <Field name="minutes" type="number" min={0} max={1440} label={r('minutes')} form={form} required />
          </div>
          <div class="form-end">
            <Button primary>{r('note_distance')}</Button>
          </div>
        </form>
      )}
      <List
        caption={r('distances')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.from_id}-${row.to_id}`}
        empty={<Empty title={r('empty_distances')} />}
      />
    </Frame>
  );
}

/** One form for adding and changing a venue, a car or an interpreter. */
export function ResourceForm({
  kind,
  id,
  form,
  people,
}: {
  kind: Kind;
  id: string | null;
  form: FormState;
  people: { id: string; name: string }[];
}) {
  return (
    <>
      <PageHead title={id ? r('edit') : r(ADD[kind])} eyebrow={r(kind)} />
      <form class="form" method="post" action={id ? `${home()}/${kind}/${id}` : `${home()}/${kind}`}>
        <FormErrors form={Object.keys(form.errors).length > 0 ? form : undefined} />
        {id && <input type="hidden" name="version" value={String(form.values['version'] ?? '')} />}
        {kind === 'venues' && <VenueFields form={form} />}
        {kind === 'vehicles' && <VehicleFields form={form} />}
        {kind === 'interpreters' && <InterpreterFields form={form} people={people} />}
        <div class="form-end">
          <Button primary>{r('save')}</Button>
          <a href={`${home()}?part=${kind}`}>{r('back')}</a>
        </div>
      </form>
    </>
  );
}

function VenueFields({ form }: { form: FormState }) {
  const names = languageNames as Record<string, string>;
  const [first] = Current.institution.locales;
  const titled = form.errors['name']
    ? { ...form, errors: { ...form.errors, [`name.${first}`]: form.errors['name'] } }
    : form;
  return (
    <Section title={r('venues')} level={3}>
      <div class="form">
        {Current.institution.locales.map((tag) => (
          <Field
            key={tag}
            name={`name.${tag}`}
            label={r('name_in', { language: names[tag] ?? tag })}
            form={titled}
            lang={tag}
            maxlength={200}
          />
        ))}
        <Field name="address" label={r('address')} form={form} maxlength={300} />
        <Field name="city" label={r('city')} form={form} maxlength={100} />
        <Field name="capacity" type="number" min={1} label={r('capacity')} form={form} />
        <Field name="timeZone" label={r('zone')} form={form} placeholder={Current.institution.timeZone} />
      </div>
    </Section>
  );
}

function VehicleFields({ form }: { form: FormState }) {
  return (
    <>
      <Field name="label" label={r('label')} form={form} required maxlength={100} />
      <div class="form-row">
        <Field name="plate" label={r('plate')} form={form} maxlength={30} />
        <Field name="seats" type="number" min={1} label={r('seats')} form={form} required />
      </div>
      <div class="form-row">
        <Field name="driverName" label={r('driver')} form={form} maxlength={200} />
        <Field name="driverPhone" type="tel" label={r('phone')} form={form} maxlength={50} />
      </div>
    </>
  );
}

function InterpreterFields({ form, people }: { form: FormState; people: { id: string; name: string }[] }) {
  return (
    <>
      <Select
        name="personId"
        label={r('person')}
        form={form}
        required
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field name="pairs" label={r('pairs')} form={form} required maxlength={500} />
      <div class="form-row">
        <Field name="longestShiftMinutes" type="number" min={1} label={r('shift')} form={form} value={240} required />
        <Field name="restMinutes" type="number" min={0} label={r('rest')} form={form} value={15} required />
      </div>
    </>
  );
}

function Linked({ kind, id, mayKeep, label }: { kind: Kind; id: string; mayKeep: boolean; label: ComponentChildren }) {
  return mayKeep ? (
    <a class="strong" href={`${home()}/${kind}/${id}`}>
      {label}
    </a>
  ) : (
    <span class="strong">{label}</span>
  );
}
