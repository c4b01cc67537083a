import { interpretersFor, roomsFor } from './assign.rules.js';
import { type Option, type Problem, way } from './problem.js';

/** A model for the solver: choose among options, one column each; every row is a sum of columns that may not exceed `most`. */
export interface Model {
  options: Option[];
  rows: { columns: number[]; most: number }[];
}

/**
 * The wishes as a choice among times. Rows say: a wish is met once; nobody is at two places; there are rooms and interpreters
 * enough at every step; and who leaves one house is not in another before the way is done. Rows of the way are exact: "in
 * house a at t" and "left another house less than the way ago" exclude each other, added up only where meetings are so long
 * that no two of the latter can both be true.
 */
export function modelOf(problem: Problem, options: readonly Option[], forbidden: readonly number[][] = []): Model {
  const rows: Model['rows'] = [];
  const add = (columns: number[], most: number) => {
    if (columns.length > most) rows.push({ columns, most });
  };
  const all = options.map((_, n) => n);
  for (const mine of group(all, (n) => options[n]!.wish).values()) add(mine, 1);
  const rooms = options.map((option) => roomsFor(problem, option));
  const interpreters = options.map((option) => interpretersFor(problem, option));
  for (const ofDay of group(all, (n) => options[n]!.day).values()) {
    const times = [...new Set(ofDay.flatMap((n) => covered(options[n]!)))].toSorted((a, b) => a - b);
    for (let person = 0; person < problem.people.length; person += 1) {
      const mine = ofDay.filter((n) => problem.wishes[options[n]!.wish]!.people.includes(person));
      if (mine.length === 0) continue;
      const pause = Math.ceil(problem.between / problem.step);
      for (const at of times) {
        add(
          mine.filter((n) => isAt(options[n]!, at, 0)),
          1,
        );
        // The pause lies between two meetings; a meal or a rest is one, and may fill it.
        if (pause > 0)
          add(
            mine.filter((n) => options[n]!.site !== null && isAt(options[n]!, at, pause)),
            1,
          );
      }
      rows.push(...ways(problem, options, mine, times));
    }
    for (const at of times) {
      const now = ofDay.filter((n) => isAt(options[n]!, at, 0));
      for (const among of [rooms, interpreters]) for (const row of shared(now, among)) add(row.columns, row.most);
    }
  }
  for (const columns of forbidden) add(columns, columns.length - 1);
  return { options: [...options], rows };
}

/**
 * Rooms and interpreters are counted, not named, at every step; who and which is settled afterwards. Meetings that can take only
 * some of them can be no more than those are.
 * @param among by column, what it can take; null where it needs none
 */
function shared(now: readonly number[], among: readonly (readonly number[] | null)[]): Model['rows'] {
  const wanting = now.filter((n) => among[n] !== null);
  const sets = new Map(wanting.map((n) => [among[n]!.join(), among[n]!] as const));
  return [...sets.values()].map((set) => ({
    columns: wanting.filter((n) => among[n]!.every((one) => set.includes(one))),
    most: set.length,
  }));
}

function ways(problem: Problem, options: readonly Option[], mine: number[], times: number[]): Model['rows'] {
  const placed = mine.filter((n) => options[n]!.site !== null);
  const sites = [...new Set(placed.map((n) => options[n]!.site!))];
  if (sites.length < 2) return [];
  const longest = Math.max(...sites.flatMap((a) => sites.map((b) => way(problem, a, b))));
  const shortest = Math.min(...placed.map((n) => options[n]!.lasts)) * problem.step;
  const rows: Model['rows'] = [];
  for (const site of sites) {
    for (const at of times) {
      const here = placed.filter((n) => options[n]!.site === site && isAt(options[n]!, at, 0));
      if (here.length === 0) continue;
      const gone = placed.filter((n) => {
        const { site: other, start, lasts } = options[n]!;
        const end = start + lasts;
        return other !== site && end <= at && at * problem.step < end * problem.step + way(problem, other, site);
      });
      if (gone.length === 0) continue;
      if (shortest >= longest) rows.push({ columns: [...here, ...gone], most: 1 });
      else
        for (const one of group(gone, (n) => options[n]!.wish).values())
          rows.push({ columns: [...here, ...one], most: 1 });
    }
  }
  return rows;
}

const isAt = ({ start, lasts }: Option, at: number, pause: number) => start <= at && at < start + lasts + pause;
const covered = ({ start, lasts }: Option) => Array.from({ length: lasts }, (_, n) => start + n);

function group<K>(columns: readonly number[], key: (n: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const n of columns) {
    const list = groups.get(key(n));
    if (list) list.push(n);
    else groups.set(key(n), [n]);
  }
  return groups;
}

/** The model as text, as CPLEX wrote it: columns in order, so that the answer is read by their numbers. */
export function lpText({ options, rows }: Model): string {
  const sum = (columns: readonly number[]) => columns.map((n) => `x${n}`).join(' + ');
  const wrap = (text: string) => text.replace(/(.{1,400}) \+ /g, '$1\n + ');
  return [
    'Maximize',
    wrap(` value: ${options.map(({ value }, n) => `${value} x${n}`).join(' + ')}`),
    'Subject To',
    ...rows.map(({ columns, most }, n) => wrap(` r${n}: ${sum(columns)} <= ${most}`)),
    'Binaries',
    ...options.map((_, n) => ` x${n}`),
    'End',
  ].join('\n');
}
