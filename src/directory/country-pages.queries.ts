import { Injectable } from '@nestjs/common';
import { type PublicHoliday, PublicHolidays } from '../institution/public-holidays.service.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type CountryFacts, type NationalDay, shippedFacts } from './country-facts.js';

interface FactsRow {
  official_name: LocalizedText;
  adjective: LocalizedText;
  capital: LocalizedText;
  languages: string[];
  zones: string[];
  national_days: NationalDay[];
}

export interface CountryRow {
  code: string;
  organisations: number;
  people: number;
}

/** Reads about countries: what we ship, what the institution wrote over it, and what the calendar knows. */
@Injectable()
export class CountryPagesQueries {
  constructor(
    private readonly db: Db,
    private readonly publicHolidays: PublicHolidays,
  ) {}

  /** The facts of a country; each field the institution's own, else ours. */
  async facts(code: string): Promise<CountryFacts> {
    const [row] = await this.db.read(() =>
      this.db.rows<FactsRow>(
        `select official_name, adjective, capital, languages, zones, national_days from country_fact
          where institution_id = $1 and code = $2`,
        [Current.institutionId, code],
      ),
    );
    const ours = shippedFacts(code);
    if (!row) return ours;
    return {
      officialName: { ...ours.officialName, ...row.official_name },
      adjective: row.adjective,
      capital: Object.keys(row.capital).length > 0 ? row.capital : ours.capital,
      languages: row.languages.length > 0 ? row.languages : ours.languages,
      zones: row.zones.length > 0 ? row.zones : ours.zones,
      nationalDays: row.national_days.length > 0 ? row.national_days : ours.nationalDays,
    };
  }

  /** The public holidays of the twelve months that begin on `from`. No statement is asked. */
  holidays(code: string, from: Temporal.PlainDate): Promise<PublicHoliday[]> {
    return this.publicHolidays.holidays(code, from, from.add({ years: 1 }).subtract({ days: 1 }));
  }

  /** How many organisations and people of each country are recorded. One statement. */
  async counts(): Promise<Map<string, CountryRow>> {
    const rows = await this.db.rows<CountryRow>(
      `select code, sum(organisations)::int as organisations, sum(people)::int as people from (
         select country as code, count(*) as organisations, 0 as people from organisation where institution_id = $1 group by 1
         union all
         select country, 0, count(*) from person where institution_id = $1 and merged_into is null group by 1) counted
        where code is not null group by code`,
      [Current.institutionId],
    );
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** The partners of one country for its page. */
  async organisations(code: string): Promise<{ id: string; name: LocalizedText; classification: string }[]> {
    return this.db.rows(
      `select id, name, classification from organisation where institution_id = $1 and country = $2
        order by classification = 'parliament' desc, classification = 'chamber' desc, search_text, id limit 40`,
      [Current.institutionId, code],
    );
  }
}
