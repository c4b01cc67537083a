import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { LogisticsApi } from './logistics.api.js';
import { LogisticsController } from './logistics.controller.js';
import { LogisticsEntry } from './logistics-entry.entity.js';
import { LogisticsQueries } from './logistics.queries.js';
import { LogisticsService } from './logistics.service.js';
import { LogisticsView } from './logistics.view.js';
import { MemberTravelLines } from './member-travel-lines.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([LogisticsEntry]), ActivitiesModule],
  controllers: [LogisticsController, LogisticsApi],
  providers: [LogisticsService, LogisticsQueries, LogisticsView, MemberTravelLines],
  exports: [LogisticsService, LogisticsQueries],
})
export class LogisticsModule implements OnModuleInit {
  constructor(private readonly tabs: ActivityTabs) {}

  onModuleInit(): void {
    this.tabs.add({ id: 'logistics', label: 'logistics.title', path: 'logistics', order: 25 });
  }
}
