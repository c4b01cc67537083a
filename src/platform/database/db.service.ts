import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { Current, type UnitOfWork } from '../current.js';
import { NotFound } from '../errors.js';
import { together } from './together.js';
import { CommitUncertain, isRolledBack, isTransient } from './transient.js';

export class OutsideUnitOfWork extends Error {
  constructor() {
    super('This reads or writes outside a unit of work: wrap it in db.transaction or db.read.');
  }
}

const ATTEMPTS = 3;

/** The only door to the database: every statement runs inside one institution's unit of work. */
@Injectable()
export class Db {
  private readonly log = new Logger('database');

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /**
   * Runs `work` as one unit of work of the current institution; joins the one that is open. A deadlock, a serialization
   * failure or a lost connection starts the whole unit again, so `work` must not act outside the database: put that in
   * `afterCommit` or a job.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const open = Current.maybe?.unit;
    if (open && !open.readOnly) return work();
    return this.retried(() => this.begin(false, work));
  }

  /** The same, read only: what a page shows is one consistent picture. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    if (Current.maybe?.unit) return work();
    return this.retried(() => this.begin(true, work));
  }

  /** A repository of the open unit of work. @throws OutsideUnitOfWork */
  repo<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.unit.runner.manager.getRepository(entity);
  }

  /** One row by id, or NotFound: a foreign institution's row is as absent as one that never was. */
  async one<E extends ObjectLiteral & { id: string }>(entity: EntityTarget<E>, id: string): Promise<E> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new NotFound();
    const found = await this.repo(entity).findOne({ where: { institutionId: Current.institutionId, id } as never });
    if (!found) throw new NotFound();
    return found;
  }

  /** Raw SQL with parameters: rows as the driver parsed them, columns in snake_case. @throws OutsideUnitOfWork */
  async rows<T = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const result = await this.unit.runner.query(sql, params.map(bindable), true);
    return result.records as T[];
  }

  /**
   * The same, planned once per connection: for statements that are asked many times an hour and whose planning costs more
   * than their work. `name` is the statement's own; its text never varies.
   */
  async prepared<T = Record<string, unknown>>(name: string, sql: string, params: readonly unknown[]): Promise<T[]> {
    const client = (await this.unit.runner.connect()) as PoolClient;
    Current.context.statements.count += 1;
    const { rows } = await client.query({ name, text: sql, values: params.map(bindable) });
    return rows as T[];
  }

  /**
   * Asks once in a unit that only reads: it sees one picture, so the frame of a page and its body may share an answer,
   * which neither may change. A unit that writes asks each time.
   * @param question names what is asked and about what, "activities.header 3392…"
   */
  once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const { answers, readOnly } = this.unit;
    if (!readOnly) return ask();
    const answer = (answers.get(question) as Promise<T> | undefined) ?? ask();
    answers.set(question, answer);
    return answer;
  }

  /** What `once` was already asked in this unit, answered or on its way. */
  asked<T>(question: string): Promise<T> | undefined {
    return this.unit.answers.get(question) as Promise<T> | undefined;
  }

  /**
   * Runs after the commit of the outermost unit; not at all when it rolls back. What it throws is logged only: the change
   * is made, and nobody may be told otherwise.
   */
  afterCommit(work: () => void | Promise<void>): void {
    this.unit.afterCommit.push(work);
  }

  get unit(): UnitOfWork {
    const unit = Current.maybe?.unit;
    // What was left running by a unit that ended would ask on a connection that is another's by now.
    if (!unit || unit.runner.isReleased) throw new OutsideUnitOfWork();
    return unit;
  }

  /**
   * Asks one of the few SECURITY DEFINER functions that cross institutions and answer with ids only; every other
   * table shows nothing here, because no institution is set.
   */
  async crossing(question: CrossingQuestion, params: unknown[] = []): Promise<string[]> {
    const marks = params.map((_, i) => `$${i + 1}`).join(', ');
    const rows: { id: string | null }[] = await this.source.query(`select ${question}(${marks}) as id`, params);
    return rows.flatMap((row) => (row.id ? [row.id] : []));
  }

  private async retried<T>(attempt: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n++) {
      try {
        return await attempt();
      } catch (error) {
        if (n >= ATTEMPTS || !isTransient(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20 * n * n));
      }
    }
  }

  private async begin<T>(readOnly: boolean, work: () => Promise<T>): Promise<T> {
    const unit: UnitOfWork = { runner: this.source.createQueryRunner(), readOnly, afterCommit: [], answers: new Map() };
    const result = await this.committed(unit, work);
    // The connection is given back first: what follows may open a unit of its own.
    for (const after of unit.afterCommit) {
      await Promise.resolve()
        .then(after)
        .catch((error: unknown) => this.log.error(`after commit: ${String(error)}`));
    }
    return result;
  }

  private async committed<T>(unit: UnitOfWork, work: () => Promise<T>): Promise<T> {
    const { runner, readOnly } = unit;
    try {
      const client = (await runner.connect()) as PoolClient;
      if (readOnly) return await this.picture(client, () => Current.run({ unit }, work));
      await runner.startTransaction();
      // Transaction-local, so that the pooled connection forgets it.
      await runner.query(`select set_config('app.institution_id', $1, true)`, [Current.institutionId]);
      const result = await Current.run({ unit }, work);
      await runner.commitTransaction().catch((error: unknown) => {
        throw isRolledBack(error) ? error : new CommitUncertain(error);
      });
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  /** Begun and ended past TypeORM, which knows no way to begin and to name the institution in one round trip. */
  private async picture<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
    const institution = client.escapeLiteral(Current.institutionId);
    Current.context.statements.count += 1;
    // Not waited for: what the work asks first follows on its heels.
    const begun = client.query(
      `start transaction read only; select set_config('app.institution_id', ${institution}, true)`,
    );
    try {
      const [, result] = await together<[unknown, T]>(begun, work());
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}

export type CrossingQuestion =
  | 'institution_of_slug'
  | 'institution_ids'
  | 'institution_of_feed'
  | 'institution_of_counterpart'
  | 'institution_of_pocket'
  | 'institution_of_recipient'
  | 'institution_of_message'
  | 'institution_of_app_password';

function bindable(value: unknown): unknown {
  const isTemporal =
    value instanceof Temporal.Instant || value instanceof Temporal.PlainDate || value instanceof Temporal.PlainDateTime;
  return isTemporal ? value.toString() : value;
}
