import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { UnknownRate } from './cost.errors.js';
import { type PerDiemRate, type Reductions, USUAL_REDUCTIONS } from './per-diem.rules.js';

export interface CostRules extends Reductions {
  /** ISO 4217: the house reckons in it. */
  currency: string;
  estimateForReceptions: boolean;
}

export interface ExchangeRate {
  currency: string;
  rateOn: Temporal.PlainDate;
  /** One unit in the currency of the house, as decimal text. */
  rate: string;
}

/** The rates by which the house reckons: daily allowances, exchange, and what given meals take off. */
@Injectable()
export class CostRatesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly institution: InstitutionQueries,
    private readonly settings: InstitutionService,
  ) {}

  async rules(): Promise<CostRules> {
    const { settings } = await this.institution.current();
    return { currency: 'EUR', estimateForReceptions: false, ...USUAL_REDUCTIONS, ...settings.costs };
  }

  keepRules(rules: CostRules): Promise<void> {
    return this.settings.keepCostRules(rules);
  }

  async dayRates(): Promise<PerDiemRate[]> {
    const rows = await this.db.rows<{
      country: string;
      valid_from: Temporal.PlainDate;
      currency: string;
      day: number;
      night: number;
    }>(
      `select country, valid_from, currency, day_minor as day, night_minor as night from per_diem_rate
        where institution_id = $1 order by country, valid_from desc`,
      [Current.institutionId],
    );
    return rows.map(({ valid_from, ...rate }) => ({ ...rate, validFrom: valid_from }));
  }

  exchangeRates(): Promise<ExchangeRate[]> {
    return this.db.rows<ExchangeRate>(
      `select currency, rate_on as "rateOn", rate::text as rate from exchange_rate where institution_id = $1 order by currency, rate_on desc`,
      [Current.institutionId],
    );
  }

  /** Replaces all daily rates. Lines that were made from the old ones stay as they are. */
  setDayRates(rates: readonly PerDiemRate[]): Promise<void> {
    return this.replaced('per_diem_rate', rates, (one) =>
      this.db.rows(
        `insert into per_diem_rate (institution_id, id, country, valid_from, currency, day_minor, night_minor) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (institution_id, country, valid_from) do update
            set currency = excluded.currency, day_minor = excluded.day_minor, night_minor = excluded.night_minor`,
        [Current.institutionId, randomUUIDv7(), one.country, one.validFrom, one.currency, one.day, one.night],
      ),
    );
  }

  setExchangeRates(rates: readonly ExchangeRate[]): Promise<void> {
    return this.replaced('exchange_rate', rates, (one) =>
      this.db.rows(
        `insert into exchange_rate (institution_id, id, currency, rate_on, rate) values ($1, $2, $3, $4, $5)
         on conflict (institution_id, currency, rate_on) do update set rate = excluded.rate`,
        [Current.institutionId, randomUUIDv7(), one.currency, one.rateOn, one.rate],
      ),
    );
  }

  /** The rate of a currency on a day: as it is given, or the latest known by then. @throws UnknownRate */
  async rateFor(
    currency: string,
    base: string,
    on: Temporal.PlainDate,
    given?: string,
  ): Promise<{ rate: string; on: Temporal.PlainDate }> {
    if (currency === base) return { rate: '1', on };
    if (given) return { rate: given, on };
    const [row] = await this.db.rows<{ rate: string; rate_on: Temporal.PlainDate }>(
      `select rate::text as rate, rate_on from exchange_rate where institution_id = $1 and currency = $2 and rate_on <= $3
        order by rate_on desc limit 1`,
      [Current.institutionId, currency, on],
    );
    if (!row) throw new UnknownRate(currency);
    return { rate: row.rate, on: row.rate_on };
  }

  private replaced<T>(
    table: 'per_diem_rate' | 'exchange_rate',
    rows: readonly T[],
    insert: (row: T) => Promise<unknown>,
  ): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows(`delete from ${table} where institution_id = $1`, [Current.institutionId]);
      for (const row of rows) await insert(row);
      await this.events.record({
        type: 'costs.rates_set',
        subject: Current.institutionId,
        data: { table, count: rows.length },
      });
    });
  }
}
