/** What the host gives on a day, so that it is not paid for twice. */
export const GIVEN = ['breakfast', 'lunch', 'dinner'] as const;
export type Meal = (typeof GIVEN)[number];

export interface StayDay {
  day: Temporal.PlainDate;
  /** ISO 3166-1: where the day is spent; on the day of return the country that is left. */
  country: string;
  meals: readonly Meal[];
  /** Whether the night that follows is the host's; null where none follows. */
  lodging: boolean | null;
}

export interface PerDiemRate {
  country: string;
  validFrom: Temporal.PlainDate;
  currency: string;
  /** Minor units for a whole day, and for a night at most. */
  day: number;
  night: number;
}

/** Parts of the daily rate in per cent. */
export interface Reductions {
  breakfast: number;
  lunch: number;
  dinner: number;
  /** Of the first and the last day, in per cent of a whole one. */
  firstDay: number;
  lastDay: number;
}

export const USUAL_REDUCTIONS: Reductions = { breakfast: 20, lunch: 40, dinner: 40, firstDay: 100, lastDay: 100 };

export interface PerDiemDay {
  day: Temporal.PlainDate;
  country: string;
  currency: string;
  /** What is paid for the day and for its night. */
  allowance: number;
  night: number;
}

/** Nobody has entered what a day there is worth. */
export class NoRate extends Error {
  constructor(
    readonly country: string,
    readonly day: Temporal.PlainDate,
  ) {
    super(`There is no daily rate for ${country} on ${day}.`);
  }
}

/** The rate in force: the latest that began on or before the day. */
export function rateOn(
  rates: readonly PerDiemRate[],
  country: string,
  day: Temporal.PlainDate,
): PerDiemRate | undefined {
  return rates
    .filter((rate) => rate.country === country && Temporal.PlainDate.compare(rate.validFrom, day) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(b.validFrom, a.validFrom))[0];
}

/**
 * What a person is paid for each day of a stay. Meals the host gives are taken off the whole rate, never below nothing; a part of a
 * day is paid in part. @throws NoRate
 */
export function perDiem(
  days: readonly StayDay[],
  rates: readonly PerDiemRate[],
  reductions: Reductions = USUAL_REDUCTIONS,
): PerDiemDay[] {
  return days.map(({ day, country, meals, lodging }, n) => {
    const rate = rateOn(rates, country, day);
    if (!rate) throw new NoRate(country, day);
    const part = Math.min(n === 0 ? reductions.firstDay : 100, n === days.length - 1 ? reductions.lastDay : 100);
    const taken = new Set(meals).values().reduce((sum, meal) => sum + reductions[meal], 0);
    return {
      day,
      country,
      currency: rate.currency,
      allowance: Math.round((rate.day * part * Math.max(0, 100 - taken)) / 10_000),
      night: lodging === false ? rate.night : 0,
    };
  });
}

/** Sums of the days by country and currency, in the order of the stay. */
export function byCountry(
  days: readonly PerDiemDay[],
): { country: string; currency: string; days: number; nights: number; allowance: number; night: number }[] {
  const sums = new Map<string, ReturnType<typeof byCountry>[number]>();
  for (const { country, currency, allowance, night } of days) {
    const key = `${country} ${currency}`;
    const sum = sums.get(key) ?? { country, currency, days: 0, nights: 0, allowance: 0, night: 0 };
    sums.set(key, {
      ...sum,
      days: sum.days + 1,
      nights: sum.nights + (night > 0 ? 1 : 0),
      allowance: sum.allowance + allowance,
      night: sum.night + night,
    });
  }
  return [...sums.values()];
}
