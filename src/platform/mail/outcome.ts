import type { MessageState } from './message.entity.js';

/** What became of one attempt. */
export interface Outcome {
  state: MessageState;
  /** The server's words, or ours where it said none. */
  answer: string;
  /** Whether the message was handed over at all, or the server was away. */
  isTried: boolean;
}

/** About two days of attempts, an hour apart in the end: as long as a server may be expected to be mended. */
const ATTEMPTS = 50;
const AWAY_SECONDS = 30;

/** The server could not be reached, or would not have us: no fault of any message. */
export class ServerAway extends Error {}

/** The server refused this message. @param code SMTP reply code */
export class MessageRefused extends Error {
  constructor(
    readonly code: number,
    words: string,
  ) {
    super(words);
  }
}

/** The words were out before the connection broke: nobody can know if it arrived (RFC 1047). */
export class ArrivalUnknown extends Error {}

/** @param attempts including this one */
export function outcomeOf(error: unknown, attempts: number): Outcome {
  const answer = error instanceof Error ? error.message : String(error);
  if (error instanceof ServerAway) return { state: 'deferred', answer, isTried: false };
  const isForGood = error instanceof MessageRefused && error.code >= 500;
  if (isForGood || attempts >= ATTEMPTS) return { state: 'bounced', answer, isTried: true };
  return { state: error instanceof ArrivalUnknown ? 'unknown' : 'deferred', answer, isTried: true };
}

/** @returns null where nothing is tried again */
export function secondsUntilRepeat(state: MessageState, attempts: number, isTried: boolean): number | null {
  if (state !== 'deferred' && state !== 'unknown') return null;
  return isTried ? Math.min(3600, 15 * 2 ** Math.min(attempts, 10)) : AWAY_SECONDS;
}
