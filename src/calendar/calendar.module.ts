import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { accountMenu } from '../platform/web/menu.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { CalendarEntriesService } from './calendar-entries.service.js';
import { CalendarEntry } from './calendar-entry.entity.js';
import { AppPasswordsController } from './app-passwords.controller.js';
import { AppPassword } from './app-password.entity.js';
import { AppPasswordsService } from './app-passwords.service.js';
import { Collections } from './dav/collections.service.js';
import { DavController } from './dav/dav.controller.js';
import { DavService } from './dav/dav.service.js';
import { Reports } from './dav/reports.service.js';
import { EntryRenewal } from './entry-renewal.service.js';
import { Feed } from './feed.entity.js';
import { FeedContentsService } from './feed-contents.service.js';
import { FeedCopies } from './feed-copies.service.js';
import { FeedEntriesQueries } from './feed-entries.queries.js';
import { FeedFront } from './feed-front.service.js';
import { FeedReader } from './feed-reader.service.js';
import { FeedScopes } from './feed-scopes.registry.js';
import { FeedSources } from './feed-sources.registry.js';
import { FreeBusyApi } from './free-busy.api.js';
import { FeedsController } from './feeds.controller.js';
import { FeedsService } from './feeds.service.js';
import { FetchLog } from './fetch-log.service.js';
import { HouseScopes } from './house-scopes.service.js';
import { JourneySource } from './journey-source.service.js';
import { MyCalendarController } from './my-calendar.controller.js';
import { MyCalendarQueries } from './my-calendar.queries.js';
import { FeedsAtTermEnd } from './term-end.service.js';
import { ProgrammeSource } from './programme-source.service.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { DirectoryModule } from '../directory/directory.module.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AppPassword, CalendarEntry, Feed]),
    DirectoryModule,
    ActivitiesModule,
    ProgrammeModule,
    InstitutionModule,
  ],
  controllers: [DavController, FeedsController, FreeBusyApi, AppPasswordsController, MyCalendarController],
  providers: [
    AppPasswordsService,
    CalendarEntriesService,
    Collections,
    DavService,
    EntryRenewal,
    FeedContentsService,
    FeedCopies,
    FeedEntriesQueries,
    FeedFront,
    FeedReader,
    FeedScopes,
    FeedSources,
    FeedsAtTermEnd,
    FeedsService,
    FetchLog,
    HouseScopes,
    JourneySource,
    MyCalendarQueries,
    ProgrammeSource,
    Reports,
  ],
  exports: [CalendarEntriesService, FeedsService, FeedScopes, FeedSources],
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
