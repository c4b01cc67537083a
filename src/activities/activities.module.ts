import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import { Activity, ActivityStep, Delegation, DelegationMember } from './activity.entity.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { ActivityTabs } from './activity-tabs.registry.js';
import { DelegationsService } from './delegations.service.js';
import { StepGuards } from './step-guards.registry.js';
import { StepsController } from './steps.controller.js';
import { StepsQueries } from './steps.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([Activity, ActivityStep, Delegation, DelegationMember])],
  controllers: [StepsController],
  providers: [ActivitiesService, ActivitiesQueries, DelegationsService, ActivityKinds, ActivityTabs, ActivityFrame, StepGuards, StepsQueries],
  exports: [ActivitiesService, ActivitiesQueries, DelegationsService, ActivityKinds, ActivityTabs, ActivityFrame, StepGuards],
})
export class ActivitiesModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly guards: StepGuards,
    private readonly queries: ActivitiesQueries,
  ) {}

  onModuleInit(): void {
    this.guards.register('activities.both_delegations', async (activityId) => {
      const sides = new Set((await this.queries.members(activityId)).map((member) => member.side));
      return sides.size === 2 ? null : { key: 'activities.guard.both_delegations' };
    });
    this.permissions.declare({
      'activities.see': [
        'tenant-admin', 'head-intl', 'desk-officer', 'protocol', 'body-secretary', 'body-chair', 'member', 'approver', 'finance',
        'security', 'legal', 'registry', 'interpreter-coord', 'auditor',
      ],
      'activities.plan': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
  }
}
