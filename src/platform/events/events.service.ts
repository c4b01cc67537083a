import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';

/** A fact in the past tense: `programme.released`. `data` names ids and figures, never personal values. */
export interface Fact {
  type: string;
  subject: string;
  activityId?: string;
  data?: Record<string, unknown>;
}

export interface HistoryRow {
  id: string;
  type: string;
  subject_id: string;
  actor_name: string | null;
  data: Record<string, unknown>;
  occurred_at: Temporal.Instant;
}

/** One row in the transaction of the change: the history that pages show, the audit, and the outbox. */
@Injectable()
export class EventsService {
  private readonly listeners = new Map<string, string[]>();

  constructor(
    private readonly db: Db,
    private readonly jobs: JobsService,
  ) {}

  /** Starts `job` with `{ eventId, type, subject, activityId, data }` whenever `type` is recorded; called in onModuleInit. */
  on(type: string, job: string): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), job]);
  }

  async record(fact: Fact): Promise<string> {
    const id = randomUUIDv7();
    await this.db.rows(
      `insert into event (institution_id, id, type, subject_id, activity_id, actor_id, request_id, data)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        Current.institutionId,
        id,
        fact.type,
        fact.subject,
        fact.activityId ?? null,
        Current.maybeActor?.accountId ?? null,
        Current.requestId,
        JSON.stringify(fact.data ?? {}),
      ],
    );
    for (const job of this.listeners.get(fact.type) ?? []) {
      await this.jobs.enqueue(job, {
        eventId: id,
        type: fact.type,
        subject: fact.subject,
        activityId: fact.activityId ?? null,
        data: fact.data ?? {},
      });
    }
    return id;
  }

  /** Many facts at once, with one statement; each starts its jobs as if it had been recorded alone. */
  async recordAll(facts: readonly Fact[]): Promise<void> {
    const rows = facts.map((fact) => ({
      id: randomUUIDv7(),
      type: fact.type,
      subject_id: fact.subject,
      activity_id: fact.activityId ?? null,
      data: fact.data ?? {},
    }));
    await this.db.rows(
      `insert into event (institution_id, id, type, subject_id, activity_id, actor_id, request_id, data)
       select $1, r.id, r.type, r.subject_id, r.activity_id, $2, $3, r.data
         from jsonb_to_recordset($4::jsonb) as r(id uuid, type text, subject_id uuid, activity_id uuid, data jsonb)`,
      [Current.institutionId, Current.maybeActor?.accountId ?? null, Current.requestId, JSON.stringify(rows)],
    );
    for (const row of rows) {
      for (const job of this.listeners.get(row.type) ?? []) {
        const { id: eventId, type, subject_id: subject, activity_id: activityId, data } = row;
        await this.jobs.enqueue(job, { eventId, type, subject, activityId, data });
      }
    }
  }

  /** What happened to an activity, newest first. */
  async historyOf(activityId: string, limit = 200): Promise<HistoryRow[]> {
    return this.db.rows<HistoryRow>(
      `select e.id, e.type, e.subject_id, a.name as actor_name, e.data, e.occurred_at
         from event e left join account a on a.institution_id = e.institution_id and a.id = e.actor_id
        where e.institution_id = $1 and e.activity_id = $2 order by e.occurred_at desc, e.id desc limit $3`,
      [Current.institutionId, activityId, limit],
    );
  }

  /** What happened to one thing, the newest first. */
  ofSubject(subjectId: string, limit = 50): Promise<HistoryRow[]> {
    return this.db.rows<HistoryRow>(
      `select e.id, e.type, e.subject_id, a.name as actor_name, e.data, e.occurred_at
         from event e left join account a on a.institution_id = e.institution_id and a.id = e.actor_id
        where e.institution_id = $1 and e.subject_id = $2 order by e.occurred_at desc, e.id desc limit $3`,
      [Current.institutionId, subjectId, limit],
    );
  }
}
