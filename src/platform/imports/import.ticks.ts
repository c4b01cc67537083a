import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { TicksService } from '../jobs/ticks.service.js';
import { Import } from './import.entity.js';
import { ImportsService } from './imports.service.js';

/** Rows of a file are people's data twice: what is finished goes after this time, what nobody finished as well. */
const KEPT = { days: 14 };

@Injectable()
export class ImportTicks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly db: Db,
    private readonly imports: ImportsService,
  ) {}

  @Cron('17 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('imports.forget', 1440, () => this.forgetOld());
  }

  /** Takes away the content of imports that nobody has touched for a fortnight; that they took place stays on record. */
  async forgetOld(now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
    await this.db.transaction(async () => {
      const old = await this.db.rows<{ id: string }>(
        `select i.id from import i
          where i.institution_id = $1 and i.updated_at < $2 and i.state <> 'importing'
            and (i.file_id is not null or exists (select from import_row r where r.institution_id = i.institution_id and r.import_id = i.id))`,
        [Current.institutionId, now.subtract({ hours: KEPT.days * 24 })],
      );
      for (const { id } of old) {
        const found = await this.db.one(Import, id);
        await this.imports.forget(found);
        if (found.state !== 'done' && found.state !== 'refused' && found.state !== 'discarded') found.go('discarded');
        await this.db.repo(Import).save(found);
      }
    });
  }
}
