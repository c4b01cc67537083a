import { element, D } from './multistatus.js';

/** Up to where a client was told: a serial, or of an answer that was cut, the entry in it that came last. */
export interface Told {
  serial: number;
  entryId: string | null;
  /** What was forgotten when a cut answer began: what it tells is whole as long as nothing more is. */
  floor: number;
}

export const NOTHING_TOLD: Told = { serial: -1, entryId: null, floor: 0 };

const FORM = /^urn:entente:sync:([0-9a-f-]{36}):(\d{1,9})(?::([0-9a-f-]{36}):(\d{1,9}))?$/;

export function syncToken(feedId: string, { serial, entryId, floor }: Pick<Told, 'serial'> & Partial<Told>): string {
  return `urn:entente:sync:${feedId}:${serial}${entryId ? `:${entryId}:${floor ?? 0}` : ''}`;
}

/** What a token of this calendar says; null for any other text. */
export function toldBy(token: string, feedId: string): Told | null {
  const [, feed, serial, entryId = null, floor = '0'] = FORM.exec(token) ?? [];
  return feed === feedId ? { serial: Number(serial), entryId, floor: Number(floor) } : null;
}

/** The calendar itself among the answers says that there are more than the client asked for (RFC 6578 §3.6). */
export const cutAnswer = (path: string) =>
  element(
    D('response'),
    element(D('href'), path) +
      element(D('status'), 'HTTP/1.1 507 Insufficient Storage') +
      element(D('error'), element(D('number-of-matches-within-limits'))),
  );
