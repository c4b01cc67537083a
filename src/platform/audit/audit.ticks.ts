import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../config/config.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { TicksService } from '../jobs/ticks.service.js';
import { AuditChain } from './audit-chain.service.js';
import { Checkpoints } from './checkpoints.service.js';

const SEAL = 'audit.seal';
const CHECKPOINT = 'audit.checkpoint';

/** Seals every ten minutes, and signs what was sealed every hour. */
@Injectable()
export class AuditTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly chain: AuditChain,
    private readonly checkpoints: Checkpoints,
  ) {}

  onModuleInit(): void {
    this.jobs.define(SEAL, async () => void (await this.chain.seal()));
    this.jobs.define(CHECKPOINT, () => this.checkpoints.write());
  }

  @Cron('*/10 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once(SEAL, 10, () => this.later(SEAL));
    await this.ticks.once(CHECKPOINT, 60, () => this.later(CHECKPOINT));
  }

  private later(job: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.jobs.enqueue(job, {}, { singletonKey: job });
    });
  }
}
