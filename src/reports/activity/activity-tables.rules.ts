import { hasMessage, localized, t } from '../../platform/i18n/translate.js';
import type { ParticipantRow, PlannedRow, ReportRow, VisitRow } from './activity-report.queries.js';
import { type Direction, NONE, type Punctuality, punctualityOf, tally, type TallyLine } from './tally.rules.js';

/** The tables of visits and participants, by what they are counted. */
export const TABLES = ['country', 'level', 'body', 'outcome', 'chamber', 'faction', 'sex'] as const;
export type TableName = (typeof TABLES)[number];

/** The rows that the tables count. */
export interface Counted {
  visits: readonly VisitRow[];
  planned: readonly PlannedRow[];
  participants: readonly ParticipantRow[];
}

export interface NamedLine extends TallyLine {
  label: string;
}

/** How many stand in a state. */
export interface CountedLine {
  key: string;
  label: string;
  count: number;
}

type Row = VisitRow | PlannedRow | ParticipantRow;

interface Table {
  of: keyof Counted;
  keyOf: (row: Row) => string | null;
}

const table = <Name extends keyof Counted>(of: Name, keyOf: (row: Counted[Name][number]) => string | null): Table => ({
  of,
  keyOf: keyOf as Table['keyOf'],
});

const KEYS: Record<TableName, Table> = {
  country: table('visits', ({ country }) => country),
  level: table('visits', ({ level, direction }) => level && `${direction}.${level}`),
  body: table('visits', ({ body_id }) => body_id),
  outcome: table('planned', outcomeOf),
  chamber: table('participants', ({ chamber }) => (chamber ? localized(chamber) : null)),
  faction: table('participants', ({ faction }) => faction),
  sex: table('participants', ({ sex }) => sex),
};

/** What became of a planned visit; what began and was not called off took place. */
export function outcomeOf({ state, is_ahead }: PlannedRow): string {
  if (['cancelled', 'postponed', 'declined'].includes(state)) return state;
  return is_ahead ? 'ahead' : 'held';
}

/** One table with the names of its lines. */
export function tableOf(name: TableName, counted: Counted, countryOf: (code: string) => string): NamedLine[] {
  const { of, keyOf } = KEYS[name];
  return tally(counted[of] as readonly Row[], keyOf).map((line) => ({
    ...line,
    label: labelOf(name, line.key, counted.visits, countryOf),
  }));
}

/** Which rows a table counts, and by what. */
export const keysOf = (name: TableName): Table => KEYS[name];

/** Rows by their state, in the order in which the states first appear. */
export function byState(rows: readonly { state: string }[], labelOfState: (state: string) => string): CountedLine[] {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, label: labelOfState(key), count }));
}

/** Whether the report of a visit came in time, as of today. */
export function punctualityOfRow(
  { due_on, submitted_at, state }: ReportRow,
  zone: string,
  today: Temporal.PlainDate,
): Punctuality {
  const isHandedIn = state !== 'draft' && state !== 'returned';
  const handedIn = isHandedIn && submitted_at ? submitted_at.toZonedDateTimeISO(zone).toPlainDate() : null;
  return punctualityOf({ due: due_on, handedIn }, today);
}

/** What is named beside a number of its own: received and made. */
export const inDirection =
  (direction: Direction | null) =>
  (row: { direction: Direction }): boolean =>
    direction === null || row.direction === direction;

function labelOf(
  name: TableName,
  key: string,
  visits: readonly VisitRow[],
  countryOf: (code: string) => string,
): string {
  if (key === NONE) return t('reports.activity.none');
  if (name === 'country') return countryOf(key);
  if (name === 'sex' || name === 'outcome') return t(`reports.activity.${name}.${key}`);
  if (name === 'body') return localized(visits.find(({ body_id }) => body_id === key)?.body);
  if (name !== 'level') return key;
  const [direction, level] = key.split('.');
  const message = direction === 'received' ? `receptions.category.${level}` : `missions.kind.${level}`;
  return hasMessage(message) ? t(message) : level!;
}
