import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { menu, settingsMenu } from '../platform/web/menu.js';
import { MissionApplication, MissionCall } from './calls/call.entity.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsQueries } from './calls/calls.queries.js';
import { CallsService } from './calls/calls.service.js';
import { CallsWaiting } from './calls/calls-waiting.service.js';
import { MissionCallController } from './calls/mission-call.controller.js';
import { MissionKind } from './mission-kind.service.js';
import { MissionPapers } from './mission-papers.service.js';
import { MissionController } from './mission.controller.js';
import { MissionDeadlines } from './mission-deadlines.service.js';
import { MissionHistory } from './mission-history.service.js';
import { MissionGuards } from './mission-guards.service.js';
import { MissionOrderQueries } from './mission-order.queries.js';
import { MissionPlanService } from './mission-plan.service.js';
import { MissionSettingsController } from './mission-settings.controller.js';
import { Mission, MissionClearance, MissionLeg, MissionTask } from './mission.entity.js';
import { PROPOSERS } from './mission.rules.js';
import { MissionsApi } from './missions.api.js';
import { MissionsController } from './missions.controller.js';
import { MissionsListeners } from './missions.listeners.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';
import { MissionsWaiting } from './missions-waiting.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Mission, MissionTask, MissionLeg, MissionClearance, MissionCall, MissionApplication]),
    InstitutionModule,
    DirectoryModule,
    ActivitiesModule,
  ],
  controllers: [
    MissionsController,
    MissionController,
    MissionSettingsController,
    CallsController,
    MissionCallController,
    MissionsApi,
  ],
  providers: [
    MissionsService,
    MissionPlanService,
    MissionsQueries,
    MissionOrderQueries,
    MissionKind,
    MissionGuards,
    MissionHistory,
    MissionDeadlines,
    MissionsListeners,
    MissionPapers,
    CallsService,
    CallsQueries,
    CallsWaiting,
    MissionsWaiting,
  ],
  exports: [MissionsService, MissionPlanService, MissionsQueries],
})
export class MissionsModule implements OnModuleInit {
  constructor(
    private readonly tabs: ActivityTabs,
    private readonly permissions: PermissionsService,
  ) {}

  onModuleInit(): void {
    this.tabs.add({ id: 'mission', label: 'missions.words.one', path: 'mission', order: 5, kinds: ['mission'] });
    menu.add({
      id: 'missions',
      path: 'missions',
      label: 'missions.words.title',
      order: 35,
      permission: 'activities.see',
    });
    settingsMenu.add({
      id: 'missions',
      path: 'settings/missions',
      label: 'missions.words.title',
      order: 40,
      permission: 'institution.edit',
    });
    this.permissions.declare({ 'missions.propose': [...PROPOSERS] });
  }
}
