import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu, settingsMenu } from '../platform/web/menu.js';
import { Convocation } from './convocation.entity.js';
import { ConvocationsService } from './convocations.service.js';
import { menu } from '../platform/web/menu.js';
import { Addressees } from './deadlines/addressees.registry.js';
import { DeadlineNotices, DeadlineTicks } from './deadlines/deadline-notices.service.js';
import { DeadlineRulesController } from './deadlines/deadline-rules.controller.js';
import { DeadlinesApi } from './deadlines/deadlines.api.js';
import { DeadlinesExportController } from './deadlines/deadlines-export.controller.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { DueList } from './deadlines/due-list.service.js';
import { CALENDAR_TRIGGERS } from './deadlines/quarters.js';
import { OwnDaysService } from './own-days.service.js';
import { NumbersController } from './numbers.controller.js';
import { SittingFeedsController } from './sitting-feeds.controller.js';
import { SittingFeedsService, SittingFeedTicks } from './sitting-feeds.service.js';
import { SittingsView } from './sittings.view.js';
import { TimeController } from './time.controller.js';
import { SettingsHistoryController } from './settings-history.controller.js';
import { DeadlineRule } from './deadlines/deadline-rule.entity.js';
import { DEADLINES, DeadlineRulesService } from './deadlines/deadline-rules.service.js';
import { DeadlineTriggers, DueSources } from './deadlines/deadlines.registry.js';
import { Deadlines } from './deadlines/deadlines.service.js';
import { InstitutionTime } from './institution-time.service.js';
import { SettingsHistory } from './settings-history.service.js';
import { Institution } from './institution.entity.js';
import { InstitutionQueries } from './institution.queries.js';
import { InstitutionService } from './institution.service.js';
import { PublicHolidays } from './public-holidays.service.js';
import { RegisterNumbers } from './register-numbers.service.js';
import { SettingsController } from './settings.controller.js';
import { SittingDaysService } from './sitting-days.service.js';
import { TermEndShares } from './term-end.registry.js';
import { SittingsController } from './sittings.controller.js';

const services = [
  Addressees,
  ConvocationsService,
  DeadlineRulesService,
  DeadlineTriggers,
  Deadlines,
  DueList,
  DueSources,
  InstitutionQueries,
  InstitutionService,
  InstitutionTime,
  OwnDaysService,
  PublicHolidays,
  RegisterNumbers,
  SettingsHistory,
  SittingDaysService,
  TermEndShares,
  SittingFeedsService,
];

@Module({
  imports: [TypeOrmModule.forFeature([Institution, Convocation, DeadlineRule])],
  controllers: [
    DeadlinesExportController,
    DeadlinesApi,
    DeadlinesController,
    DeadlineRulesController,
    SettingsHistoryController,
    SittingFeedsController,
    SittingsController,
    TimeController,
    NumbersController,
    SettingsController,
  ],
  providers: [...services, DeadlineNotices, DeadlineTicks, SittingFeedTicks, SittingsView],
  exports: services,
})
export class InstitutionModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly triggers: DeadlineTriggers,
    private readonly history: SettingsHistory,
    private readonly rules: DeadlineRulesService,
    private readonly institutions: InstitutionService,
    private readonly numbers: RegisterNumbers,
  ) {}

  onModuleInit(): void {
    CALENDAR_TRIGGERS.forEach((trigger) => this.triggers.register(trigger));
    for (const area of ['face', 'time', 'partnerships'] as const)
      this.history.restorable(area, (fields) => this.institutions.restore(area, fields));
    this.history.restorable('numbers', (fields) => this.numbers.write(fields as Record<string, string>));
    this.history.restorable(DEADLINES, (fields, id) => this.rules.restore(fields, id));
    menu.add({ id: 'deadlines', path: 'deadlines', label: 'institution.due.title', order: 25 });
    this.permissions.declare({
      'institution.edit': ['tenant-admin'],
      'deadlines.rule': ['tenant-admin', 'head-intl'],
      'sittings.plan': ['tenant-admin', 'head-intl', 'registry'],
    });
    settingsMenu.add({
      id: 'settings',
      path: 'settings',
      label: 'institution.title',
      order: 10,
      permission: 'institution.edit',
    });
    settingsMenu.add({
      id: 'sittings',
      path: 'settings/sittings',
      label: 'institution.sittings',
      order: 30,
      permission: 'sittings.plan',
    });
    settingsMenu.add({
      id: 'time',
      path: 'settings/time',
      label: 'institution.time.title',
      order: 35,
      permission: 'sittings.plan',
    });
    settingsMenu.add({
      id: 'numbers',
      path: 'settings/numbers',
      label: 'institution.numbers.title',
      order: 50,
      permission: 'institution.edit',
    });
    settingsMenu.add({
      id: 'deadlines',
      path: 'settings/deadlines',
      label: 'institution.deadlines',
      order: 40,
      permission: 'deadlines.rule',
    });
    accountMenu.add({
      id: 'settings',
      path: 'settings',
      label: 'institution.settings',
      order: 20,
      permission: 'institution.edit',
    });
    accountMenu.add({
      id: 'sittings',
      path: 'settings/sittings',
      label: 'institution.sittings',
      order: 25,
      permission: 'sittings.plan',
    });
  }
}
