import type { LineRule } from './line-facts.js';

/** Who is abroad for the house is at none of its lines at home, nor at those of another journey. */
export const nobodyTravelsElsewhere: LineRule = ({ people }) =>
  people.flatMap(({ id, name, away }) =>
    away ? [{ kind: 'mission', resourceKind: 'person', resourceId: id, resourceName: name, words: { ...away } }] : [],
  );
