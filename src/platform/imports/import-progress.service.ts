import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';

const EVERY_MS = 400;
const WHOLE = 1000;

/** How far a job is, told while its own transaction is still open: every telling is a unit of work of its own. */
@Injectable()
export class ImportProgress {
  constructor(private readonly db: Db) {}

  /** @returns tells how far the work is, as a part of 1; cheap to call often */
  teller(importId: string): (part: number) => Promise<void> {
    let told = 0;
    return async (part) => {
      const now = performance.now();
      if (now - told < EVERY_MS && part < 1) return;
      told = now;
      await this.write(importId, Math.round(Math.min(1, Math.max(0, part)) * WHOLE));
    };
  }

  async begin(importId: string): Promise<void> {
    await this.db.transaction(() =>
      this.db.rows(
        `insert into import_progress (institution_id, import_id, done, total) values ($1, $2, 0, $3)
         on conflict (institution_id, import_id) do update set done = 0, updated_at = now()`,
        [Current.institutionId, importId, WHOLE],
      ),
    );
  }

  private async write(importId: string, done: number): Promise<void> {
    await Current.run({ unit: undefined }, () =>
      this.db.transaction(() =>
        this.db.rows(
          'update import_progress set done = $3, updated_at = now() where institution_id = $1 and import_id = $2',
          [Current.institutionId, importId, done],
        ),
      ),
    );
  }
}
