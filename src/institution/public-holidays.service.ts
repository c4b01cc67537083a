import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '../platform/current.js';

export interface PublicHoliday {
  day: Temporal.PlainDate;
  /** In the languages that are known of it: always its own, nearly always English. */
  name: LocalizedText;
}

/** Outside of these the rules of today say nothing, and lunar calendars are not computed. */
const FIRST_YEAR = 1950;
const LAST_YEAR = 2150;
const DAY_MS = 86_400_000;

/** Public holidays of countries by their rules. Days that a government moves or adds are the institution's own days. */
@Injectable()
export class PublicHolidays {
  private readonly kept = new Map<string, Promise<PublicHoliday[]>>();

  /**
   * The public holidays of a country from `fromDay` to `toDay`, both included, in order; a holiday of several days is
   * there once for each. A day that is a holiday only from the afternoon on is left out. No statement is asked.
   * @param countryCode ISO 3166-1 alpha-2; a country of which no rules are known has none
   */
  async holidays(
    countryCode: string,
    fromDay: Temporal.PlainDate,
    toDay: Temporal.PlainDate,
  ): Promise<PublicHoliday[]> {
    const found: PublicHoliday[] = [];
    // The last holiday of a year may reach into the next.
    const first = Math.max(fromDay.year - 1, FIRST_YEAR);
    for (let year = first; year <= Math.min(toDay.year, LAST_YEAR); year += 1) {
      for (const holiday of await this.ofYear(countryCode, year))
        if (isWithin(holiday.day, fromDay, toDay)) found.push(holiday);
    }
    return found.toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
  }

  private ofYear(country: string, year: number): Promise<PublicHoliday[]> {
    const key = `${country} ${year}`;
    let known = this.kept.get(key);
    if (!known) {
      known = computed(country, year);
      this.kept.set(key, known);
    }
    return known;
  }
}

async function computed(country: string, year: number): Promise<PublicHoliday[]> {
  // The rules of all countries are 40 MB in memory: loaded by the first who asks.
  const { default: Holidays } = await import('date-holidays');
  const rules = new Holidays(country, { types: ['public'] });
  const byDay = new Map<string, PublicHoliday>();
  for (const { date, start, end, rule, name } of rules.getHolidays(year)) {
    const names = (rules.getRule(rule) as { name?: LocalizedText | string } | undefined)?.name;
    // `2026-12-24 14:00:00`: the morning is worked. An offset (`-0600`) only tells that it begins on the eve.
    if (date.slice(11, 19) >= '12:00:00') continue;
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
    for (let n = 0; n < days; n += 1) {
      const day = first.add({ days: n });
      if (!byDay.has(`${day}`))
        byDay.set(`${day}`, { day, name: typeof names === 'object' ? { ...names } : { en: name } });
    }
  }
  return [...byDay.values()];
}

function isWithin(day: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate;
  return compare(from, day) <= 0 && compare(day, to) <= 0;
}
