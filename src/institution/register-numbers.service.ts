import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

/** Numbers of a register: each kind counts anew every year, without a gap. */
@Injectable()
export class RegisterNumbers {
  constructor(private readonly db: Db) {}

  /**
   * Draws the next number inside the caller's unit of work: the row stays locked until it commits, and a unit that rolls
   * back gives its number back. Draw as late as possible. @returns 1, 2, 3 …
   */
  draw(kind: string, year: number): Promise<number> {
    return this.db.transaction(async () => {
      const [row] = await this.db.rows<{ last_number: number }>(
        `insert into register_sequence as s (institution_id, kind, year, last_number) values ($1, $2, $3, 1)
         on conflict (institution_id, kind, year) do update set last_number = s.last_number + 1
         returning last_number`,
        [Current.institutionId, kind, year],
      );
      return row!.last_number;
    });
  }
}
