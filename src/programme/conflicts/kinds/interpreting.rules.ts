import { type LineFacts, type LineRule, TALKS, type Turn } from './line-facts.js';

const back = (pair: string) => pair.split('-').toReversed().join('-');
/** `pt-BR` and `pt` understand each other. */
const base = (tag: string) => tag.toLowerCase().split('-')[0]!;
const own = ({ id, name }: { id: string; name: string }) => ({
  resourceKind: 'interpreter' as const,
  resourceId: id,
  resourceName: name,
});

/** An interpreter works between his own languages, and in his own ways. */
export const interpretsThePair: LineRule = ({ interpreters }) =>
  interpreters
    .filter(
      ({ pair, pairs, mode, modes }) =>
        !(pairs.includes(pair) || pairs.includes(back(pair))) || (modes.length > 0 && !modes.includes(mode)),
    )
    .map((one) => ({ kind: 'pair', ...own(one) }));

/** Two in a booth relieve each other; who is alone tires, and goes on tiring where one line follows another without the rest. */
export const noLongShiftAlone: LineRule = ({ interpreters, turn }) => {
  const [one] = interpreters;
  if (!one || interpreters.length > 1) return [];
  const whole = withoutRest(turn, one.alone, one.restMinutes);
  if (lengthOf(whole) <= one.longestShiftMinutes) return [];
  const words = lengthOf(whole) > lengthOf(turn) ? { goesOn: 'yes', ...whole } : { goesOn: 'no', from: 0, until: 0 };
  return [{ kind: 'shift', ...own(one), minutes: one.longestShiftMinutes, words }];
};

/**
 * The turn with all that it goes on from and goes on into: what begins before the rest is over, or as the other ends.
 * What overlaps it is told as such.
 */
export function withoutRest(turn: Turn, others: readonly Turn[], restMinutes: number): Turn {
  const whole = { ...turn };
  const goesOn = (gap: number) => gap === 0 || (gap > 0 && gap < restMinutes);
  for (const { from, until } of others.toSorted((a, b) => b.until - a.until))
    if (goesOn(whole.from - until)) whole.from = from;
  for (const { from, until } of others.toSorted((a, b) => a.from - b.from))
    if (goesOn(from - whole.until)) whole.until = until;
  return whole;
}

const lengthOf = ({ from, until }: Turn) => until - from;

/**
 * At talks each guest must be understood by a host: by a language of both, or through an interpreter between one of each.
 * People of whom no language is noted are not asked about. Told once for each language of the guests.
 */
export const everybodyIsUnderstood: LineRule = (line) => {
  if (!TALKS.includes(line.type)) return [];
  const speaking = (side: 'host' | 'guest') =>
    line.people.filter((one) => one.side === side && one.languages.length > 0);
  const hosts = speaking('host');
  if (hosts.length === 0) return [];
  const mute = new Map<string, { id: string; name: string; language: string; to: string; count: number }>();
  for (const guest of speaking('guest')) {
    if (hosts.some((host) => understand(guest.languages, host.languages, line))) continue;
    const [language, to] = [base(guest.languages[0]!), base(hosts[0]!.languages[0]!)];
    const told = mute.get(language);
    if (told) told.count += 1;
    else mute.set(language, { id: guest.id, name: guest.name, language, to, count: 1 });
  }
  return [...mute.values()].map(({ id, name, language, to, count }) => ({
    kind: 'language',
    resourceKind: 'person',
    resourceId: id,
    resourceName: name,
    words: { pair: `${language}-${to}`, count },
  }));
};

function understand(some: readonly string[], others: readonly string[], { interpreters }: LineFacts): boolean {
  return some.some((one) =>
    others.some(
      (other) =>
        base(one) === base(other) ||
        interpreters.some(({ pair }) => [pair, back(pair)].includes(`${base(one)}-${base(other)}`)),
    ),
  );
}

/** Who takes part and interprets at the same line is taken twice by it. */
export const nobodyInTwoRoles: LineRule = ({ people, interpreters }) =>
  interpreters
    .filter(({ personId }) => people.some(({ id }) => id === personId))
    .map((one) => ({
      kind: 'both-roles',
      resourceKind: 'person',
      resourceId: one.personId,
      resourceName: one.name,
    }));
