import type { ItemRow } from './programme.queries.js';
import type { ItemInput } from './programme.service.js';

/** What the fields of a form hold: one text, or one for each ticked box. */
export type Values = Record<string, string | string[]>;

/** A stored line as the form names its fields; empty fields are left out, as a form that was sent leaves them out. */
export function valuesOf(row: ItemRow): Values {
  const lasts = row.starts_at_local.until(row.ends_at_local);
  const nextDay = row.starts_at_local.add({ days: 1 });
  const values: Record<string, string | string[] | null> = {
    type: row.type,
    ...Object.fromEntries(Object.entries(row.title).map(([tag, text]) => [`title.${tag}`, text])),
    day: row.starts_at_local.toPlainDate().toString(),
    from: clockText(row.starts_at_local),
    to: clockText(row.ends_at_local),
    // Two clocks say all about a line of less than a day.
    endDay:
      Temporal.PlainDateTime.compare(row.ends_at_local, nextDay) > 0 || lasts.sign < 0
        ? row.ends_at_local.toPlainDate().toString()
        : null,
    startZone: row.start_zone,
    endZone: row.end_zone,
    venueId: row.venue_id,
    participants: row.participants.map(({ side, person_id }) => `${side}:${person_id}`).toSorted(),
    vehicles: row.vehicles.map(({ id }) => id).toSorted(),
    audiences: row.audiences.toSorted(),
    track: row.track,
    confidential: row.confidential ? 'on' : null,
    dress: row.dress,
    menu: row.menu,
    flags: row.flags,
    gift: row.gift,
    press: row.press,
    talkingPoints: row.talking_points,
    internalNote: row.internal_note,
    responsible: row.responsible,
    allDay: row.all_day ? 'on' : null,
    layout: row.layout,
    seating: row.seating,
    preBooked: row.pre_booked ? 'on' : null,
  };
  row.interpreters.forEach(({ id, pair, mode }, n) =>
    Object.assign(values, {
      [`interpreters[${n}].interpreterId`]: id,
      [`interpreters[${n}].pair`]: pair,
      [`interpreters[${n}].mode`]: mode === 'consecutive' ? '' : mode,
    }),
  );
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value.length > 0)) as Values;
}

/** The same line as a verb takes it, to change one thing of it. */
export function inputOf(row: ItemRow): ItemInput {
  return {
    type: row.type,
    title: row.title,
    start: row.starts_at_local,
    startZone: row.start_zone,
    end: row.ends_at_local,
    endZone: row.end_zone,
    venueId: row.venue_id,
    participants: row.participants.map(({ person_id, side, role }) => ({ personId: person_id, side, role })),
    interpreters: row.interpreters.map(({ id, pair, mode }) => ({
      interpreterId: id,
      pair,
      mode: mode as 'consecutive',
    })),
    vehicles: row.vehicles.map(({ id }) => id),
    audiences: row.audiences,
    track: row.track,
    confidential: row.confidential,
    dress: row.dress,
    menu: row.menu,
    flags: row.flags,
    gift: row.gift,
    press: row.press,
    talkingPoints: row.talking_points,
    internalNote: row.internal_note,
    responsible: row.responsible,
    allDay: row.all_day,
    layout: row.layout,
    seating: row.seating,
    preBooked: row.pre_booked,
  };
}

export interface EditMet {
  field: string;
  /** What stood there when the second editor opened the line. */
  was: string;
  /** What the first editor saved. */
  now: string;
  /** Whether the second one changed the same field: his text stays in it. */
  both: boolean;
}

/**
 * Two people changed one line. What the second left alone takes the first one's value; what both changed keeps what the
 * second typed, and is named with the first one's value beside it. Nothing is lost.
 * @param seen the values that the second one's form began with
 */
export function mergeEdits(seen: Values, stored: Values, typed: Values): { values: Values; met: EditMet[] } {
  const values: Values = { ...typed };
  const met: EditMet[] = [];
  for (const field of new Set([...Object.keys(seen), ...Object.keys(stored)])) {
    if (same(seen[field], stored[field])) continue;
    const both = !same(seen[field], typed[field]) && !same(stored[field], typed[field]);
    met.push({ field, was: text(seen[field]), now: text(stored[field]), both });
    if (both || same(stored[field], typed[field])) continue;
    if (stored[field] === undefined) delete values[field];
    else values[field] = stored[field];
  }
  return { values, met };
}

const same = (a: string | string[] | undefined, b: string | string[] | undefined) => canonical(a) === canonical(b);
const canonical = (value: string | string[] | undefined) =>
  JSON.stringify(
    [value ?? []]
      .flat()
      .map((one) => one.trim())
      .filter(Boolean)
      .toSorted(),
  );
const text = (value: string | string[] | undefined) => [value ?? []].flat().join(', ');

export const clockText = (at: Temporal.PlainDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
