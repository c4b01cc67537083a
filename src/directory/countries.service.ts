import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { CountryNames } from './country-names.js';

@Injectable()
export class CountriesService {
  constructor(private readonly db: Db) {}

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

  /** One name; use `names` for more. */
  async countryName(code: string, locale?: string): Promise<string> {
    return (await this.names()).of(code, locale);
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
