import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Db } from '../platform/database/db.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { AttendanceQueries } from './attendance.queries.js';
import { CLOSES_AFTER_HOURS } from './attendance.rules.js';
import { DoorsService } from './doors.service.js';

const AN_HOUR = 60;

/** Closes the doors that nobody closed. */
@Injectable()
export class AttendanceTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly queries: AttendanceQueries,
    private readonly doors: DoorsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('attendance.close', () => this.closeEnded());
  }

  /** Safe to repeat. */
  async closeEnded(): Promise<void> {
    const ended = await this.db.read(() => this.queries.toClose(CLOSES_AFTER_HOURS));
    for (const id of ended) await this.doors.close(id);
  }

  @Cron('23 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('attendance.close', AN_HOUR, () =>
      this.db.transaction(() => this.jobs.enqueue('attendance.close', {}, { singletonKey: 'hour' })),
    );
  }
}
