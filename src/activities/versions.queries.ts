import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import type { FixedFact, VersionState } from './activity-version.entity.js';
import { changesBetween, type FactChange } from './activity-version.rules.js';

export interface VersionRow {
  id: string;
  number: number | null;
  state: VersionState;
  content: FixedFact[];
  reason: string;
  proposed_by: string | null;
  proposer_name: string | null;
  decider_name: string | null;
  decided_at: Temporal.Instant | null;
  decision_reason: string | null;
  created_at: Temporal.Instant;
}

/** Versions of what was approved, and how the plan differs from the last of them. */
@Injectable()
export class VersionsQueries {
  constructor(
    private readonly db: Db,
    private readonly kinds: ActivityKinds,
  ) {}

  /** The newest first. */
  of(activityId: string): Promise<VersionRow[]> {
    return this.db.rows<VersionRow>(
      `select v.id, v.number, v.state, v.content, v.reason, v.proposed_by, p.name as proposer_name, d.name as decider_name, v.decided_at,
              v.decision_reason, v.created_at
         from activity_version v
         left join account p on p.institution_id = v.institution_id and p.id = v.proposed_by
         left join account d on d.institution_id = v.institution_id and d.id = v.decided_by
        where v.institution_id = $1 and v.activity_id = $2 order by v.created_at desc, v.id desc`,
      [Current.institutionId, activityId],
    );
  }

  /** What changed since the last approved version; null where nothing was approved yet. */
  async changed(activityId: string): Promise<FactChange[] | null> {
    const [last] = await this.db.rows<{ content: FixedFact[]; kind: string }>(
      `select v.content, a.kind from activity_version v
         join activity a on a.institution_id = v.institution_id and a.id = v.activity_id
        where v.institution_id = $1 and v.activity_id = $2 and v.state = 'approved' order by v.number desc limit 1`,
      [Current.institutionId, activityId],
    );
    const now = last && (await this.kinds.of(last.kind).versions?.content(activityId));
    return last && now ? changesBetween(last.content, now) : null;
  }
}
