import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventsService } from '../platform/events/events.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { ReportOpening } from './report-opening.service.js';

/** When a visit is over its report is opened, filled in, and waits for its author. */
@Injectable()
export class ReportsListeners implements OnModuleInit {
  constructor(
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly opening: ReportOpening,
  ) {}

  onModuleInit(): void {
    this.jobs.define('reports.open', async ({ activityId }) => {
      await this.opening.open(String(activityId));
    });
    for (const held of ['reception.completed', 'mission.completed']) this.events.on(held, 'reports.open');
  }
}
