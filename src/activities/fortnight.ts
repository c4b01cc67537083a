/** A bar of the ribbon: its columns and row, from 1; a lane holds bars that do not overlap. */
export interface Placed<T> {
  of: T;
  from: number;
  until: number;
  lane: number;
}

export const RIBBON_DAYS = 14;

/** Lays activities over the days from `first`: the earliest first, each into the highest free lane. Pure. */
export function layOut<T extends { starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate }>(
  activities: readonly T[],
  first: Temporal.PlainDate,
): Placed<T>[] {
  const free: number[] = [];
  return activities.map((of) => {
    const from = Math.max(1, first.until(of.starts_on).days + 1);
    const until = Math.min(RIBBON_DAYS, first.until(of.ends_on).days + 1);
    const open = free.findIndex((column) => column <= from);
    const lane = open === -1 ? free.length : open;
    free[lane] = until + 1;
    return { of, from, until, lane: lane + 1 };
  });
}
