import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { WRITE_KEYS } from './imports/people.import.js';
import { PeopleService } from './people.service.js';
import { TravelRetentionService } from './travel-retention.service.js';

const PURGE = 'directory.purge_travel_details';
const DAY_MINUTES = 24 * 60;

/** Every night: travel details past their term are destroyed, and people of a bulk import get the keys by which doubles are found. */
@Injectable()
export class DirectoryTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly retention: TravelRetentionService,
    private readonly people: PeopleService,
  ) {}

  onModuleInit(): void {
    this.jobs.define(PURGE, async () => {
      await this.retention.purge(Temporal.Now.plainDateISO(Current.institution.timeZone));
    });
    this.jobs.define(WRITE_KEYS, async () => {
      while ((await this.people.writeMissingKeys()) > 0);
    });
  }

  @Cron('20 1 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once(PURGE, DAY_MINUTES, () => this.nightly());
  }

  /** Enqueues the night's work of the current institution. */
  nightly(): Promise<void> {
    return this.db.transaction(async () => {
      await this.jobs.enqueue(PURGE, {}, { singletonKey: 'night' });
      await this.jobs.enqueue(WRITE_KEYS, {}, { singletonKey: 'night' });
    });
  }
}
