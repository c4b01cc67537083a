import type { ComponentChildren } from 'preact';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { exportsOf } from '../../platform/exports/export-paths.js';
import { type Column, ExportLinks, List } from '../../platform/web/components/list.js';
import { Text } from '../../platform/web/components/names.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import { Tabs } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import { pairName } from '../conflicts/pairs.rules.js';
import { InterpreterFields, VehicleFields, VenueFields } from './resource-fields.pages.js';
import type { InterpreterRow, VehicleRow, VenueRow } from './resources.queries.js';

export const PARTS = ['venues', 'hotels', 'vehicles', 'interpreters', 'distances', 'blocks'] as const;
export type Part = (typeof PARTS)[number];
export type Kind = 'venues' | 'vehicles' | 'interpreters';

const r = (key: string, params?: Record<string, string | number>) => t(`programme.resources.${key}`, params);
const home = () => `/${Current.institution.slug}/resources`;
const ADD: Record<Kind, string> = { venues: 'add_venue', vehicles: 'add_vehicle', interpreters: 'add_interpreter' };

export function Frame({ part, mayKeep, children }: { part: Part; mayKeep: boolean; children: ComponentChildren }) {
  const kind = part === 'hotels' ? 'venues' : part;
  const action = mayKeep && kind !== 'distances' && kind !== 'blocks' && (
    <Button href={`${home()}/${kind}/new${part === 'hotels' ? '?kind=hotel' : ''}`} primary icon="plus">
      {r(part === 'hotels' ? 'add_hotel' : ADD[kind])}
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
      {part !== 'distances' && part !== 'blocks' && <ExportLinks {...exportsOf(home())} />}
    </>
  );
}

/** Rooms, halls, places of interest and airports; or hotels alone. */
export function VenuesPage({ rows, mayKeep, part }: { rows: VenueRow[]; mayKeep: boolean; part: 'venues' | 'hotels' }) {
  const columns: Column<VenueRow>[] = [
    {
      label: r('name'),
      cell: (row) => <Linked kind="venues" id={row.id} mayKeep={mayKeep} label={<Text of={row.name} />} />,
    },
    { label: r('address'), cell: (row) => [row.address, row.city].filter(Boolean).join(', ') },
    part === 'hotels'
      ? {
          label: r('phone_of'),
          cell: (row) => row.phone && <a href={`tel:${row.phone.replaceAll(' ', '')}`}>{row.phone}</a>,
        }
      : { label: r('kind'), cell: (row) => r(`venue_kind.${row.kind}`) },
    part === 'hotels'
      ? { label: r('rooms'), numeric: true, cell: (row) => row.rooms }
      : { label: r('capacity'), numeric: true, cell: (row) => row.capacity },
  ];
  return (
    <Frame part={part} mayKeep={mayKeep}>
      <List
        caption={r(part)}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={r(part === 'hotels' ? 'empty_hotels' : 'empty_venues')} />}
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
    { label: r('class'), cell: (row) => r(`vehicle_class.${row.class}`) },
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
    { label: r('modes'), cell: (row) => row.modes.map((mode) => t(`programme.mode.${mode}`)).join(', ') },
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

function Linked({ kind, id, mayKeep, label }: { kind: Kind; id: string; mayKeep: boolean; label: ComponentChildren }) {
  return mayKeep ? (
    <a class="strong" href={`${home()}/${kind}/${id}`}>
      {label}
    </a>
  ) : (
    <span class="strong">{label}</span>
  );
}
