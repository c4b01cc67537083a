import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { canPlanSittings } from './institution.rules.js';
import type { ReadSitting } from './sitting-ics.js';
import { daysOf, type SittingSpan } from './sitting-span.js';

/** The days on which the house sits. */
@Injectable()
export class SittingDaysService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** Adds the days that are not there yet, asking nobody's leave: for the seed and imports. @returns how many are new */
  addSittingDays(days: readonly Temporal.PlainDate[]): Promise<number> {
    return this.db.transaction(async () => {
      const rows = await this.db.rows(
        `insert into sitting_day (institution_id, day) select $1, unnest($2::date[]) on conflict do nothing returning day`,
        [Current.institutionId, days.map(String)],
      );
      if (rows.length > 0) {
        await this.events.record({
          type: 'sitting_days.added',
          subject: Current.institutionId,
          data: { count: rows.length },
        });
      }
      return rows.length;
    });
  }

  /** @returns how many are new @throws SpanReversed, SpanTooLong */
  plan(span: SittingSpan): Promise<number> {
    return this.db.transaction(() => {
      allow(canPlanSittings(Current.actor));
      return this.addSittingDays(daysOf(span));
    });
  }

  /**
   * What sits in a month is exactly these days, of the plenary or of one committee. A day that a subscribed calendar brings
   * comes back with its next reading. @returns how many changed
   */
  setMonth(
    month: Temporal.PlainYearMonth,
    committeeId: string | null,
    days: readonly Temporal.PlainDate[],
  ): Promise<number> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      const span = { from: month.toPlainDate({ day: 1 }), until: month.toPlainDate({ day: month.daysInMonth }) };
      const inside = days.filter((day) => day.toPlainYearMonth().equals(month)).map((day) => ({ day, note: null }));
      const gone = await this.drop(committeeId, inside, span, null);
      const added = await this.put(committeeId, inside, null);
      if (gone + added > 0) {
        await this.events.record({
          type: 'sitting_days.planned',
          subject: committeeId ?? Current.institutionId,
          data: { month: month.toString(), added, removed: gone },
        });
      }
      return gone + added;
    });
  }

  /** Adds the days of a file that are not there yet. @returns how many are new */
  importDays(committeeId: string | null, days: readonly ReadSitting[]): Promise<number> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      const added = await this.put(committeeId, days, null);
      if (added > 0)
        await this.events.record({
          type: 'sitting_days.imported',
          subject: committeeId ?? Current.institutionId,
          data: { count: added },
        });
      return added;
    });
  }

  /** Follows a subscribed calendar inside the span: what it no longer has goes, what is new comes; days set by hand stay. */
  async keepInStep(
    feed: { id: string; committeeId: string | null },
    days: readonly ReadSitting[],
    span: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  ): Promise<void> {
    const removed = await this.drop(feed.committeeId, days, span, feed.id);
    const added = await this.put(feed.committeeId, days, feed.id);
    if (added + removed > 0)
      await this.events.record({ type: 'sitting_days.followed', subject: feed.id, data: { added, removed } });
  }

  private async put(committeeId: string | null, days: readonly ReadSitting[], feedId: string | null): Promise<number> {
    const [texts, notes] = [days.map(({ day }) => `${day}`), days.map(({ note }) => note)];
    const rows = committeeId
      ? await this.db.rows(
          `insert into committee_sitting (institution_id, committee_id, feed_id, day, note)
           select $1, $2, $3::uuid, day, note from unnest($4::date[], $5::text[]) as u(day, note) on conflict do nothing returning day`,
          [Current.institutionId, committeeId, feedId, texts, notes],
        )
      : await this.db.rows(
          `insert into sitting_day (institution_id, feed_id, day, note)
           select $1, $2::uuid, day, note from unnest($3::date[], $4::text[]) as u(day, note) on conflict do nothing returning day`,
          [Current.institutionId, feedId, texts, notes],
        );
    return rows.length;
  }

  /** Takes away what is not among the days: of one feed, or whatever brought it. */
  private async drop(
    committeeId: string | null,
    days: readonly ReadSitting[],
    { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
    feedId: string | null,
  ): Promise<number> {
    const kept = days.map(({ day }) => `${day}`);
    const shared = [Current.institutionId, from, until, kept, feedId];
    const which = `institution_id = $1 and day between $2 and $3 and day <> all($4::date[]) and ($5::uuid is null or feed_id = $5)`;
    const rows = committeeId
      ? await this.db.rows(`delete from committee_sitting where ${which} and committee_id = $6 returning day`, [
          ...shared,
          committeeId,
        ])
      : await this.db.rows(`delete from sitting_day where ${which} returning day`, shared);
    return rows.length;
  }
}
