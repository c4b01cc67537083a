import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { InvitationWays } from '../invitations/invitation-ways.registry.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { AttendanceApi } from './attendance.api.js';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { AttendanceTicks } from './attendance.ticks.js';
import { CheckIn } from './check-in.entity.js';
import { CheckInsService } from './check-ins.service.js';
import { DoorController } from './door.controller.js';
import { DoorsService } from './doors.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([CheckIn]), ActivitiesModule, CalendarModule, InvitationsModule],
  controllers: [AttendanceApi, AttendanceController, DoorController],
  providers: [CheckInsService, DoorsService, AttendanceQueries, AttendanceTicks],
  exports: [CheckInsService, AttendanceQueries],
})
export class AttendanceModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly ways: InvitationWays,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({
      'attendance.see': ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'approver', 'auditor'],
      'attendance.take': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
    this.ways.add({
      id: 'attendance',
      label: 'attendance.title',
      order: 20,
      permission: 'attendance.see',
      path: 'attendance',
    });
  }
}
