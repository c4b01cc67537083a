import type { LineRule } from './line-facts.js';

/** Who speaks for the house or for the partner holds a post or a seat on that day. */
export const theMandateHolds: LineRule = ({ people }) =>
  people
    .filter(({ mandateEnded }) => mandateEnded !== null)
    .map(({ id, name, mandateEnded }) => ({
      kind: 'mandate',
      resourceKind: 'person',
      resourceId: id,
      resourceName: name,
      words: { day: mandateEnded! },
    }));
