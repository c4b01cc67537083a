import type { Labels } from '../rendering/labels.js';
import type { Block, Layout, PageLook } from './block.js';
import { isEmpty, type Scope, valueAt, worded } from './wording.js';

export interface ComposedPaper {
  page: PageLook;
  blocks: Block[];
}

/**
 * A paper out of its layout, words and data: blocks whose every text is final, so that PDF and Word are two prints of
 * one thing. In a layout a text is a wording (`{name}[, {post}]`) or `$key`, a wording of `labels.json` (`${kind}` the one that the data names); `=path` is the
 * data itself; `each` repeats what it stands in for every item; `when` and `unless` leave it out. What has no text or
 * no value goes.
 */
export function compose(layout: Layout, labels: Labels, data: object): ComposedPaper {
  return composed(layout, data, { labels, isMarked: false });
}

/** The same, each block with the place in the layout that it comes from (`at`): by it two languages are paired. */
export function composeMarked(layout: Layout, labels: Labels, data: object): ComposedPaper {
  return composed(layout, data, { labels, isMarked: true });
}

type Table = Extract<Block, { block: 'table' }>;

interface Way {
  labels: Labels;
  isMarked: boolean;
}

function composed(layout: Layout, data: object, way: Way): ComposedPaper {
  return { page: layout.page, blocks: many(layout.blocks, { value: data }, way, '') as Block[] };
}

function many(specs: readonly unknown[], scope: Scope, way: Way, place: string): unknown[] {
  return specs.flatMap((spec, n) => {
    const at = `${place}/${n}`;
    if (isObject(spec) && typeof spec['each'] === 'string') {
      const { each, ...rest } = spec;
      const items = valueAt(scope, each as string);
      return (Array.isArray(items) ? items : []).flatMap((value: unknown, index) =>
        many([rest], { value, index: index + 1, around: scope }, way, `${at}:${index}`),
      );
    }
    const made = one(spec, scope, way, at);
    return made === undefined || made === '' ? [] : [made];
  });
}

function one(spec: unknown, scope: Scope, way: Way, at: string): unknown {
  if (typeof spec === 'string') return text(spec, scope, way.labels);
  if (Array.isArray(spec)) return many(spec, scope, way, at);
  if (!isObject(spec)) return spec;
  const { when, unless, ...rest } = spec;
  if (typeof when === 'string' && isEmpty(valueAt(scope, when))) return undefined;
  if (typeof unless === 'string' && !isEmpty(valueAt(scope, unless))) return undefined;
  const made = Object.fromEntries(
    Object.entries(rest)
      .map(([key, inner]) => [key, one(inner, scope, way, at)] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  if (['text', 'value', 'of', 'parts'].some((key) => Object.hasOwn(rest, key) && isEmpty(made[key]))) return undefined;
  const whole = made['block'] === 'table' ? withoutEmptyColumns(made as unknown as Table) : made;
  return way.isMarked && 'block' in whole ? { ...whole, at } : whole;
}

/** A column in which no row says anything would only narrow the others. */
function withoutEmptyColumns(table: Table): Table {
  const says = table.columns.map((_, n) => table.rows.some(({ cells }) => !isEmpty(cells[n])));
  if (table.rows.length === 0 || says.every(Boolean)) return table;
  const kept = <T>(all: readonly T[]) => all.filter((_, n) => says[n]);
  return {
    ...table,
    columns: kept(table.columns),
    rows: table.rows.map((row) => ({ ...row, cells: kept(row.cells) })),
  };
}

function text(spec: string, scope: Scope, labels: Labels): unknown {
  if (spec.startsWith('=')) return valueAt(scope, spec.slice(1));
  if (!spec.startsWith('$')) return worded(spec, scope);
  const key = worded(spec.slice(1), scope);
  if (key === '') return '';
  const wording = labels[key];
  if (wording === undefined) throw new Error(`The layout asks for the words ${key}, which labels.json lacks.`);
  return worded(wording, scope);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
