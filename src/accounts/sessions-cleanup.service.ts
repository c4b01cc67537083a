import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { IDLE } from './sessions.service.js';

const A_DAY = 24 * 60;

/** What opens nothing any more is not kept: a session also tells when somebody worked, and with which browser. */
@Injectable()
export class SessionsCleanup implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('accounts.forget-ended', () => this.forgetEnded());
  }

  @Cron('17 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('accounts.forget-ended', A_DAY, () =>
      this.db.transaction(() => this.jobs.enqueue('accounts.forget-ended', {}, { singletonKey: 'night' })),
    );
  }

  /** Sessions that ended, and tickets a month after they did. */
  forgetEnded(): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows(
        `delete from session where institution_id = $1 and (expires_at < now() or seen_at < now() - make_interval(secs => $2))`,
        [Current.institutionId, IDLE.total('seconds')],
      );
      await this.db.rows(
        `delete from account_ticket where institution_id = $1 and expires_at < now() - interval '30 days'`,
        [Current.institutionId],
      );
    });
  }
}
