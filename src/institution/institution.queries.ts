import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { Institution } from './institution.entity.js';

export interface ConvocationRow {
  id: string;
  number: number;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate | null;
}

export interface SittingRow {
  day: Temporal.PlainDate;
  committee_id: string | null;
  feed_id: string | null;
  note: string | null;
}

@Injectable()
export class InstitutionQueries {
  constructor(private readonly db: Db) {}

  /** The institution with its version, for a form; needs an open unit of work. */
  current(): Promise<Institution> {
    return this.db.repo(Institution).findOneByOrFail({ institutionId: Current.institutionId });
  }

  /** Sitting days from `from` to `until`, both included, in order. */
  async sittingDaysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<Temporal.PlainDate[]> {
    const rows = await this.db.rows<{ day: Temporal.PlainDate }>(
      'select day from sitting_day where institution_id = $1 and day between $2 and $3 order by day',
      [Current.institutionId, from, until],
    );
    return rows.map(({ day }) => day);
  }

  convocations(): Promise<ConvocationRow[]> {
    return this.db.rows<ConvocationRow>(
      'select id, number, starts_on, ends_on from convocation where institution_id = $1 order by starts_on desc',
      [Current.institutionId],
    );
  }

  async convocationOn(day: Temporal.PlainDate): Promise<ConvocationRow | null> {
    const [row] = await this.db.rows<ConvocationRow>(
      'select id, number, starts_on, ends_on from convocation where institution_id = $1 and starts_on <= $2 and (ends_on is null or ends_on >= $2)',
      [Current.institutionId, day],
    );
    return row ?? null;
  }

  /** Committees of the own parliament that may sit: those of its country, by name. */
  committees(): Promise<{ id: string; name: LocalizedText }[]> {
    return this.db.rows(
      `select o.id, o.name from organisation o join institution i on i.institution_id = o.institution_id
        where o.institution_id = $1 and o.classification = 'committee' and (o.country is null or o.country = i.country)
        order by coalesce(o.name ->> $2, o.name ->> 'en', o.name::text), o.id limit 300`,
      [Current.institutionId, Current.locale],
    );
  }

  /** What sits in a span: the plenary (no committee) and committees, with the feed that brought the day. */
  sittingsBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<SittingRow[]> {
    return this.db.rows<SittingRow>(
      `select day, null::uuid as committee_id, feed_id, note from sitting_day where institution_id = $1 and day between $2 and $3
       union all select day, committee_id, feed_id, note from committee_sitting where institution_id = $1 and day between $2 and $3
       order by day`,
      [Current.institutionId, from, until],
    );
  }
}
