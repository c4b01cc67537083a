import { t } from '../platform/i18n/translate.js';
import type { SeatingPlan } from './seating-plan.entity.js';
import { type Board, layoutOf, type Seat } from './shapes.rules.js';

export const words = (key: string, params?: Record<string, string | number>) => t(`seating.${key}`, params);

/** “Table 2, chair 5”: chairs are counted in the order of honour. */
export const chairName = (plan: Pick<SeatingPlan, 'shape' | 'tables'>, seat: Seat): string =>
  t('seating.chair', { table: tableName(plan, seat.table), seat: seat.honour + 1 });

/** What stands on a board of the plan: of a U only on its head, of a theatre where all look to. */
export function boardName(plan: Pick<SeatingPlan, 'shape' | 'tables'>, board: Board, n: number): string {
  if (board.kind === 'stage') return t('seating.front');
  return n === 0 || board.kind === 'disc' ? tableName(plan, board.table) : '';
}

export function tableName({ shape, tables }: Pick<SeatingPlan, 'shape' | 'tables'>, table: number): string {
  if (shape === 'theatre') return t('seating.row', { number: table + 1 });
  if (shape === 'head' && table === 0) return t('seating.head_table');
  if (tables.length === 1 || !['round', 'head'].includes(shape)) return t('seating.the_table');
  return t('seating.table', { number: shape === 'head' ? table : table + 1 });
}

/** Every chair as a choice. */
export const chairsOf = (plan: SeatingPlan): { value: string; label: string }[] =>
  layoutOf(plan.shape, plan.tables)
    .seats.toSorted((a, b) => a.table - b.table || a.honour - b.honour)
    .map((seat) => ({ value: `${seat.table}.${seat.seat}`, label: chairName(plan, seat) }));
