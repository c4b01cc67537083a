/** An event as the chain sees it. */
export interface Sealable {
  id: string;
  type: string;
  subject_id: string | null;
  activity_id: string | null;
  actor_id: string | null;
  request_id: string | null;
  data: unknown;
  occurred_at: Temporal.Instant;
}

export interface Link {
  number: number;
  event_id: string;
  mac: string;
}

export type Fault = { number: number; kind: 'gap' | 'changed' | 'checkpoint' };

/** What a link signs: the link before, and the event with its keys in one order. */
export function sealedText(before: string, event: Sealable): string {
  const { id, type, subject_id, activity_id, actor_id, request_id, data, occurred_at } = event;
  const fields = [id, type, subject_id, activity_id, actor_id, request_id, occurred_at.toString(), ordered(data)];
  return `${before}\n${JSON.stringify(fields)}`;
}

/**
 * The first thing that is wrong in a part of the chain, or null.
 * @param before the link in front of it; number 0 and an empty mac where it is the beginning
 * @param macOf signs a text with the institution's key
 */
export function firstFault(
  before: Pick<Link, 'number' | 'mac'>,
  part: readonly (Link & { event: Sealable })[],
  macOf: (text: string) => string,
): Fault | null {
  let last = before;
  for (const link of part) {
    if (link.number !== last.number + 1) return { number: last.number + 1, kind: 'gap' };
    if (macOf(sealedText(last.mac, link.event)) !== link.mac) return { number: link.number, kind: 'changed' };
    last = link;
  }
  return null;
}

// jsonb keeps no order of keys, so neither may the text.
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  );
}
