import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '../../platform/current.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { LineState } from './counterpart.entity.js';
import type { LineFacts } from './counterpart.forms.js';

export interface LineRow {
  id: string;
  state: LineState;
  facts: LineFacts;
  has_sealed: boolean;
  member_id: string | null;
  reason: string | null;
  sent_at: Temporal.Instant;
  /** By which link it came. */
  link_name: string;
}

/** What the partner's own page says of the visit, and nothing more. */
export interface OwnSide {
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  time_zone: string;
}

export interface WaitingLines {
  activity_id: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  count: number;
}

@Injectable()
export class CounterpartQueries {
  constructor(private readonly db: Db) {}

  /** The lines of an activity, or of one link, in the order in which they came first. One statement. */
  lines(activityId: string, linkId: string | null): Promise<LineRow[]> {
    return this.db.rows<LineRow>(
      `select l.id, l.state, l.facts, l.sealed is not null as has_sealed, l.member_id, l.reason, l.sent_at, k.name as link_name
         from counterpart_line l
         join counterpart_link k on k.institution_id = l.institution_id and k.id = l.link_id
        where l.institution_id = $1 and l.activity_id = $2 and ($3::uuid is null or l.link_id = $3)
        order by l.created_at, l.id`,
      [Current.institutionId, activityId, linkId],
    );
  }

  async ownSide(activityId: string): Promise<OwnSide> {
    const [row] = await this.db.rows<OwnSide>(
      'select title, starts_on, ends_on, city, time_zone from activity where institution_id = $1 and id = $2',
      [Current.institutionId, activityId],
    );
    return row!;
  }

  /** Visits of which lines wait, the next one first. */
  waiting(): Promise<WaitingLines[]> {
    return this.db.rows<WaitingLines>(
      `select a.id as activity_id, a.title, a.starts_on, w.count from (
         select activity_id, count(*)::int as count from counterpart_line
          where institution_id = $1 and state in ('staged', 'leaving') group by activity_id) w
       join activity a on a.institution_id = $1 and a.id = w.activity_id
       where a.state not in ('closed', 'cancelled', 'declined', 'rejected') order by a.starts_on, a.id limit 20`,
      [Current.institutionId],
    );
  }
}
