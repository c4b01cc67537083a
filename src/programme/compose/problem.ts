/** A span of one day in minutes of its wall clock, by the number of the day. */
export interface Span {
  day: number;
  from: number;
  until: number;
}

/** A fixed point: a flight, the plenary, a line that stands. `site` is where it ends and begins; null: nowhere in particular. */
export interface Fixed extends Span {
  site: number | null;
}

export interface Room {
  id: string;
  name: string;
  site: number;
  places: number | null;
  busy: readonly Span[];
}

export interface Wish {
  id: string;
  title: string;
  minutes: number;
  /** Indexes into `people`. */
  people: readonly number[];
  /** Indexes into `rooms`; empty: it needs none (a meal, a rest). */
  rooms: readonly number[];
  /** Preferred halves of days: `am` ends by 13:00, `pm` begins from then. Wishes, not walls. */
  halves: readonly { day: number; half: 'am' | 'pm' }[];
  /** Where it may begin and end; null: whenever the day allows. */
  within: readonly Span[] | null;
  /** How much it counts: 1 to 3; what must be counts more than everything that merely may. */
  weight: number;
  must: boolean;
  /** Languages between which somebody must interpret. */
  pair: string | null;
}

/** All that a programme is composed of. Pure numbers: no clock, no database. */
export interface Problem {
  /** Minutes of the grid. */
  step: number;
  days: readonly { day: string; opens: number; closes: number }[];
  people: readonly { id: string; name: string; fixed: readonly Fixed[] }[];
  rooms: readonly Room[];
  /** Minutes between sites. */
  travel: readonly (readonly number[])[];
  /** Minutes between two meetings of the same person in one house. */
  between: number;
  interpreters: readonly { id: string; name: string; pairs: readonly string[]; busy: readonly Span[] }[];
  wishes: readonly Wish[];
}

export interface Placed {
  wish: number;
  day: number;
  /** Minute of the day. */
  start: number;
  room: number | null;
  interpreter: number | null;
}

export interface Outcome {
  placed: Placed[];
  unplaced: number[];
  /** Whether nothing better exists; else how far the best bound is away, 0 to 1. */
  isOptimal: boolean;
  gap: number;
  value: number;
  milliseconds: number;
}

/** One way to meet a wish: where and when, in steps since the day's midnight. */
export interface Option {
  wish: number;
  site: number | null;
  day: number;
  /** In steps. */
  start: number;
  /** In steps. */
  lasts: number;
  value: number;
}

const MUST = 10_000;
const WISH = 1_000;
const HALF = 100;
const NOON = 13 * 60;

/** What a wish is worth where it is met at that time. */
export function valueOf(wish: Wish, day: number, start: number): number {
  const worth = wish.must ? MUST : WISH * wish.weight;
  if (wish.halves.length === 0) return worth + HALF;
  const isAsked = wish.halves.some(
    (one) => one.day === day && (one.half === 'am' ? start + wish.minutes <= NOON : start >= NOON),
  );
  return worth + (isAsked ? HALF : 0);
}

/** Every way in which a wish alone could be met: inside the day, past the fixed points of its people and the ways to and from them. */
export function optionsOf(problem: Problem, index: number): Option[] {
  const wish = problem.wishes[index]!;
  const sites = wish.rooms.length > 0 ? [...new Set(wish.rooms.map((room) => problem.rooms[room]!.site))] : [null];
  return sites.flatMap((site) =>
    problem.days.flatMap(({ opens, closes }, day) => {
      const options: Option[] = [];
      const first = Math.ceil(opens / problem.step);
      for (let at = first; at * problem.step + wish.minutes <= closes; at += 1) {
        const start = at * problem.step;
        if (!isPossible(problem, wish, site, day, start)) continue;
        const lasts = Math.ceil(wish.minutes / problem.step);
        options.push({ wish: index, site, day, start: at, lasts, value: valueOf(wish, day, start) });
      }
      return options;
    }),
  );
}

function isPossible(problem: Problem, wish: Wish, site: number | null, day: number, start: number): boolean {
  const end = start + wish.minutes;
  if (wish.within && !wish.within.some((span) => span.day === day && start >= span.from && end <= span.until))
    return false;
  const isFree = wish.people.every((person) =>
    problem.people[person]!.fixed.every(
      (one) =>
        one.day !== day ||
        start >= one.until + way(problem, one.site, site) ||
        end + way(problem, site, one.site) <= one.from,
    ),
  );
  if (!isFree) return false;
  const hasRoom =
    wish.rooms.length === 0 ||
    wish.rooms.some((room) => problem.rooms[room]!.site === site && isFreeRoom(problem, room, day, start, end));
  return (
    hasRoom && (wish.pair === null || problem.interpreters.some((one) => interprets(one, wish.pair!, day, start, end)))
  );
}

/** Minutes from one site to another, and at least what lies between two meetings of one person. */
export function way(problem: Problem, from: number | null, to: number | null): number {
  if (from === null || to === null || from === to) return 0;
  return problem.travel[from]?.[to] ?? 0;
}

export function isFreeRoom(problem: Problem, room: number, day: number, start: number, end: number): boolean {
  return problem.rooms[room]!.busy.every((one) => one.day !== day || start >= one.until || end <= one.from);
}

export function interprets(
  one: Problem['interpreters'][number],
  pair: string,
  day: number,
  start: number,
  end: number,
): boolean {
  const back = pair.split('-').toReversed().join('-');
  return (
    (one.pairs.includes(pair) || one.pairs.includes(back)) &&
    one.busy.every((span) => span.day !== day || start >= span.until || end <= span.from)
  );
}

/** Whether two ways of meeting two wishes that share a person leave that person time for both and for the way between. */
export function areApart(problem: Problem, a: Option, b: Option): boolean {
  if (a.day !== b.day) return true;
  const gap = (from: Option, to: Option) => {
    const needed = Math.max(way(problem, from.site, to.site), meet(from, to) ? problem.between : 0);
    return (to.start - from.start - from.lasts) * problem.step >= needed;
  };
  return gap(a, b) || gap(b, a);
}

// A meal or a rest needs no minutes before it: it is the pause.
const meet = (a: Option, b: Option) => a.site !== null && b.site !== null;
