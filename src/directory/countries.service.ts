import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { CountryFacts } from './country-facts.js';
import { CountryNames } from './country-names.js';
import { mayWrite } from './directory.rules.js';

@Injectable()
export class CountriesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** The names of this institution: one statement, for a whole page. */
  async names(): Promise<CountryNames> {
    const rows = await this.db.read(() =>
      this.db.rows<{ code: string; name: LocalizedText }>(
        'select code, name from country_name where institution_id = $1',
        [Current.institutionId],
      ),
    );
    return new CountryNames(new Map(rows.map(({ code, name }) => [code, name])));
  }

  /** Codes of the countries that people or organisations of the directory are of: what a filter of them offers. */
  async occurring(of: 'person' | 'organisation'): Promise<string[]> {
    const rows = await this.db.read(() =>
      this.db.rows<{ country: string }>(
        `select distinct country from ${of} where institution_id = $1 and country is not null`,
        [Current.institutionId],
      ),
    );
    return rows.map(({ country }) => country);
  }

  /** One name; use `names` for more. */
  async countryName(code: string, locale?: string): Promise<string> {
    return (await this.names()).of(code, locale);
  }

  /** Writes the institution's own facts over ours; what is left empty is ours again. @throws NotFound */
  async describe(code: string, facts: CountryFacts): Promise<void> {
    await this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayWrite(Current.actor, code));
      if (!(await this.names()).has(code)) throw new NotFound();
      await this.db.rows(
        `insert into country_fact (institution_id, code, official_name, adjective, capital, languages, zones, national_days)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (institution_id, code) do update set official_name = excluded.official_name, adjective = excluded.adjective,
           capital = excluded.capital, languages = excluded.languages, zones = excluded.zones,
           national_days = excluded.national_days, updated_at = now()`,
        [
          Current.institutionId,
          code,
          JSON.stringify(facts.officialName),
          JSON.stringify(facts.adjective),
          JSON.stringify(facts.capital),
          facts.languages,
          facts.zones,
          JSON.stringify(facts.nationalDays),
        ],
      );
      await this.events.record({ type: 'country.described', subject: Current.institutionId, data: { code } });
    });
  }

  /** Names a code that ISO 3166-1 leaves to its users (XA–XZ and others); again to rename. */
  async nameCode(code: string, name: LocalizedText): Promise<void> {
    await this.db.transaction(() =>
      this.db.rows(
        `insert into country_name (institution_id, code, name) values ($1, $2, $3)
         on conflict (institution_id, code) do update set name = excluded.name`,
        [Current.institutionId, code, JSON.stringify(name)],
      ),
    );
  }
}
