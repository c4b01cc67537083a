import type { Shape } from './shapes.rules.js';

const MOST_AT_ONE = 24;
const AT_ROUND = 10;

/** The table that is proposed for so many: one that takes them all, or as many round ones; one of the usual size while nobody is known. */
export function tableFor(people: number): { shape: Shape; tables: number[] } {
  if (people > MOST_AT_ONE)
    return { shape: 'round', tables: Array.from({ length: Math.ceil(people / AT_ROUND) }, () => AT_ROUND) };
  return { shape: 'long', tables: [people || MOST_AT_ONE] };
}
