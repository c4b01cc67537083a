import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { visibleTo } from './activity.rules.js';

export interface AwaitingRow {
  id: string;
  kind: string;
  state: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  responsible_id: string | null;
  since: Temporal.Instant;
  last_actor_name: string | null;
}

export interface ChangeRow {
  id: string;
  type: string;
  data: Record<string, unknown>;
  occurred_at: Temporal.Instant;
  actor_name: string | null;
  activity_id: string;
  activity_kind: string;
  activity_title: LocalizedText;
}

/** A state in which activities of a kind wait for the reader. */
export interface AwaitedState {
  kind: string;
  state: string;
  /** Whether only what the reader answers for waits for them; else all that they did not propose themselves. */
  own: boolean;
  /** The only activities it is about, where the reader's role goes no further; null for all. */
  among: string[] | null;
}

/** Reads for the first page, each one statement. */
@Injectable()
export class TodayQueries {
  constructor(private readonly db: Db) {}

  /** Activities that wait in one of these states for `Current.actor`, the next first. */
  awaiting(states: readonly AwaitedState[], limit: number): Promise<AwaitingRow[]> {
    return this.db.prepared<AwaitingRow>(
      'activities.awaiting',
      // Found and cut state by state along an index, so that only what is shown asks for its last step.
      `with w as materialized (select * from jsonb_to_recordset($2::jsonb) as w(kind text, state text, own boolean, among uuid[]))
       select a.id, a.kind, a.state, a.title, a.starts_on, a.ends_on, a.city, a.responsible_id, coalesce(last.taken_at, a.created_at) as since,
              last.name as last_actor_name
         from (select f.* from (
                 (select x.* from w cross join lateral (
                    select * from activity y
                     where y.institution_id = $1 and y.kind = w.kind and y.state = w.state and (w.among is null or y.id = any(w.among))
                       and not exists (select 1 from activity_step p where p.institution_id = $1 and p.activity_id = y.id and p.from_state = '' and p.actor_id = $3)
                     order by y.starts_on, y.id limit $4) x where not w.own)
                 union all
                 (select y.* from w join activity y on y.institution_id = $1 and y.responsible_id = $3 and y.kind = w.kind and y.state = w.state
                     and (w.among is null or y.id = any(w.among))
                   where w.own order by y.starts_on, y.id limit $4)) f
                order by f.starts_on, f.id limit $4) a
         left join lateral (select s.taken_at, n.name from activity_step s left join account n on n.institution_id = s.institution_id and n.id = s.actor_id
            where s.institution_id = a.institution_id and s.activity_id = a.id order by s.taken_at desc, s.id desc limit 1) last on true
        order by a.starts_on, a.id`,
      [Current.institutionId, JSON.stringify(states), Current.actor.accountId, limit],
    );
  }

  /** What others did to activities since then, the newest first; the same done several times by the same person is told once. */
  changedByOthers(since: Temporal.Instant, limit: number): Promise<ChangeRow[]> {
    const seen = visibleTo(Current.actor);
    const all = seen === 'all';
    return this.db.rows<ChangeRow>(
      `select e.id, e.type, e.data, e.occurred_at, n.name as actor_name, e.activity_id, a.kind as activity_kind, a.title as activity_title
         from (select distinct on (activity_id, type, actor_id) * from event
                where institution_id = $1 and occurred_at >= $2 and activity_id is not null and actor_id is not null and actor_id <> $3
                order by activity_id, type, actor_id, occurred_at desc) e
         join activity a on a.institution_id = e.institution_id and a.id = e.activity_id
         left join account n on n.institution_id = e.institution_id and n.id = e.actor_id
        where ($5 or a.id = any($6::uuid[]) or a.body_id = any($7::uuid[]))
        order by e.occurred_at desc, e.id desc limit $4`,
      [
        Current.institutionId,
        since,
        Current.actor.accountId,
        limit,
        all,
        all ? [] : seen.activityIds,
        all ? [] : seen.bodyIds,
      ],
    );
  }
}
