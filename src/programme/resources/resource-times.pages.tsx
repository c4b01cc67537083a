import { Current } from '../../platform/current.js';
import { formatDay, formatTime } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { type Column, List } from '../../platform/web/components/list.js';
import { Empty } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { BlockRow } from './blocks.service.js';
import { BLOCK_KINDS } from './resource.entity.js';
import { Frame } from './resources.pages.js';
import type { DistanceRow, VenueRow } from './resources.queries.js';

const r = (key: string, params?: Record<string, string | number>) => t(`programme.resources.${key}`, params);
const home = () => `/${Current.institution.slug}/resources`;

/** Minutes from each venue to each other: every pair once, since the way back takes as long. */
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
  const known = new Map(rows.flatMap((row) => [[`${row.from_id} ${row.to_id}`, row.minutes] as const]));
  const minutes = (a: string, b: string) => known.get(`${a} ${b}`) ?? known.get(`${b} ${a}`);
  const named = venues.filter(({ id }) => rows.some((row) => row.from_id === id || row.to_id === id));
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
      {named.length === 0 ? (
        <Empty title={r('empty_distances')} />
      ) : (
        <div class="list-frame" tabIndex={0} role="region" aria-label={r('distances')}>
          <table class="list matrix">
            <caption class="vh">{r('distances')}</caption>
            <thead>
              <tr>
                <td />
                {named.slice(0, -1).map(({ id, name }) => (
                  <th key={id} scope="col">
                    {localized(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {named.slice(1).map((row, n) => (
                <tr key={row.id}>
                  <th scope="row">{localized(row.name)}</th>
                  {named.slice(0, -1).map((column, m) =>
                    m <= n ? (
                      <td key={column.id} class="num">
                        {minutes(row.id, column.id) ?? '·'}
                      </td>
                    ) : (
                      <td key={column.id} />
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Frame>
  );
}

/** Whom and what nobody can have, and when. */
export function BlocksPage({
  rows,
  resources,
  mayKeep,
  form,
}: {
  rows: BlockRow[];
  resources: { value: string; label: string }[];
  mayKeep: boolean;
  form?: FormState | undefined;
}) {
  const when = (at: Temporal.PlainDateTime) => `${formatDay(at.toPlainDate(), 'short')}, ${formatTime(at)}`;
  const columns: Column<BlockRow>[] = [
    {
      label: r('blocked_what'),
      cell: (row) => <bdi class="strong">{row.person_name ?? row.vehicle_name ?? localized(row.venue_name)}</bdi>,
    },
    { label: r('block_kind_label'), cell: (row) => r(`block_kind.${row.kind}`) },
    { label: r('block_from'), cell: (row) => when(row.starts_at_local), class: 'nb' },
    { label: r('block_until'), cell: (row) => when(row.ends_at_local), class: 'nb' },
    { label: r('block_why'), cell: (row) => row.label },
    {
      label: r('block_free'),
      cell: (row) =>
        mayKeep && (
          <PostButton to={`${home()}/blocks/${row.id}/lifting`} small plain>
            {r('block_lift')}
          </PostButton>
        ),
    },
  ];
  return (
    <Frame part="blocks" mayKeep={mayKeep}>
      {mayKeep && (
        <form class="form" method="post" action={`${home()}/blocks`}>
          <FormErrors form={form} />
          <div class="form-row">
            <Select name="resource" label={r('blocked_what')} form={form} options={resources} required />
            <Select
              name="kind"
              label={r('block_kind_label')}
              form={form}
              required
              options={BLOCK_KINDS.map((kind) => ({ value: kind, label: r(`block_kind.${kind}`) }))}
            />
          </div>
          <div class="form-row">
            <Field name="start" type="datetime-local" label={r('block_from')} form={form} required />
            <Field name="end" type="datetime-local" label={r('block_until')} form={form} required />
            <Field name="label" label={r('block_why')} form={form} maxlength={200} />
          </div>
          <div class="form-end">
            <Button primary>{r('block_do')}</Button>
          </div>
        </form>
      )}
      <List
        caption={r('blocks')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={r('empty_blocks')} />}
      />
    </Frame>
  );
}
