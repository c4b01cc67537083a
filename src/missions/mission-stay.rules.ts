export interface Ride {
  to_country: string;
  from_country: string;
  departs_at_local: Temporal.PlainDateTime;
  arrives_at_local: Temporal.PlainDateTime;
}

interface Journey {
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  countries: readonly string[];
}

/**
 * The country of each day: where the last ride of the day arrives, on the last day the one that is left; between rides one stays.
 * Days are those of the clock where the ride arrives or departs. Without rides all days are the first country's.
 */
export function nightsOf(
  rides: readonly Ride[],
  { starts_on, ends_on, countries }: Journey,
): { day: Temporal.PlainDate; country: string }[] {
  const count = starts_on.until(ends_on).days + 1;
  let here = countries[0] ?? rides[0]?.to_country ?? '';
  return Array.from({ length: count }, (_, n) => starts_on.add({ days: n })).map((day) => {
    const arrived = rides.filter((ride) => ride.arrives_at_local.toPlainDate().equals(day)).at(-1);
    if (arrived && !day.equals(ends_on)) here = arrived.to_country;
    const left = rides.find((ride) => ride.departs_at_local.toPlainDate().equals(day));
    return { day, country: day.equals(ends_on) && left && count > 1 ? left.from_country : here };
  });
}
