import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventsService } from '../platform/events/events.service.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

/** An approved report brings its mission on by itself. */
@Injectable()
export class MissionsListeners implements OnModuleInit {
  constructor(
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly db: Db,
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
  ) {}

  onModuleInit(): void {
    this.jobs.define('missions.reported', ({ activityId }) => this.reported(String(activityId)));
    this.events.on('report.approved', 'missions.reported');
  }

  private reported(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.queries.one(id).catch((error: unknown) => {
        // A report on something else.
        if (error instanceof NotFound) return null;
        throw error;
      });
      if (row?.state === 'report-due') await this.missions.take(id, 'reported', null);
    });
  }
}
