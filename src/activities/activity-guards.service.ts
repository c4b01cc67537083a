import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesQueries } from './activities.queries.js';
import { StepGuards } from './step-guards.registry.js';
import { VersionsQueries } from './versions.queries.js';

/** What the steps of an activity ask for, of whatever kind it is. */
@Injectable()
export class ActivityGuards implements OnModuleInit {
  constructor(
    private readonly guards: StepGuards,
    private readonly activities: ActivitiesQueries,
    private readonly versions: VersionsQueries,
  ) {}

  onModuleInit(): void {
    this.guards.register('activities.both_delegations', async (activityId) => {
      const sides = new Set((await this.activities.members(activityId)).map((member) => member.side));
      return sides.size === 2 ? null : { key: 'activities.guard.both_delegations', tab: 'people' };
    });
    this.guards.register('activities.version_in_step', async (activityId) =>
      (await this.versions.changed(activityId))?.length ? { key: 'activities.guard.version_in_step' } : null,
    );
  }
}
