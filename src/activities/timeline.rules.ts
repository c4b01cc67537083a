/** A moment as the clocks of a zone show it. */
export interface WallClock {
  /** ISO day. */
  day: string;
  /** Minutes since the clock showed midnight. */
  minute: number;
}

export function wallClock(moment: Temporal.Instant, zone: string): WallClock {
  const { hour, minute } = moment.toZonedDateTimeISO(zone);
  return { day: `${moment.toZonedDateTimeISO(zone).toPlainDate()}`, minute: hour * 60 + minute };
}

/**
 * Where a moment stands on a day, in minutes as its clocks show them, also on the days on which they change: a line at ten
 * is drawn at ten, however many hours the night had. What is before the day stands at its beginning, what is after at its end.
 */
export function minutesOn(day: string, moment: WallClock): number {
  if (moment.day === day) return moment.minute;
  return moment.day < day ? 0 : 24 * 60;
}
