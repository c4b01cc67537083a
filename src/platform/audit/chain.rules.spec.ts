import { expect, it } from 'vitest';
import { createHmac } from 'node:crypto';
import { firstFault, type Sealable, sealedText } from './chain.rules.js';

const macOf = (text: string) => createHmac('sha256', 'key').update(text).digest('base64url');
const START = { number: 0, mac: '' };

const event = (n: number, data: unknown = {}): Sealable => ({
  id: `event-${n}`,
  type: 'reception.approved',
  subject_id: null,
  activity_id: null,
  actor_id: 'somebody',
  request_id: null,
  data,
  occurred_at: Temporal.Instant.from('2026-11-22T10:00:00.123456Z'),
});

function chain(events: Sealable[]) {
  let mac = '';
  return events.map((one, n) => {
    mac = macOf(sealedText(mac, one));
    return { number: n + 1, event_id: one.id, mac, event: one };
  });
}

it('holds over any part, whatever the order of keys', () => {
  const links = chain([event(1, { a: 1, b: { c: 2, d: 3 } }), event(2), event(3)]);
  links[0]!.event = event(1, { b: { d: 3, c: 2 }, a: 1 });
  expect(firstFault(START, links, macOf)).toBeNull();
  expect(firstFault(links[0]!, links.slice(1), macOf)).toBeNull();
});

it('names the first link that was changed, taken out or put in', () => {
  const changed = chain([event(1), event(2), event(3)]);
  changed[1]!.event = event(2, { amount: 5 });
  expect(firstFault(START, changed, macOf)).toEqual({ number: 2, kind: 'changed' });
  const cut = chain([event(1), event(2), event(3)]);
  expect(firstFault(START, [cut[0]!, cut[2]!], macOf)).toEqual({ number: 2, kind: 'gap' });
  const renumbered = [cut[0]!, { ...cut[2]!, number: 2 }];
  expect(firstFault(START, renumbered, macOf)).toEqual({ number: 2, kind: 'changed' });
});
