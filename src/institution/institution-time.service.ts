import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { together } from '../platform/database/together.js';
import type { DayCalendar } from './deadlines/deadline.js';
import type { InstitutionSettings } from './institution.entity.js';
import { OFFICE_HOURS, type OfficeHours, type WorkingTime } from './office-hours.js';
import { PublicHolidays } from './public-holidays.service.js';

/** What a day is for the institution. */
export interface DayFacts {
  day: Temporal.PlainDate;
  /** There are office hours, and nothing closes the house. */
  isWorking: boolean;
  hours: OfficeHours | null;
  /** Name of the public holiday, or of the day that was closed; null on other days of rest too. */
  closed: LocalizedText | null;
  /** A day of rest that is worked instead of another: why. */
  worked: LocalizedText | null;
  /** The plenary sits. */
  isSitting: boolean;
  /** Names of the committees that sit. */
  committees: LocalizedText[];
  /** Public holidays of the countries asked for. */
  abroad: { country: string; name: LocalizedText }[];
}

interface DatedRow {
  kind: 'closed' | 'worked' | 'sitting' | 'committee';
  day: Temporal.PlainDate;
  name: LocalizedText | null;
}

/** A span of the institution's time, read once: everything it is asked afterwards costs no statement. */
export class TimeSpan implements DayCalendar {
  constructor(
    private readonly facts: ReadonlyMap<string, DayFacts>,
    private readonly usual: WorkingTime['hours'],
    readonly sittingDays: Temporal.PlainDate[],
  ) {}

  get days(): DayFacts[] {
    return [...this.facts.values()];
  }

  of(day: Temporal.PlainDate): DayFacts | null {
    return this.facts.get(`${day}`) ?? null;
  }

  readonly isWorking = (day: Temporal.PlainDate): boolean =>
    this.of(day)?.isWorking ?? this.usual[day.dayOfWeek] !== undefined;
}

/** What each day is: worked or not and why, sat or not, and a holiday abroad. It shades every calendar and counts in every deadline. */
@Injectable()
export class InstitutionTime {
  constructor(
    private readonly db: Db,
    private readonly holidays: PublicHolidays,
  ) {}

  /**
   * What each day from `from` to `to` is, both included, in order; two statements whatever the span.
   * @param countries ISO 3166-1 alpha-2 of partners whose holidays are shown too; the institution's own need not be named
   */
  async daysBetween(
    from: Temporal.PlainDate,
    to: Temporal.PlainDate,
    countries: readonly (string | null | undefined)[] = [],
  ): Promise<DayFacts[]> {
    return (await this.span(from, to, countries)).days;
  }

  /** The same as an object that can be asked of single days, and by which deadlines are counted. */
  async span(
    from: Temporal.PlainDate,
    to: Temporal.PlainDate,
    countries: readonly (string | null | undefined)[] = [],
  ): Promise<TimeSpan> {
    return this.db.read(async () => {
      const [{ country, time }, noted] = await together(this.settings(), this.dated(from, to));
      const dated = Map.groupBy(noted, ({ day }) => `${day}`);
      const own = new Map<string, LocalizedText>();
      if (time.observesHolidays)
        for (const one of await this.holidays.holidays(country, from, to)) own.set(`${one.day}`, one.name);
      const abroad = await this.abroad(countries, country, from, to);
      const facts = new Map<string, DayFacts>();
      const length = from.until(to, { largestUnit: 'days' }).days + 1;
      for (let n = 0; n < length; n += 1) {
        const day = from.add({ days: n });
        const rows = dated.get(`${day}`) ?? [];
        const worked = rows.find(({ kind }) => kind === 'worked');
        const closed = rows.find(({ kind }) => kind === 'closed')?.name ?? own.get(`${day}`) ?? null;
        const usual = time.hours[day.dayOfWeek] ?? null;
        facts.set(`${day}`, {
          day,
          isWorking: worked !== undefined || (usual !== null && !closed),
          hours: worked ? (usual ?? Object.values(time.hours)[0] ?? null) : closed ? null : usual,
          closed: worked ? null : closed,
          worked: worked?.name ?? null,
          isSitting: rows.some(({ kind }) => kind === 'sitting'),
          committees: rows.flatMap(({ kind, name }) => (kind === 'committee' && name ? [name] : [])),
          abroad: abroad.get(`${day}`) ?? [],
        });
      }
      const sittings = [...facts.values()].filter(({ isSitting }) => isSitting).map(({ day }) => day);
      return new TimeSpan(facts, time.hours, sittings);
    });
  }

  /** The country and the working time; Monday to Friday where nothing was set. */
  async settings(): Promise<{ country: string; time: WorkingTime }> {
    const [row] = await this.db.prepared<{ country: string; settings: InstitutionSettings }>(
      'institution.working_time',
      'select country, settings from institution where institution_id = $1',
      [Current.institutionId],
    );
    return { country: row?.country ?? '', time: row?.settings.time ?? OFFICE_HOURS };
  }

  private dated(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<DatedRow[]> {
    return this.db.prepared<DatedRow>(
      'institution.dated_days',
      `select kind, day, name from own_day where institution_id = $1 and day between $2 and $3
       union all select 'sitting', day, null from sitting_day where institution_id = $1 and day between $2 and $3
       union all select 'committee', c.day, o.name from committee_sitting c
         join organisation o on o.institution_id = c.institution_id and o.id = c.committee_id
        where c.institution_id = $1 and c.day between $2 and $3`,
      [Current.institutionId, from, to],
    );
  }

  private async abroad(
    countries: readonly (string | null | undefined)[],
    own: string,
    from: Temporal.PlainDate,
    to: Temporal.PlainDate,
  ): Promise<Map<string, DayFacts['abroad']>> {
    const found = new Map<string, DayFacts['abroad']>();
    for (const country of new Set(countries.filter((one) => one && one !== own) as string[]))
      for (const { day, name } of await this.holidays.holidays(country, from, to))
        found.set(`${day}`, [...(found.get(`${day}`) ?? []), { country, name }]);
    return found;
  }
}
