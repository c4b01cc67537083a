import { assigned } from './assign.rules.js';
import { areApart, type Option, optionsOf, type Problem } from './problem.js';

/** Why a wish is not met: a message and its words, to be told in the reader's language. */
export interface Why {
  kind: 'too-long' | 'people' | 'rooms' | 'interpreter' | 'hours' | 'together' | 'room-for-less';
  names: string[];
  /** Wishes of which not all can be met with this one: the smallest such set that was found. */
  with: number[];
}

const MOST_NODES = 150_000;

/** Why a wish could not be met even alone; null where it could. */
export function whyNotAlone(problem: Problem, index: number): Why | null {
  if (optionsOf(problem, index).length > 0) return null;
  const wish = problem.wishes[index]!;
  const possible = (changes: Partial<Problem>) => optionsOf({ ...problem, ...changes }, index).length > 0;
  const freed = (who: (person: number) => boolean) =>
    problem.people.map((one, n) => (who(n) ? { ...one, fixed: [] } : one));
  const because = (kind: Why['kind'], names: string[] = []): Why => ({ kind, names, with: [] });
  if (problem.days.every(({ opens, closes }) => closes - opens < wish.minutes)) return because('too-long');
  const alone = wish.people.filter((person) => possible({ people: freed((n) => n === person) }));
  if (alone.length > 0)
    return because(
      'people',
      alone.map((person) => problem.people[person]!.name),
    );
  if (possible({ people: freed(() => true) }))
    return because(
      'people',
      wish.people.map((person) => problem.people[person]!.name),
    );
  const rooms = problem.rooms.map((room) => ({ ...room, busy: [] }));
  if (wish.rooms.length > 0 && possible({ rooms }))
    return because(
      'rooms',
      wish.rooms.map((room) => problem.rooms[room]!.name),
    );
  if (wish.pair && possible({ interpreters: [{ id: '', name: '', pairs: [wish.pair], busy: [] }] }))
    return because('interpreter', [wish.pair]);
  return because('hours');
}

/** Wishes that want a person, a room or an interpreter of this one: only they can stand in its way. */
export function rivals(problem: Problem, index: number): number[] {
  const wish = problem.wishes[index]!;
  return problem.wishes.flatMap((other, n) => {
    const shares =
      other.people.some((person) => wish.people.includes(person)) ||
      other.rooms.some((room) => wish.rooms.includes(room)) ||
      (wish.pair !== null && other.pair !== null);
    return n !== index && shares ? [n] : [];
  });
}

/**
 * The smallest set of others, of two at most, that cannot all be met together with this wish: tried one by one and pair by
 * pair, so nothing smaller exists. Null where any two leave it a time, or where trying took too long.
 */
export function smallestClash(problem: Problem, index: number): number[] | null {
  const others = rivals(problem, index);
  for (const one of others) if (canAll(problem, [index, one]) === false) return [one];
  for (const [n, one] of others.entries())
    for (const two of others.slice(n + 1)) if (canAll(problem, [index, one, two]) === false) return [one, two];
  return null;
}

/** Whether these wishes can all be met: every time of each is tried. Null where that takes too long. */
export function canAll(problem: Problem, wishes: readonly number[]): boolean | null {
  const options = wishes.map((wish) => optionsOf(problem, wish)).toSorted((a, b) => a.length - b.length);
  let nodes = 0;
  const share = (a: Option, b: Option) =>
    problem.wishes[a.wish]!.people.some((person) => problem.wishes[b.wish]!.people.includes(person));
  const go = (n: number, chosen: Option[]): boolean => {
    if (n === options.length) return assigned(problem, chosen) !== null;
    for (const option of options[n]!) {
      if ((nodes += 1) > MOST_NODES) return false;
      if (
        chosen.every((other) => !share(other, option) || areApart(problem, other, option)) &&
        go(n + 1, [...chosen, option])
      )
        return true;
    }
    return false;
  };
  const found = go(0, []);
  return !found && nodes > MOST_NODES ? null : found;
}
