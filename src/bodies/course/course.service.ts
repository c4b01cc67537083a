import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { BodyMove } from './body-move.entity.js';
import type { Move } from './course.rules.js';

export class StepBeforeTheLast extends DomainError {
  constructor(day: string) {
    super('bodies.error.step_before', { day }, { field: 'on' });
  }
}
export class StepInFuture extends DomainError {
  constructor() {
    super('bodies.error.step_future', {}, { field: 'on' });
  }
}
export class ReasonMissing extends DomainError {
  constructor() {
    super('bodies.error.reason_missing', {}, { field: 'note' });
  }
}

export interface NewMove {
  bodyId: string;
  subjectId: string;
  step: string;
  state: string | null;
  on: Temporal.PlainDate;
  note?: string | null | undefined;
  facts?: Record<string, unknown> | null;
}

export interface MoveRow extends Move {
  id: string;
  note: string | null;
  actor_name: string | null;
}

/** The dated course of bodies and of what lies before them. */
@Injectable()
export class BodyCourse {
  constructor(private readonly db: Db) {}

  /** Writes a step down. @returns its id. @throws StepBeforeTheLast, StepInFuture */
  async record({ on, note, facts, ...move }: NewMove): Promise<string> {
    if (Temporal.PlainDate.compare(on, this.today()) > 0) throw new StepInFuture();
    if (move.state !== null) {
      const [last] = await this.db.rows<{ day: Temporal.PlainDate | null }>(
        'select max(on_day) as day from body_move where institution_id = $1 and subject_id = $2 and state is not null',
        [Current.institutionId, move.subjectId],
      );
      if (last?.day && Temporal.PlainDate.compare(on, last.day) < 0) throw new StepBeforeTheLast(last.day.toString());
    }
    const made = Object.assign(new BodyMove(), move, {
      onDay: on,
      note: note || null,
      facts: facts && Object.keys(facts).length > 0 ? facts : null,
      actorId: Current.maybeActor?.accountId ?? null,
    });
    await this.db.repo(BodyMove).insert(made);
    return made.id;
  }

  /**
   * Writes down what a subject says from today on, and before its first change what it said since it began: only so
   * can it be read as of a day.
   */
  async recordFacts(
    subject: { bodyId: string; subjectId: string; since: Temporal.PlainDate },
    before: Record<string, unknown>,
    after: Record<string, unknown>,
  ): Promise<void> {
    const { bodyId, subjectId } = subject;
    const known = await this.db.rows(
      'select 1 from body_move where institution_id = $1 and subject_id = $2 and facts is not null limit 1',
      [Current.institutionId, subjectId],
    );
    const today = this.today();
    const since = Temporal.PlainDate.compare(subject.since, today) < 0 ? subject.since : today;
    const move = { bodyId, subjectId, state: null };
    if (known.length === 0) await this.record({ ...move, step: 'noted', on: since, facts: before });
    await this.record({ ...move, step: 'updated', on: today, facts: after });
  }

  /** Every step of one subject, in the order of its days. */
  async of(subjectId: string): Promise<MoveRow[]> {
    return this.db.rows<MoveRow>(
      `select m.id, m.step, m.state, m.on_day, m.note, m.facts, a.name as actor_name from body_move m
         left join account a on a.institution_id = m.institution_id and a.id = m.actor_id
        where m.institution_id = $1 and m.subject_id = $2 order by m.on_day, m.id`,
      [Current.institutionId, subjectId],
    );
  }

  today(): Temporal.PlainDate {
    return Temporal.Now.plainDateISO(Current.institution.timeZone);
  }
}
