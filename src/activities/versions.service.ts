import { Injectable } from '@nestjs/common';
import { requireOpen } from './lifecycle.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { ActivityVersion } from './activity-version.entity.js';
import { Activity } from './activity.entity.js';
import { NothingToAmend, ReasonNeeded } from './activity.errors.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { holdsFor, mayPlan } from './activity.rules.js';
import { VersionsQueries } from './versions.queries.js';

/** Fixes what was approved, and amends it: the plan may be worked on, but what was approved changes only by a new version. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly kinds: ActivityKinds,
    private readonly queries: VersionsQueries,
  ) {}

  /** Fixes the plan as the step to `state` approves it, where the kind's table says that this step does. */
  async fix(activity: Activity, state: string): Promise<void> {
    const versions = this.kinds.of(activity.kind).versions;
    if (!versions?.fixedBy.includes(state)) return;
    const version = await this.draft(activity.id, '');
    version.approve(await this.nextNumber(activity.id), null);
    version.decidedBy = Current.maybeActor?.accountId ?? null;
    await this.db.repo(ActivityVersion).insert(version);
  }

  /** Puts what changed since the last version before the approver. @throws NothingToAmend, ReasonNeeded, ActivityClosed, NotFound */
  propose(activityId: string, reason: string): Promise<ActivityVersion> {
    return this.db.transaction(async () => {
      const activity = await this.db.one(Activity, activityId);
      allow(mayPlan(Current.actor, activity));
      requireOpen(activity);
      if (!reason.trim()) throw new ReasonNeeded();
      const changed = await this.queries.changed(activityId);
      if (!changed || changed.length === 0) throw new NothingToAmend();
      // The last proposal stands: an earlier one that waits would approve what is not the plan any more.
      await this.db.rows(
        `update activity_version set state = 'withdrawn', updated_at = now(), version = version + 1
          where institution_id = $1 and activity_id = $2 and state = 'proposed'`,
        [Current.institutionId, activityId],
      );
      const version = await this.draft(activityId, reason.trim());
      version.proposedBy = Current.actor.accountId;
      await this.db.repo(ActivityVersion).insert(version);
      await this.note('amendment_proposed', version);
      return version;
    });
  }

  /** Approves or refuses an amendment. @param refusal the reason of a refusal; null approves @throws OwnProposal, ReasonNeeded, StepNotPossible, NotFound */
  decide(activityId: string, id: string, refusal: string | null): Promise<ActivityVersion> {
    return this.db.transaction(async () => {
      const activity = await this.db.one(Activity, activityId);
      allow(holdsFor(Current.actor, ['approver'], activity));
      const version = await this.of(activityId, id);
      if (refusal === null) version.approve(await this.nextNumber(activityId), Current.actor.accountId);
      else if (refusal.trim()) version.refuse(refusal.trim(), Current.actor.accountId);
      else throw new ReasonNeeded();
      await this.db.repo(ActivityVersion).save(version);
      await this.note(refusal === null ? 'amended' : 'amendment_refused', version);
      return version;
    });
  }

  /** @throws NotFound for anybody but who proposed it */
  withdraw(activityId: string, id: string): Promise<void> {
    return this.db.transaction(async () => {
      const version = await this.of(activityId, id);
      allow(version.proposedBy === Current.actor.accountId);
      version.withdraw();
      await this.db.repo(ActivityVersion).save(version);
      await this.note('amendment_withdrawn', version);
    });
  }

  private async of(activityId: string, id: string): Promise<ActivityVersion> {
    const version = await this.db.one(ActivityVersion, id);
    if (version.activityId !== activityId) throw new NotFound();
    return version;
  }

  private async draft(activityId: string, reason: string): Promise<ActivityVersion> {
    const { kind } = await this.db.one(Activity, activityId);
    const version = new ActivityVersion();
    return Object.assign(version, {
      activityId,
      number: null,
      state: 'proposed' as const,
      content: (await this.kinds.of(kind).versions?.content(activityId)) ?? [],
      reason,
      proposedBy: null,
      decidedBy: null,
      decidedAt: null,
      decisionReason: null,
    });
  }

  // The activity's row is locked, so that two decisions at once get two numbers.
  private async nextNumber(activityId: string): Promise<number> {
    await this.db.rows('select 1 from activity where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      activityId,
    ]);
    const [row] = await this.db.rows<{ next: number }>(
      'select coalesce(max(number), 0)::int + 1 as next from activity_version where institution_id = $1 and activity_id = $2',
      [Current.institutionId, activityId],
    );
    return row?.next ?? 1;
  }

  private note(what: string, version: ActivityVersion): Promise<string> {
    return this.events.record({
      type: `activity.${what}`,
      subject: version.activityId,
      activityId: version.activityId,
      data: version.number ? { number: version.number } : {},
    });
  }
}
