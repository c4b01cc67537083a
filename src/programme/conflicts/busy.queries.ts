import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { LONGEST_HOURS } from '../programme-item.entity.js';
import type { ResourceKind } from './conflict.rules.js';
import { knownResources } from './known-resource.js';

export interface Busy {
  from: Temporal.Instant;
  until: Temporal.Instant;
  /** Held, not booked. */
  isTentative: boolean;
}

const KNOWN: Record<ResourceKind, string> = {
  person: 'person',
  venue: 'venue',
  vehicle: 'vehicle',
  interpreter: 'interpreter',
};

/** When somebody or something is taken in the working plan, with absences and blocks; not by what. */
@Injectable()
export class BusyQueries {
  constructor(private readonly db: Db) {}

  /**
   * In order of time, cut to the span; what touches or overlaps stays as it was planned.
   * @throws NotFound where there is no such person or thing
   */
  async of(kind: ResourceKind, id: string, from: Temporal.Instant, until: Temporal.Instant): Promise<Busy[]> {
    const params = [Current.institutionId, id];
    const known = await this.db.rows(`select from ${KNOWN[kind]} where institution_id = $1 and id = $2`, params);
    if (known.length === 0) throw new NotFound();
    return this.db.rows<Busy>(
      `select greatest(starts_at, $4) as "from", least(ends_at, $5) as until, tentative as "isTentative"
         from ${knownResources('array[$3]', 'array[$2]')} w
         join occupancy o on o.institution_id = $1 and o.resource_kind = w.kind and o.known_id = w.known_id
        where starts_at > $4::timestamptz - make_interval(hours => $6) and starts_at < $5::timestamptz and ends_at > $4::timestamptz
        order by starts_at, ends_at`,
      [...params, kind, from, until, LONGEST_HOURS],
    );
  }
}
