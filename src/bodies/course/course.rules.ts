/** A step as it stands in the record. */
export interface Move {
  state: string | null;
  step: string;
  on_day: Temporal.PlainDate;
  facts: Record<string, unknown> | null;
}

/**
 * What was in force at the end of `day`: the last state and the last particulars that took effect by then.
 * @param moves of one subject, in the order of their days. @returns null before the first of them
 */
export function standing(
  moves: readonly Move[],
  day: Temporal.PlainDate,
): { state: string | null; facts: Record<string, unknown> | null } | null {
  const past = moves.filter((move) => Temporal.PlainDate.compare(move.on_day, day) <= 0);
  if (past.length === 0) return null;
  return {
    state: past.findLast((move) => move.state !== null)?.state ?? null,
    facts: past.findLast((move) => isOfBody(move) && move.facts !== null)?.facts ?? null,
  };
}

// Credentials keep whom they covered, not the particulars of the body.
const isOfBody = (move: Move): boolean => move.step === 'created' || move.step === 'updated';

/** Whether a place from `startsOn` to `endsOn` is held on `day`; the first and the last day count. */
export const holdsOn = (
  place: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null },
  day: Temporal.PlainDate,
): boolean =>
  Temporal.PlainDate.compare(place.startsOn, day) <= 0 &&
  (place.endsOn === null || Temporal.PlainDate.compare(place.endsOn, day) >= 0);

/** Whether two closed intervals of days share one. */
export const overlap = (
  a: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null },
  b: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null },
): boolean =>
  (a.endsOn === null || Temporal.PlainDate.compare(a.endsOn, b.startsOn) >= 0) &&
  (b.endsOn === null || Temporal.PlainDate.compare(b.endsOn, a.startsOn) >= 0);
