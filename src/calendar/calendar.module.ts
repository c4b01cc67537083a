import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { accountMenu } from '../platform/web/menu.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { CalendarEntriesService } from './calendar-entries.service.js';
import { CalendarEntry } from './calendar-entry.entity.js';
import { Feed } from './feed.entity.js';
import { FeedReader } from './feed-reader.service.js';
import { FeedsController } from './feeds.controller.js';
import { FeedsService } from './feeds.service.js';
import { MyCalendarController } from './my-calendar.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([CalendarEntry, Feed]), ActivitiesModule, ProgrammeModule],
  controllers: [FeedsController, MyCalendarController],
  providers: [CalendarEntriesService, FeedsService, FeedReader],
  exports: [CalendarEntriesService, FeedsService],
})
export class CalendarModule implements OnModuleInit {
  onModuleInit(): void {
    accountMenu.add({
      id: 'my-calendar',
      path: 'my-calendar',
      label: 'calendar.my.title',
      order: 15,
      permission: 'activities.see',
    });
  }
}
