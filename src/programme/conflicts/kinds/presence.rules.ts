import type { LineRule } from './line-facts.js';

/** The way there and back is the arrival itself. */
export const isOnTheWay = (type: string) => type === 'arrival' || type === 'departure';

/** Nobody takes part before he has arrived, nor after he has left: flights and trains are fixed points. */
export const everybodyIsThere: LineRule = ({ type, people, turn }) => {
  if (isOnTheWay(type)) return [];
  return people.flatMap(({ id, name, arrives, leaves }) => {
    const found = (kind: 'arrives' | 'leaves', at: number) => ({
      kind,
      resourceKind: 'person' as const,
      resourceId: id,
      resourceName: name,
      words: { at },
    });
    if (arrives !== null && turn.from < arrives) return [found('arrives', arrives)];
    return leaves !== null && turn.until > leaves ? [found('leaves', leaves)] : [];
  });
};
