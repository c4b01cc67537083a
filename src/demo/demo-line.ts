import type { ItemInput } from '../programme/programme.service.js';
import { inHouseLanguage } from '../seeding/directory-seeds.js';
import type { DemoInput, DemoItem } from './demo-input.schema.js';

/** Ids by the keys of the file. */
export interface DemoIds {
  people: ReadonlyMap<string, string>;
  venues: ReadonlyMap<string, string>;
  vehicles: ReadonlyMap<string, string>;
  interpreters: ReadonlyMap<string, string>;
}

/** A line of the file as the programme takes it. */
export function lineInput(input: DemoInput, item: DemoItem, ids: DemoIds): ItemInput {
  const text = (value: Record<string, string> | undefined) => (value ? inHouseLanguage(value) : null);
  const startZone = item.startZone ?? input.visit.timeZone;
  const people = (side: 'host' | 'guest') =>
    item.participants[side].map((key) => ({ personId: ids.people.get(key)!, side, role: null }));
  const responsible = input.delegations.host.members.find(({ key }) => key === item.responsible)?.name;
  return {
    type: item.type,
    title: item.title,
    start: Temporal.PlainDateTime.from(item.startsAt),
    startZone,
    end: Temporal.PlainDateTime.from(item.endsAt),
    endZone: item.endZone ?? startZone,
    venueId: item.venue ? ids.venues.get(item.venue)! : null,
    participants: [...people('host'), ...people('guest')],
    interpreters: item.interpreters.map(({ interpreter, pair, mode }) => ({
      interpreterId: ids.interpreters.get(interpreter)!,
      pair: pair.join('-'),
      mode,
    })),
    vehicles: item.vehicles.map((key) => ids.vehicles.get(key)!),
    audiences: item.audiences,
    track: item.track === 'main' ? null : item.track,
    confidential: item.confidential,
    dress: text(item.dress),
    menu: text(item.menu),
    flags: text(item.protocol),
    gift: text(item.gift),
    press: text(item.press),
    talkingPoints: text(item.talkingPoints),
    internalNote: text(item.internalNote),
    responsible: responsible ? `${responsible.given} ${responsible.family}` : null,
  };
}

/** Whether two lines say the same. */
export const isSameLine = (a: ItemInput, b: ItemInput): boolean => flat(canonical(a)) === flat(canonical(b));

/** The order of people and things within a line says nothing. */
function canonical(input: ItemInput): ItemInput {
  const sorted = <T>(list: readonly T[]) => list.toSorted((a, b) => (flat(a) < flat(b) ? -1 : 1));
  return {
    ...input,
    // What a file leaves out is stored as these.
    allDay: input.allDay ?? false,
    layout: input.layout ?? null,
    seating: input.seating ?? null,
    preBooked: input.preBooked ?? false,
    participants: sorted(input.participants),
    interpreters: sorted(input.interpreters),
    vehicles: sorted(input.vehicles),
    audiences: sorted(input.audiences),
  };
}

/** One text for one value, whatever the order of its keys. */
export function flat(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
