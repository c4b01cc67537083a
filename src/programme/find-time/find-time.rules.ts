/** When somebody or something is taken, in minutes from the beginning of the window. */
export interface Busy {
  from: number;
  until: number;
}

/** Minutes from the beginning of the window; days are spans of it in which meetings may be held. */
export interface TimeAsked {
  minutes: number;
  /** From when to when on each day, on the instant scale of `Busy`. */
  days: readonly Busy[];
  /** Who must be there, and who is only wished for. */
  people: readonly { id: string; name: string; isNeeded: boolean; busy: readonly Busy[] }[];
  /** One of these rooms; none asked: empty. */
  rooms: readonly { id: string; name: string; busy: readonly Busy[] }[];
  /** For each pair asked, those who interpret it. */
  interpreters: readonly { pair: string; among: readonly { id: string; name: string; busy: readonly Busy[] }[] }[];
  /** Days that count less: sitting days, holidays; by the number of the day, with the reason. */
  marked: ReadonlyMap<number, string>;
  /** Minutes from midnight of the place at each day's beginning, for meals and halves. */
  opens: readonly number[];
  half: 'am' | 'pm' | null;
}

export type Reason =
  | { kind: 'all-free'; count: number }
  | { kind: 'missing'; names: string[] }
  | { kind: 'half'; half: 'am' | 'pm' }
  | { kind: 'meal' }
  | { kind: 'marked'; why: string }
  | { kind: 'tight'; count: number }
  | { kind: 'rested' };

export interface SlotFound {
  start: number;
  day: number;
  score: number;
  room: { id: string; name: string } | null;
  interpreters: { pair: string; id: string; name: string }[];
  reasons: Reason[];
}

const STEP = 15;
/** Nobody should come straight from one meeting to another. */
const BREATH = 15;
const NOON = 13 * 60;
const MEAL = { from: 12 * 60 + 30, until: 14 * 60 };
const MOST = 12;
const PER_DAY = 3;

/**
 * The best slots, ranked and explained: everybody needed is free, a room and an interpreter for each pair are there. What is
 * only wished for costs: somebody missing most, then a sitting day or holiday, the meal, another half of the day, no breath
 * between meetings. Equal ones stand in order of time. At most three of a day, not overlapping one another.
 */
export function bestSlots(asked: TimeAsked): SlotFound[] {
  const all = asked.days.flatMap((day, n) => {
    const slots: SlotFound[] = [];
    for (let start = day.from; start + asked.minutes <= day.until; start += STEP) {
      const slot = slotAt(asked, n, start);
      if (slot) slots.push(slot);
    }
    return slots;
  });
  const kept: SlotFound[] = [];
  const perDay = new Map<number, number>();
  for (const slot of all.toSorted((a, b) => b.score - a.score || a.start - b.start)) {
    const ofDay = perDay.get(slot.day) ?? 0;
    const overlaps = kept.some((one) => Math.abs(one.start - slot.start) < asked.minutes);
    if (ofDay >= PER_DAY || overlaps) continue;
    perDay.set(slot.day, ofDay + 1);
    kept.push(slot);
    if (kept.length === MOST) break;
  }
  return kept;
}

function slotAt(asked: TimeAsked, day: number, start: number): SlotFound | null {
  const end = start + asked.minutes;
  const isFree = (busy: readonly Busy[]) => busy.every((one) => one.until <= start || one.from >= end);
  if (asked.people.some(({ isNeeded, busy }) => isNeeded && !isFree(busy))) return null;
  const room = asked.rooms.find(({ busy }) => isFree(busy)) ?? null;
  if (asked.rooms.length > 0 && !room) return null;
  const taken = new Set<string>();
  const interpreters: SlotFound['interpreters'] = [];
  for (const { pair, among } of asked.interpreters) {
    const one = among.find(({ id, busy }) => !taken.has(id) && isFree(busy));
    if (!one) return null;
    taken.add(one.id);
    interpreters.push({ pair, id: one.id, name: one.name });
  }
  const missing = asked.people.filter(({ busy }) => !isFree(busy));
  const tight = asked.people.filter(({ busy }) =>
    busy.some(
      (one) => (one.until <= start && start - one.until < BREATH) || (one.from >= end && one.from - end < BREATH),
    ),
  );
  const clock = asked.opens[day]! + (start - asked.days[day]!.from);
  const inMeal = clock < MEAL.until && clock + asked.minutes > MEAL.from;
  const isHalf = asked.half === null || (asked.half === 'am' ? clock + asked.minutes <= NOON : clock >= NOON);
  const why = asked.marked.get(day);
  const reasons: Reason[] = [
    missing.length > 0
      ? { kind: 'missing', names: missing.map(({ name }) => name) }
      : { kind: 'all-free', count: asked.people.length },
  ];
  if (asked.half && isHalf) reasons.push({ kind: 'half', half: asked.half });
  if (why) reasons.push({ kind: 'marked', why });
  if (inMeal) reasons.push({ kind: 'meal' });
  if (tight.length > 0) reasons.push({ kind: 'tight', count: tight.length });
  else reasons.push({ kind: 'rested' });
  const score =
    1000 -
    200 * missing.length -
    (why ? 120 : 0) -
    (inMeal ? 80 : 0) -
    (isHalf ? 0 : 60) -
    Math.min(40, 10 * tight.length) -
    // Sooner is a little better.
    day;
  return { start, day, score, room: room && { id: room.id, name: room.name }, interpreters, reasons };
}
