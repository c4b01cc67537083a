import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Institutions } from '../tenancy/institutions.js';

/** What the clock starts. Every process ticks; the unique row lets each slot happen once. */
@Injectable()
export class TicksService {
  private readonly log = new Logger('ticks');

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly institutions: Institutions,
  ) {}

  /**
   * Runs `work` for every institution, once for this slot of `minutes`, however many processes call; the database's clock
   * decides. `work` should enqueue: a slot that fails half way is not repeated. One institution's failure is its own.
   */
  async once(job: string, minutes: number, work: () => Promise<void>): Promise<boolean> {
    const claimed: unknown[] = await this.source.query(
      `insert into tick (job, slot) values ($1, date_bin(make_interval(mins => $2), now(), 'epoch')) on conflict do nothing returning job`,
      [job, minutes],
    );
    if (claimed.length === 0) return false;
    await this.source.query(`delete from tick where job = $1 and slot < now() - interval '7 days'`, [job]);
    for (const id of await this.institutions.ids()) {
      await this.institutions
        .within(id, work)
        .catch((error: unknown) =>
          this.log.error(`${job} of ${id}: ${error instanceof Error ? error.message : String(error)}`),
        );
    }
    return true;
  }
}
