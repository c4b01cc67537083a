import { type LineRule, TALKS } from './line-facts.js';

/** On a sitting day deputies are in the chamber: talks with them are asked about. */
export const theHouseDoesNotSit: LineRule = ({ sits, type, people }) => {
  const host = people.find(({ side }) => side === 'host');
  return sits && host && TALKS.includes(type)
    ? [{ kind: 'sitting', resourceKind: 'person', resourceId: host.id, resourceName: host.name }]
    : [];
};

/** A holiday of either country is no day for talks. */
export const nobodyHasAHoliday: LineRule = ({ holidays, type, people }) =>
  TALKS.includes(type)
    ? holidays.flatMap(({ name, country, side }) => {
        const one = people.find((person) => person.side === side) ?? people[0];
        return one
          ? [
              {
                kind: 'holiday' as const,
                resourceKind: 'person' as const,
                resourceId: one.id,
                resourceName: one.name,
                words: { holiday: name, country },
              },
            ]
          : [];
      })
    : [];
