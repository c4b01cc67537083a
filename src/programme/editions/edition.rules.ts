import type { EditionLine } from '../programme-item.entity.js';
import type { ItemRow } from '../programme.queries.js';

/** A line as an edition keeps it: nothing internal, so that an old edition can be shown to whoever might see it then. */
export function editionLine(item: ItemRow): EditionLine {
  return {
    id: item.id,
    type: item.type,
    title: item.title,
    start: item.starts_at_local.toString({ smallestUnit: 'minute' }),
    startZone: item.start_zone,
    end: item.ends_at_local.toString({ smallestUnit: 'minute' }),
    endZone: item.end_zone,
    ...(item.all_day && { allDay: true }),
    venueId: item.venue_id,
    venueName: item.venue_name,
    venueAddress: item.venue_address,
    participants: item.participants.map(({ person_id, side }) => ({ personId: person_id, side })),
    interpreters: item.interpreters.map(({ id, person_id, pair }) => ({
      interpreterId: id,
      personId: person_id,
      pair,
    })),
    vehicles: item.vehicles.map(({ id }) => id),
    dress: item.dress,
    menu: item.menu,
    audiences: item.audiences,
    track: item.track,
    confidential: item.confidential,
    cancelled: item.cancelled,
  };
}

export interface LineChange {
  id: string;
  kind: 'added' | 'changed' | 'removed';
  before: EditionLine | null;
  after: EditionLine | null;
  /** Which fields differ, for "was 19:00". */
  fields: (keyof EditionLine)[];
}

/** What differs between two editions, or between an edition and the draft. */
export function changedLines(before: readonly EditionLine[], after: readonly EditionLine[]): LineChange[] {
  const old = new Map(before.map((line) => [line.id, line]));
  const here = new Set(after.map((line) => line.id));
  const changes = after.flatMap((line): LineChange[] => {
    const was = old.get(line.id);
    if (!was) return [{ id: line.id, kind: 'added', before: null, after: line, fields: [] }];
    const fields = (Object.keys({ ...was, ...line }) as (keyof EditionLine)[]).filter(
      (name) => canonical(line[name]) !== canonical(was[name]),
    );
    return fields.length > 0 ? [{ id: line.id, kind: 'changed', before: was, after: line, fields }] : [];
  });
  const removed = before
    .filter((line) => !here.has(line.id))
    .map((line): LineChange => ({ id: line.id, kind: 'removed', before: line, after: null, fields: [] }));
  return [...changes, ...removed];
}

/** jsonb forgets the order of keys, so it must not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
