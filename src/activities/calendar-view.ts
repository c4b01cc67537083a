import { day } from '../platform/web/form-values.js';

export const VIEWS = ['week', 'month', 'list'] as const;
/** Of one span; a list says that there are more. */
export const MOST_ACTIVITIES = 400;
/** Rows of each kind where all kinds are shown; of one kind, and the most that "more" leads to. */
const SOME = 12;
const MANY = 60;
const MOST = 480;
const LIST_DAYS = 92;

/** What the address of the calendar asks for. */
export interface CalendarView {
  name: (typeof VIEWS)[number];
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** The day that it was asked for; the month's own first day for a month. */
  shown: Temporal.PlainDate;
  kind: string | null;
  search: string;
  mine: boolean;
  limit: number;
}

/** Reads the query; what is wrong in it is as if it were not there. `month=2027-03` and `week=2027-03-10` name days. */
export function readView(query: Record<string, unknown>, today: Temporal.PlainDate): CalendarView {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 100) : '');
  const name = VIEWS.find((one) => one === text('view')) ?? 'week';
  const kind = /^[a-z-]{1,30}$/.test(text('rows')) ? text('rows') : null;
  const asked = Math.trunc(Number(text('limit'))) || 0;
  const limit = Math.min(MOST, Math.max(kind ? MANY : SOME, asked));
  const shared = { kind, search: text('q'), mine: text('mine') === 'on', limit };
  const shown = dayOf(text(name === 'month' ? 'month' : name === 'list' ? 'from' : 'week')) ?? today;
  if (name === 'list') return { name, ...shared, shown, from: shown, to: shown.add({ days: LIST_DAYS }) };
  if (name === 'week') {
    const from = shown.subtract({ days: shown.dayOfWeek - 1 });
    return { name, ...shared, shown, from, to: from.add({ days: 6 }) };
  }
  const first = shown.with({ day: 1 });
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const from = first.subtract({ days: first.dayOfWeek - 1 });
  return { name, ...shared, shown: first, from, to: last.add({ days: 7 - last.dayOfWeek }) };
}

/** The same view elsewhere in time, or with another choice. */
export function viewPath(view: CalendarView, changes: Record<string, string | undefined> = {}): string {
  const own = { week: 'week', month: 'month', list: 'from' }[view.name];
  const kept: Record<string, string | undefined> = {
    view: view.name === 'week' ? undefined : view.name,
    [own]: view.shown.toString(),
    rows: view.kind ?? undefined,
    q: view.search || undefined,
    mine: view.mine ? 'on' : undefined,
    ...changes,
  };
  const query = new URLSearchParams(
    Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return `?${query.toString()}`;
}

function dayOf(text: string): Temporal.PlainDate | null {
  const read = day.safeParse(/^\d{4}-\d\d$/.test(text) ? `${text}-01` : text);
  return read.success ? read.data : null;
}
