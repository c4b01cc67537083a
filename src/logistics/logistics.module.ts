import { DirectoryModule } from '../directory/directory.module.js';
import { CounterpartController } from './counterpart/counterpart.controller.js';
import { CounterpartLine, CounterpartLink } from './counterpart/counterpart.entity.js';
import { CounterpartLinesService } from './counterpart/counterpart-lines.service.js';
import { CounterpartLinksService } from './counterpart/counterpart-links.service.js';
import { CounterpartQueries } from './counterpart/counterpart.queries.js';
import { CounterpartReviewController } from './counterpart/counterpart-review.controller.js';
import { CounterpartReviewService } from './counterpart/counterpart-review.service.js';
import { CounterpartView } from './counterpart/counterpart.view.js';
import { CounterpartWaiting } from './counterpart/counterpart-waiting.service.js';
import { RidesService } from './counterpart/rides.service.js';
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
import { RoomingPaper } from './rooming-paper.service.js';
import { MemberTravelLines } from './member-travel-lines.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([LogisticsEntry, CounterpartLink, CounterpartLine]),
    ActivitiesModule,
    DirectoryModule,
  ],
  controllers: [LogisticsController, LogisticsApi, CounterpartController, CounterpartReviewController],
  providers: [
    LogisticsService,
    LogisticsQueries,
    LogisticsView,
    MemberTravelLines,
    RoomingPaper,
    CounterpartLinksService,
    CounterpartLinesService,
    CounterpartReviewService,
    CounterpartQueries,
    CounterpartView,
    CounterpartWaiting,
    RidesService,
  ],
  exports: [LogisticsService, LogisticsQueries],
})
export class LogisticsModule implements OnModuleInit {
  constructor(private readonly tabs: ActivityTabs) {}

  onModuleInit(): void {
    this.tabs.add({ id: 'logistics', label: 'logistics.title', path: 'logistics', order: 25 });
  }
}
