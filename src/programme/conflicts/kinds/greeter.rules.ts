import type { LineRule } from './line-facts.js';

const GREETING = ['arrival', 'honours', 'departure'];

/** The greeter's rank is not below the guest's: asked of arrival, honours and departure, where both ranks are known. */
export const theGreeterIsOfRank: LineRule = ({ type, people }) => {
  if (!GREETING.includes(type)) return [];
  const highest = (side: 'host' | 'guest') =>
    people
      .filter((one): one is typeof one & { rank: number } => one.side === side && one.rank !== null)
      .toSorted((a, b) => a.rank - b.rank)[0];
  const [greeter, guest] = [highest('host'), highest('guest')];
  if (!greeter || !guest || greeter.rank <= guest.rank) return [];
  return [
    {
      kind: 'greeter',
      resourceKind: 'person',
      resourceId: greeter.id,
      resourceName: greeter.name,
      words: { guest: guest.name },
    },
  ];
};
