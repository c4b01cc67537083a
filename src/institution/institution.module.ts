import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu, settingsMenu } from '../platform/web/menu.js';
import { Convocation } from './convocation.entity.js';
import { ConvocationsService } from './convocations.service.js';
import { DeadlineRule } from './deadlines/deadline-rule.entity.js';
import { DeadlineRulesService } from './deadlines/deadline-rules.service.js';
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
import { SittingsController } from './sittings.controller.js';

const services = [
  ConvocationsService,
  DeadlineRulesService,
  DeadlineTriggers,
  Deadlines,
  DueSources,
  InstitutionQueries,
  InstitutionService,
  InstitutionTime,
  PublicHolidays,
  RegisterNumbers,
  SettingsHistory,
  SittingDaysService,
];

@Module({
  imports: [TypeOrmModule.forFeature([Institution, Convocation, DeadlineRule])],
  controllers: [SittingsController, SettingsController],
  providers: services,
  exports: services,
})
export class InstitutionModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({
      'institution.edit': ['tenant-admin'],
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
