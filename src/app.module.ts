import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { ActivitiesModule } from './activities/activities.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { AttendanceModule } from './attendance/attendance.module.js';
import { BodiesModule } from './bodies/bodies.module.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import type { Config } from './platform/config/config.js';
import { CostsModule } from './costs/costs.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { GiftsModule } from './gifts/gifts.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { InstitutionModule } from './institution/institution.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { LogisticsModule } from './logistics/logistics.module.js';
import { MissionsModule } from './missions/missions.module.js';
import { ProgrammeModule } from './programme/programme.module.js';
import { ReceptionsModule } from './receptions/receptions.module.js';
import { SeatingModule } from './seating/seating.module.js';
import { ReportsModule } from './reports/reports.module.js';

/** The whole house: the platform, and the capabilities in the order of DESIGN's table. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config),
        InstitutionModule,
        AccountsModule,
        DirectoryModule,
        BodiesModule,
        CommitmentsModule,
        ActivitiesModule,
        ReceptionsModule,
        MissionsModule,
        LogisticsModule,
        CostsModule,
        GiftsModule,
        ProgrammeModule,
        CalendarModule,
        DocumentsModule,
        InvitationsModule,
        AttendanceModule,
        SeatingModule,
        ReportsModule,
      ],
    };
  }
}
