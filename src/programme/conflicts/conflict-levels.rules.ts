export type ConflictLevel = 'refuse' | 'block-release' | 'warn' | 'ignore';
export const CONFLICT_LEVELS: readonly ConflictLevel[] = ['refuse', 'block-release', 'warn', 'ignore'];

/** What an institution sets a level for: being taken twice by what is taken, everything else by its own name. */
export const LEVEL_KEYS = [
  'person',
  'venue',
  'vehicle',
  'interpreter',
  'unavailable',
  'mission',
  'mandate',
  'travel',
  'rest',
  'shift',
  'pair',
  'language',
  'capacity',
  'seats',
  'closed',
  'diet',
  'greeter',
  'sitting',
  'holiday',
] as const;
export type LevelKey = (typeof LEVEL_KEYS)[number];

/** What each institution chooses; these are the defaults. */
export type ConflictLevels = Record<LevelKey, ConflictLevel>;
export const DEFAULT_LEVELS: ConflictLevels = {
  person: 'block-release',
  venue: 'block-release',
  vehicle: 'block-release',
  interpreter: 'block-release',
  unavailable: 'block-release',
  // An order covers whole days; on the first and the last of them there may be time at home.
  mission: 'warn',
  mandate: 'warn',
  // Being late is a warning: a motorcade can be faster than the table of distances.
  travel: 'warn',
  rest: 'warn',
  shift: 'warn',
  pair: 'warn',
  language: 'warn',
  capacity: 'warn',
  seats: 'warn',
  closed: 'warn',
  diet: 'warn',
  greeter: 'warn',
  sitting: 'warn',
  holiday: 'warn',
};

/** Levels as they are stored: what is unknown or missing takes its default. */
export function levelsFrom(stored: Record<string, unknown> | null | undefined): ConflictLevels {
  const known = LEVEL_KEYS.filter((key) => CONFLICT_LEVELS.includes(stored?.[key] as ConflictLevel));
  return { ...DEFAULT_LEVELS, ...Object.fromEntries(known.map((key) => [key, stored![key]])) };
}

/** Whether a level stands in the way of a release. */
export const holdsUp = (level: ConflictLevel): boolean => level === 'refuse' || level === 'block-release';
