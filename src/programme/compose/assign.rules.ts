import { interprets, isFreeRoom, type Option, type Placed, type Problem } from './problem.js';

/**
 * Which room and which interpreter each chosen time takes. Tries the smallest room first and goes back where it must.
 * @returns null where no such choice exists
 */
export function assigned(problem: Problem, chosen: readonly Option[]): Placed[] | null {
  const rooms = choose(problem, chosen, (option) => roomsFor(problem, option));
  const interpreters = choose(problem, chosen, (option) => interpretersFor(problem, option));
  if (!rooms || !interpreters) return null;
  return chosen.map((option, n) => ({
    wish: option.wish,
    day: option.day,
    start: option.start * problem.step,
    room: rooms[n] ?? null,
    interpreter: interpreters[n] ?? null,
  }));
}

/** A choice that finds no rooms or interpreters, without whatever has no part in that. */
export function tooMuch(problem: Problem, chosen: readonly Option[]): Option[] {
  let core = [...chosen];
  for (const option of chosen) {
    const without = core.filter((one) => one !== option);
    if (!assigned(problem, without)) core = without;
  }
  return core;
}

/** The rooms asked for that are free for the whole of a meeting, the smallest first; null where it needs none. */
export function roomsFor(problem: Problem, option: Option): number[] | null {
  const { rooms } = problem.wishes[option.wish]!;
  if (rooms.length === 0) return null;
  const [start, end] = minutesOf(problem, option);
  return rooms
    .filter((room) => problem.rooms[room]!.site === option.site && isFreeRoom(problem, room, option.day, start, end))
    .toSorted((a, b) => (problem.rooms[a]!.places ?? Infinity) - (problem.rooms[b]!.places ?? Infinity));
}

/** Who can interpret the whole of a meeting; null where nobody need. */
export function interpretersFor(problem: Problem, option: Option): number[] | null {
  const { pair } = problem.wishes[option.wish]!;
  if (pair === null) return null;
  const [start, end] = minutesOf(problem, option);
  return problem.interpreters.flatMap((one, n) => (interprets(one, pair, option.day, start, end) ? [n] : []));
}

const MOST_STEPS = 200_000;

/** One of its candidates for each that needs one, so that no candidate is taken twice at one time. */
function choose(
  problem: Problem,
  chosen: readonly Option[],
  candidates: (option: Option) => number[] | null,
): (number | null)[] | null {
  const taken: (number | null)[] = chosen.map(() => null);
  const wanting = chosen
    .map((option, n) => ({ n, option, among: candidates(option) }))
    .filter((one): one is typeof one & { among: number[] } => one.among !== null)
    // The hardest first.
    .toSorted(
      (a, b) => a.among.length - b.among.length || a.option.day - b.option.day || a.option.start - b.option.start,
    );
  let steps = 0;
  const place = (at: number): boolean => {
    const one = wanting[at];
    if (!one) return true;
    for (const candidate of one.among) {
      if ((steps += 1) > MOST_STEPS) return false;
      const isTaken = wanting
        .slice(0, at)
        .some((other) => taken[other.n] === candidate && overlap(problem, other.option, one.option));
      if (isTaken) continue;
      taken[one.n] = candidate;
      if (place(at + 1)) return true;
      taken[one.n] = null;
    }
    return false;
  };
  return place(0) ? taken : null;
}

const overlap = (problem: Problem, a: Option, b: Option) => {
  const [[from, until], [start, end]] = [minutesOf(problem, a), minutesOf(problem, b)];
  return a.day === b.day && from < end && start < until;
};

function minutesOf(problem: Problem, { wish, start }: Option): [number, number] {
  return [start * problem.step, start * problem.step + problem.wishes[wish]!.minutes];
}
