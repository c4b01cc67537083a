import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import type { Category } from './reception.entity.js';

export interface ReceptionRow {
  id: string;
  state: string;
  title: LocalizedText;
  partner_id: string | null;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  time_zone: string;
  partner_time_zone: string | null;
  city: string;
  body_id: string | null;
  responsible_id: string | null;
  category: Category;
  basis: string;
  purpose: string;
  topics: string[];
  version: number;
}

@Injectable()
export class ReceptionsQueries {
  constructor(private readonly db: Db) {}

  /** @throws NotFound */
  async one(id: string): Promise<ReceptionRow> {
    const [row] = /^[0-9a-f-]{36}$/.test(id)
      ? await this.db.rows<ReceptionRow>(
          `select a.id, a.state, a.title, a.partner_id, a.starts_on, a.ends_on, a.time_zone, a.partner_time_zone, a.city, a.body_id, a.responsible_id, a.version,
                  r.category, r.basis, r.purpose, r.topics
             from activity a join reception r on r.institution_id = a.institution_id and r.id = a.id
            where a.institution_id = $1 and a.id = $2`,
          [Current.institutionId, id],
        )
      : [];
    if (!row) throw new NotFound();
    return row;
  }

  async category(id: string): Promise<Category> {
    const [row] = await this.db.prepared<{ category: Category }>(
      'receptions.category',
      'select category from reception where institution_id = $1 and id = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return row.category;
  }
}
