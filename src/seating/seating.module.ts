import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs, countBadge } from '../activities/activity-tabs.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InvitationWays } from '../invitations/invitation-ways.registry.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { SeatingApi } from './seating.api.js';
import { SeatingController } from './seating.controller.js';
import { SeatingPapers } from './seating-papers.service.js';
import { SeatingPlan } from './seating-plan.entity.js';
import { PLAN_COUNT, SeatingQueries } from './seating.queries.js';
import { SeatingService } from './seating.service.js';
import { SittersQueries } from './sitters.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([SeatingPlan]), DirectoryModule, ActivitiesModule, InvitationsModule],
  controllers: [SeatingApi, SeatingController],
  providers: [SeatingService, SeatingQueries, SittersQueries, SeatingPapers],
  exports: [SeatingService],
})
export class SeatingModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly tabs: ActivityTabs,
    private readonly ways: InvitationWays,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({
      'seating.see': ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'approver', 'auditor'],
      'seating.arrange': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
    this.tabs.add({
      id: 'seating',
      label: 'seating.title',
      path: 'seating',
      order: 35,
      permission: 'seating.see',
      counted: { sql: PLAN_COUNT, badge: countBadge },
    });
    this.ways.add({ id: 'seating', label: 'seating.title', order: 30, permission: 'seating.see', path: 'seating' });
  }
}
