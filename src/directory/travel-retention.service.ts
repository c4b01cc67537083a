import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { mayRetain } from './directory.rules.js';
import { DEFAULT_RETENTION, TRAVEL_FIELDS, type TravelField } from './travel.forms.js';
import { TravelNeeds } from './travel-needs.registry.js';

export interface DueDetail {
  id: string;
  personId: string;
  field: TravelField;
  /** The first day on which it is no longer kept. */
  dueOn: Temporal.PlainDate;
}

/**
 * How long travel details are kept: so many days from the last day of the person's latest visit or mission, or from the
 * day on which they were noted if that is later.
 */
@Injectable()
export class TravelRetentionService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly needs: TravelNeeds,
  ) {}

  /** Days by field: the institution's own, else ours. */
  async terms(): Promise<Record<TravelField, number>> {
    const rows = await this.db.read(() =>
      this.db.rows<{ field: TravelField; days: number }>(
        'select field, days from travel_retention where institution_id = $1',
        [Current.institutionId],
      ),
    );
    return { ...DEFAULT_RETENTION, ...Object.fromEntries(rows.map(({ field, days }) => [field, days])) };
  }

  async setTerms(days: Partial<Record<TravelField, number>>): Promise<void> {
    await this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayRetain(Current.actor));
      for (const field of TRAVEL_FIELDS)
        if (days[field] !== undefined)
          await this.db.rows(
            `insert into travel_retention (institution_id, field, days) values ($1, $2, $3)
             on conflict (institution_id, field) do update set days = excluded.days`,
            [Current.institutionId, field, days[field]],
          );
      await this.events.record({
        type: 'travel_retention.set',
        subject: Current.institutionId,
        data: { days },
      });
    });
  }

  /** What is kept, each with the day on which it goes, the nearest first. A fixed number of statements. */
  async kept(): Promise<DueDetail[]> {
    return this.db.read(async () => {
      const terms = await this.terms();
      const rows = await this.db.rows<{
        id: string;
        person_id: string;
        field: TravelField;
        noted_on: Temporal.PlainDate;
      }>('select id, person_id, field, noted_on from travel_detail where institution_id = $1', [Current.institutionId]);
      const needed = await this.needs.lastNeeded([...new Set(rows.map((row) => row.person_id))]);
      return rows
        .map((row) => {
          const last = needed.get(row.person_id);
          const from = last && Temporal.PlainDate.compare(last, row.noted_on) > 0 ? last : row.noted_on;
          const dueOn = from.add({ days: terms[row.field] + 1 });
          return { id: row.id, personId: row.person_id, field: row.field, dueOn };
        })
        .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn) || (a.id < b.id ? -1 : 1));
    });
  }

  /** Destroys what is past its term on `today`; the proof names the fields, never what stood in them. @returns how many went */
  async purge(today: Temporal.PlainDate): Promise<number> {
    return this.db.transaction(async () => {
      const due = (await this.kept()).filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, today) <= 0);
      if (due.length === 0) return 0;
      await this.db.rows('delete from travel_detail where institution_id = $1 and id = any ($2)', [
        Current.institutionId,
        due.map(({ id }) => id),
      ]);
      for (const [personId, details] of Map.groupBy(due, (one) => one.personId))
        await this.events.record({
          type: 'person.restricted_purged',
          subject: personId,
          data: { fields: details.map(({ field }) => field) },
        });
      return due.length;
    });
  }
}
