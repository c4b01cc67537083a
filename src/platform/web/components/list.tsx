import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';
import { currentVisit } from '../visit.js';
import { Button } from './button.js';

export interface Column<Row> {
  /** Id in `?sort=`; a column without one is not sortable. */
  sort?: string;
  label: ComponentChildren;
  cell: (row: Row) => ComponentChildren;
  numeric?: boolean;
  /** Class of every cell, such as `nb` or `t`. */
  class?: string;
}

export interface ListProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What stands there when nothing does. */
  empty: ComponentChildren;
  /** Column and direction in force, `-startsOn` for descending. */
  sort?: string;
}

/** A table of things with headers that sort. Its state is in the URL, so a link shares it. */
export function List<Row>({ caption, columns, rows, rowKey, empty, sort }: ListProps<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div class="list-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="list">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, n) => (
              <SortHeader key={n} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} id={`row-${rowKey(row)}`}>
              {columns.map((column, n) => (
                <td key={n} class={[column.numeric && 'num', column.class].filter(Boolean).join(' ') || undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHeader<Row>({ column, sort }: { column: Column<Row>; sort: string | undefined }) {
  const by = column.sort;
  const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  return (
    <th scope="col" class={column.numeric ? 'num' : undefined} aria-sort={by ? direction : undefined}>
      {by ? (
        <a href={withQuery({ sort: direction === 'ascending' ? `-${by}` : by, after: undefined, page: undefined })}>
          {column.label}
        </a>
      ) : (
        column.label
      )}
    </th>
  );
}

/** Rows of a register drawn by the capability that keeps it, for a page of another: the way to add one is false for who may not. */
export interface DrawnRegister {
  count: number;
  draw: ComponentChildren;
  add: ComponentChildren;
}

export interface FiltersProps {
  children: ComponentChildren;
  /** Paths of the same list as files; the filter in force is added. */
  exports?: { xlsx?: string; csv?: string };
  label?: string;
}

/** Fields that narrow a list down, sent by GET: the filter is the URL. */
export function Filters({ children, exports, label }: FiltersProps) {
  const { path, query } = currentVisit();
  const kept = query.get('sort');
  return (
    <form
      class="filters"
      method="get"
      action={path}
      role="search"
      aria-label={label ?? t('platform.list.filter')}
      data-controller="autosubmit"
      data-action="change->autosubmit#now"
    >
      {children}
      {kept && <input type="hidden" name="sort" value={kept} />}
      <Button>{t('platform.list.filter')}</Button>
      {exports && <ExportLinks {...exports} />}
    </form>
  );
}

/** The list on the screen as files; the filter in force goes with them. */
export function ExportLinks({ xlsx, csv }: { xlsx?: string; csv?: string }) {
  return (
    <span class="exports">
      {xlsx && (
        <a href={withQuery({ page: undefined }, xlsx)} download data-turbo="false">
          {t('platform.list.xlsx')}
        </a>
      )}
      {csv && (
        <a href={withQuery({ page: undefined }, csv)} download data-turbo="false">
          {t('platform.list.csv')}
        </a>
      )}
    </span>
  );
}

export interface PagerProps {
  page: number;
  pageSize: number;
  total: number;
}

export function Pager({ page, pageSize, total }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return <p class="pager small mute">{t('platform.list.total', { total })}</p>;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav class="pager" aria-label={t('platform.list.pages')}>
      <span class="small mute">{t('platform.list.range', { from, to: Math.min(total, page * pageSize), total })}</span>
      {page > 1 && (
        <a rel="prev" href={withQuery({ page: page === 2 ? undefined : String(page - 1) })}>
          {t('platform.list.previous')}
        </a>
      )}
      {page < last && (
        <a rel="next" href={withQuery({ page: String(page + 1) })}>
          {t('platform.list.next')}
        </a>
      )}
    </nav>
  );
}

/** The address of this page with some of its query changed; `undefined` takes a part away. */
export function withQuery(changes: Record<string, string | undefined>, path?: string): string {
  const visit = currentVisit();
  const query = new URLSearchParams(visit.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return query.size > 0 ? `${path ?? visit.path}?${query}` : (path ?? visit.path);
}
