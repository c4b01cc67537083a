import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type Job, type JobResult, PgBoss } from 'pg-boss';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { Institutions } from '../tenancy/institutions.js';

/** Ids and plain settings only: a payload never holds personal data. */
export type JobData = Record<string, string | number | boolean | null | undefined | JobFacts | readonly string[]>;
export interface JobFacts {
  [name: string]: unknown;
}
export type JobHandler = (data: JobData) => Promise<void>;

interface Payload {
  institutionId: string;
  data: JobData;
}

interface EnqueueOptions {
  /** At most one waiting job of this name and key. */
  singletonKey?: string;
  after?: Temporal.Instant;
  /** Higher goes first; 0 where it is absent. */
  priority?: number;
}

const QUEUE = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 600,
  // A worker that was killed says nothing any more: its job goes to another within a minute, not when it would expire.
  heartbeatSeconds: 30,
  notify: true,
} as const;
/**
 * A mailing wakes the worker once, with hundreds of jobs behind that one notice: a full batch is followed by the next at
 * once. The poll only finds what was put off until now.
 */
const AT_WORK = {
  batchSize: 10,
  burstWhenBatchFull: true,
  perJobResults: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 5,
} as const;
const WATCH_SECONDS = 15;

/** How long jobs under way may take to end when the process is told to stop. */
const SHUTDOWN_MS = 8_000;

/** Work after the request: enqueued in the caller's transaction, done by a worker, here or in a process of its own. */
@Injectable()
export class JobsService implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly handlers = new Map<string, JobHandler>();
  private readonly sideBySide = new Map<string, number>();
  private readonly boss: PgBoss;
  private started = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly institutions: Institutions,
  ) {
    this.boss = new PgBoss({
      connectionString: config.DATABASE_APP_URL,
      application_name: 'entente-jobs',
      max: 3,
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: config.WORKER === 'inline',
      superviseIntervalSeconds: WATCH_SECONDS,
      monitorIntervalSeconds: WATCH_SECONDS,
      reindex: false,
      monitorVacuum: false,
      useListenNotify: config.WORKER === 'inline',
    });
    // Without a listener a lost connection would take the process down.
    this.boss.on('error', (error) => this.log.warn(`queue: ${error.message}`));
  }

  /**
   * Names a job and what it does; called in onModuleInit. The handler runs with the job's institution as current.
   * @param sideBySide how many one worker does at a time, where a job mostly waits for others; one after the other where it is absent
   */
  define(name: string, handler: JobHandler, sideBySide = 1): void {
    if (this.handlers.has(name)) throw new Error(`The job ${name} is defined twice.`);
    this.handlers.set(name, handler);
    this.sideBySide.set(name, sideBySide);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
    this.started = true;
    const there = new Map((await this.boss.getQueues()).map((queue) => [queue.name, queue]));
    for (const name of this.handlers.keys()) {
      const queue = there.get(name);
      if (!queue) await this.boss.createQueue(name, { ...QUEUE, policy: 'short' });
      else if (queue.heartbeatSeconds !== QUEUE.heartbeatSeconds) await this.boss.updateQueue(name, QUEUE);
    }
    if (this.config.WORKER === 'inline') await this.work();
  }

  /** Enqueues in the open unit of work: no commit, no job. */
  async enqueue(name: string, data: JobData, options: EnqueueOptions = {}): Promise<void> {
    if (!this.handlers.has(name)) throw new Error(`No job is called ${name}.`);
    const { runner } = this.db.unit;
    const payload: Payload = { institutionId: Current.institutionId, data };
    await this.boss.send(name, payload, {
      // Policy `short` keeps one waiting job per key: distinct jobs need distinct keys.
      singletonKey: `${payload.institutionId}:${options.singletonKey ?? crypto.randomUUID()}`,
      ...(options.priority !== undefined && { priority: options.priority }),
      ...(options.after ? { startAfter: new Date(options.after.epochMilliseconds) } : {}),
      db: {
        executeSql: async (text, values) => {
          const result = await runner.query(text, values as unknown[], true);
          return { rows: result.records ?? [] };
        },
      },
    });
  }

  /** Does all work that is due, here and now, until none is left: the demo and the tests need no clock. A job that fails is tried later, as by a worker. */
  async drain(): Promise<number> {
    let done = 0;
    for (let before = -1; before !== done;) {
      before = done;
      for (const name of this.handlers.keys()) {
        for (let job; (job = (await this.boss.fetch<Payload>(name))[0]); done += 1) {
          const { id } = job;
          await this.run(name, job).catch(async (error: unknown) => {
            await this.boss.fail(name, id);
            throw error;
          });
          await this.boss.complete(name, id);
        }
      }
    }
    return done;
  }

  /** Jobs under way end before the database's pool does; what waits is done after the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.started || this.config.WORKER !== 'inline') return;
    const ended = Promise.all([...this.handlers.keys()].map((name) => this.boss.offWork(name, { wait: true })));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref())]);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.started) await this.boss.stop({ graceful: true, timeout: 8000 });
  }

  private async work(): Promise<void> {
    for (const name of this.handlers.keys()) {
      await this.boss.work(name, AT_WORK, async (jobs: Job<Payload>[]) => {
        const results: JobResult[] = [];
        const waiting = jobs.values();
        const work = async () => {
          for (const { id, ...job } of waiting) {
            // Each is settled for itself: one that fails is tried again, and not its neighbours.
            const failed = await this.run(name, { id, ...job }).then(() => null, String);
            results.push(
              failed === null ? { id, status: 'completed' } : { id, status: 'failed', output: { message: failed } },
            );
          }
        };
        await Promise.all(Array.from({ length: this.sideBySide.get(name) ?? 1 }, work));
        return results;
      });
    }
  }

  private async run(name: string, job: Job<Payload>): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) return;
    await Current.run({ requestId: `job-${job.id}`, statements: { count: 0 } }, () =>
      this.institutions.within(job.data.institutionId, () => handler(job.data.data)),
    ).catch((error: unknown) => {
      this.log.error(`${name} ${job.id}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    });
  }
}
