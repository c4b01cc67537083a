import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { TicksService } from '../jobs/ticks.service.js';

const A_DAY = 24 * 60;
/** A request is repeated within minutes, or hours after an outage; after this its key may be used anew. */
const KEPT_DAYS = 7;

/** Every night: keys of requests that nobody repeats any more go, and what was answered with them. */
@Injectable()
export class IdempotencyTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('platform.forget-keys', () => this.forget().then(() => undefined));
  }

  @Cron('17 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('platform.forget-keys', A_DAY, () =>
      this.db.transaction(() => this.jobs.enqueue('platform.forget-keys', {}, { singletonKey: 'night' })),
    );
  }

  /** @returns how many keys went */
  forget(): Promise<number> {
    return this.db.transaction(async () => {
      const gone = await this.db.rows(
        'delete from idempotency_key where institution_id = $1 and created_at < now() - make_interval(days => $2) returning key',
        [Current.institutionId, KEPT_DAYS],
      );
      return gone.length;
    });
  }
}
