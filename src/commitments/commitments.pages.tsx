import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { FollowUpTabs } from '../platform/web/components/menu-tabs.js';
import { Flag } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import { Day } from '../platform/web/components/time.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import type { SourceLabel } from './commitment-sources.registry.js';
import { SIDES } from './commitment.entity.js';
import type { CommitmentsQuery } from './commitments.forms.js';
import { type CommitmentRow, SHOWN } from './commitments.queries.js';

export const commitmentsPath = () => `/${Current.institution.slug}/commitments`;

export interface CommitmentsListProps {
  rows: CommitmentRow[];
  total: number;
  sources: ReadonlyMap<string, SourceLabel>;
  filter: CommitmentsQuery;
  pageSize: number;
  mayKeep: boolean;
}

export function CommitmentsList({ rows, total, sources, filter, pageSize, mayKeep }: CommitmentsListProps) {
  const add = (
    <Button href={`${commitmentsPath()}/new`} primary icon="plus">
      {t('commitments.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('commitments.title')} actions={mayKeep && add} />
      <FollowUpTabs current="commitments" />
      <Filters exports={exportsOf(commitmentsPath())}>
        <Field name="q" type="search" label={t('commitments.find')} value={filter.q} />
        <Select
          name="shown"
          label={t('commitments.field.state')}
          value={filter.shown}
          options={SHOWN.map((value) => ({ value, label: t(`commitments.shown.${value}`) }))}
        />
        <Select
          name="side"
          label={t('commitments.field.side')}
          value={filter.side}
          empty={t('commitments.both_sides')}
          options={SIDES.map((value) => ({ value, label: t(`commitments.side.${value}`) }))}
        />
        <Field name="from" type="date" label={t('commitments.field.from')} value={filter.from?.toString()} />
        <Field name="until" type="date" label={t('commitments.field.until')} value={filter.until?.toString()} />
      </Filters>
      <List
        caption={t('commitments.title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <Empty title={t('commitments.none')} action={mayKeep && add}>
            {t('commitments.none_hint')}
          </Empty>
        }
        columns={[
          { label: t('commitments.field.due'), class: 'nb', cell: (row) => <DueOf row={row} /> },
          { label: t('commitments.field.content'), cell: (row) => <ContentOf row={row} /> },
          {
            label: t('commitments.field.partner'),
            cell: (row) =>
              row.partner && (
                <>
                  <Flag country={row.country} />{' '}
                  <a href={`/${Current.institution.slug}/partners/${row.partner_id}`}>{localized(row.partner)}</a>
                </>
              ),
          },
          { label: t('commitments.field.state'), class: 'nb', cell: (row) => t(`commitments.state.${row.state}`) },
          {
            label: t('commitments.field.source'),
            cell: (row) => {
              const source = sources.get(`${row.source_kind} ${row.source_id}`);
              return source ? <a href={source.href}>{source.label}</a> : t(`commitments.source.${row.source_kind}`);
            },
          },
        ]}
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

/** The day until which it is to be kept; late in wine. */
export function DueOf({ row }: { row: Pick<CommitmentRow, 'due_on' | 'is_late'> }) {
  if (!row.due_on) return <span class="mute">–</span>;
  if (!row.is_late) return <Day day={row.due_on} style="short" />;
  return (
    <span class="strong wine">
      <Day day={row.due_on} style="short" />, {t('commitments.late')}
    </span>
  );
}

/** What was promised, by which side, and who keeps it. */
export function ContentOf({ row }: { row: CommitmentRow }) {
  return (
    <>
      <a class="strong" href={`${commitmentsPath()}/${row.id}`}>
        <bdi>{row.content.length > 160 ? `${row.content.slice(0, 160)}…` : row.content}</bdi>
      </a>
      <span class="small mute block">
        {[t(`commitments.side.${row.side}`), row.responsible || row.account].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

/** The same in short, for the page of a visit, its report or a partner. */
export function CommitmentsTable({ rows }: { rows: readonly CommitmentRow[] }) {
  return (
    <List
      caption={t('commitments.title')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<p class="mute">{t('commitments.none_here')}</p>}
      columns={[
        { label: t('commitments.field.content'), cell: (row) => <ContentOf row={row} /> },
        { label: t('commitments.field.state'), class: 'nb', cell: (row) => t(`commitments.state.${row.state}`) },
        { label: t('commitments.field.due'), class: 'nb', cell: (row) => <DueOf row={row} /> },
      ]}
    />
  );
}
