import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { searchNeedle } from '../platform/i18n/search-text.js';
import type { Money } from '../platform/money.js';
import type { Direction, Fate } from './gift.entity.js';

export interface GiftRow {
  id: string;
  number: number;
  year: number;
  direction: Direction;
  description: string;
  on_day: Temporal.PlainDate;
  activity_id: string | null;
  activity: LocalizedText | null;
  person_id: string | null;
  person: string | null;
  party: string;
  partner_id: string | null;
  country: string | null;
  value_minor: number | null;
  currency: string | null;
  is_estimate: boolean;
  declared_on: Temporal.PlainDate | null;
  fate: Fate | null;
  fate_on: Temporal.PlainDate | null;
  fate_note: string | null;
  redeemed_minor: number | null;
  version: number;
}

export interface GiftFilter {
  q?: string | undefined;
  year?: number | undefined;
  direction?: Direction | undefined;
  /** `open`: received, and nobody decided yet. */
  fate?: Fate | 'open' | undefined;
  activityId?: string | undefined;
  personId?: string | undefined;
}

export interface OpenGift {
  id: string;
  description: string;
  on_day: Temporal.PlainDate;
  declared_on: Temporal.PlainDate | null;
  fate: Fate | null;
  account_id: string | null;
  account: string | null;
}

const COLUMNS = `g.id, g.number, g.year, g.direction, g.description, g.on_day, g.activity_id, v.title as activity, g.person_id,
  nullif(concat_ws(' ', nullif(p.given_name, ''), p.family_name), '') as person, g.party, g.partner_id, o.country, g.value_minor, g.currency,
  g.is_estimate, g.declared_on, g.fate, g.fate_on, g.fate_note, g.redeemed_minor, g.version`;
const FROM = `gift g
  left join activity v on v.institution_id = g.institution_id and v.id = g.activity_id
  left join known_person p on p.institution_id = g.institution_id and p.known_as = g.person_id
  left join organisation o on o.institution_id = g.institution_id and o.id = g.partner_id`;

/** Reads of the register, each one statement. */
@Injectable()
export class GiftsQueries {
  constructor(private readonly db: Db) {}

  /** The newest number first. @param page from 1 */
  async list(filter: GiftFilter, page: number, pageSize: number): Promise<{ rows: GiftRow[]; total: number }> {
    const { where, params } = conditions(filter);
    const rows = await this.db.rows<GiftRow & { total: number }>(
      `select ${COLUMNS}, count(*) over () as total from ${FROM} where ${where}
        order by g.year desc, g.number desc limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** After the last one of a page, in the order of their ids: for the API. */
  after(filter: GiftFilter, last: string | null, limit: number): Promise<GiftRow[]> {
    const { where, params } = conditions(filter);
    const after = last ? ` and g.id > $${params.push(last)}` : '';
    return this.db.rows(
      `select ${COLUMNS} from ${FROM} where ${where}${after} order by g.id limit $${params.length + 1}`,
      [...params, limit],
    );
  }

  /** Given and received on an activity, in the order of their numbers. */
  async ofActivity(activityId: string): Promise<GiftRow[]> {
    return (await this.list({ activityId }, 1, 500)).rows.toReversed();
  }

  async one(id: string): Promise<GiftRow | null> {
    const [row] = await this.db.rows<GiftRow>(
      `select ${COLUMNS} from ${FROM} where g.institution_id = $1 and g.id = $2`,
      [Current.institutionId, id],
    );
    return row ?? null;
  }

  async years(): Promise<number[]> {
    const rows = await this.db.rows<{ year: number }>(
      'select distinct year from gift where institution_id = $1 order by year desc',
      [Current.institutionId],
    );
    return rows.map(({ year }) => year);
  }

  /** What a list is worth, for each direction and currency apart. */
  sums(filter: GiftFilter): Promise<(Money & { direction: Direction; count: number })[]> {
    const { where, params } = conditions(filter);
    return this.db.rows(
      `select g.direction, g.currency, sum(g.value_minor)::bigint as minor, count(*) as count from gift g
        where ${where} and g.currency is not null group by g.direction, g.currency order by g.direction desc, g.currency`,
      params,
    );
  }

  /** Received in these days, with the account of who has to declare it: the receiver's, else the recorder's. */
  received(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<OpenGift[]> {
    return this.db.prepared<OpenGift>(
      'gifts.received',
      `select g.id, g.description, g.on_day, g.declared_on, g.fate, a.id as account_id, a.name as account from gift g
         left join lateral (select id, name from account a where a.institution_id = g.institution_id and a.state = 'active'
            and (a.person_id = g.person_id or a.id = g.recorded_by)
            order by a.person_id is not distinct from g.person_id desc limit 1) a on true
        where g.institution_id = $1 and g.direction = 'received' and g.on_day between $2 and $3
        order by g.on_day, g.id limit 2000`,
      [Current.institutionId, from, until],
    );
  }
}

function conditions(filter: GiftFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [Current.institutionId];
  const where = ['g.institution_id = $1'];
  for (const word of searchNeedle(filter.q ?? '')
    .split(' ')
    .filter(Boolean))
    where.push(`g.search_text like $${params.push(`% ${word}%`)}`);
  if (filter.year) where.push(`g.year = $${params.push(filter.year)}`);
  if (filter.direction) where.push(`g.direction = $${params.push(filter.direction)}`);
  if (filter.fate === 'open') where.push(`g.direction = 'received' and g.fate is null`);
  else if (filter.fate) where.push(`g.fate = $${params.push(filter.fate)}`);
  if (filter.activityId) where.push(`g.activity_id = $${params.push(filter.activityId)}`);
  if (filter.personId) where.push(`g.person_id = $${params.push(filter.personId)}`);
  return { where: where.join(' and '), params };
}
