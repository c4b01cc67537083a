import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { CalendarEntriesService, ENTRY_FORMAT } from './calendar-entries.service.js';

const AT_ONCE = 100;

/** Every ten minutes: entries whose text is of an older format are made anew, the nearest days first. */
@Injectable()
export class EntryRenewal {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly ticks: TicksService,
    private readonly entries: CalendarEntriesService,
  ) {}

  @Cron('*/10 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('calendar.renew', 10, () => this.renew());
  }

  /** Puts their origins on the list of jobs. */
  async renew(): Promise<void> {
    await this.db.transaction(async () => {
      const rows = await this.db.rows<{ source: string; origin_id: string }>(
        `select source, origin_id from calendar_entry where institution_id = $1 and format < $2 and ends_at > now() - interval '90 days'
          group by source, origin_id order by min(starts_at) limit ${AT_ONCE}`,
        [Current.institutionId, ENTRY_FORMAT],
      );
      for (const { source, origin_id: origin } of rows) await this.entries.deriveLater(origin, source);
    });
  }
}
