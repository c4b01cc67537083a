import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError, NotFound } from '../errors.js';
import { EventsService } from '../events/events.service.js';
import type { Download } from '../http/reply.js';
import { type Limit, LimitsService } from '../limits/limits.service.js';
import { type SheetColumn, type SheetFormat, sheetOf } from './sheets.js';

const PAGE = 2_000;
// A sheet is made in memory: this many rows are some 100 MB for a moment.
const MOST: Record<SheetFormat, number> = { xlsx: 20_000, csv: 100_000 };
/** A whole directory leaves the house in one file: nobody needs that often. */
const LIMIT: Limit = { name: 'exports', points: 30, seconds: 1800 };

export class TooMuchToExport extends DomainError {
  constructor(most: number) {
    super('platform.exports.too_much', { most });
  }
}

export interface ExportedList<Row> {
  /** What the record says was exported: `people`. Also the name of the file. */
  name: string;
  columns: readonly SheetColumn<Row>[];
  /** The rows of one page of the list, from 1, exactly as the page would show them to this reader. */
  page: (page: number, pageSize: number) => Promise<readonly Row[]>;
}

/** Lists as files. Who may see the list may save it; that it was saved is recorded, with its size. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly limits: LimitsService,
  ) {}

  /** @param format as the address has it @throws NotFound for another format, TooMuchToExport, TooManyTries */
  async list<Row>(format: string, list: ExportedList<Row>): Promise<Download> {
    const { success, data } = z.enum(['xlsx', 'csv']).safeParse(format);
    if (!success) throw new NotFound();
    await this.limits.take(LIMIT, Current.actor.accountId);
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const found = await list.page(page, PAGE);
      rows.push(...found);
      if (rows.length > MOST[data]) throw new TooMuchToExport(MOST[data]);
      if (found.length < PAGE) break;
    }
    await this.note(list.name, rows.length, data);
    return sheetOf(data, list.name, list.columns, rows);
  }

  /** That a list left the house, recorded apart from the reading unit of work that the page runs in. */
  async note(name: string, rows: number, format: string): Promise<void> {
    await Current.run({ unit: undefined }, () =>
      this.db.transaction(() =>
        this.events.record({
          type: 'list.exported',
          subject: Current.actor.accountId,
          data: { list: name, rows, format },
        }),
      ),
    );
  }
}
